/** Replaces games in the database with those in a backup. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError, type StoredResponse, type IdempotencyKey } from '../event-store.ts';
import { highestIds, insertGame, type GameRecord } from '../sqlite/game-record.ts';
import { openGameRows } from '../sqlite/game-rows.ts';
import { ID_KINDS, type Ids } from '../sqlite/ids.ts';
import { NewerDatabaseError } from '../sqlite/open-error.ts';
import type { Transactions } from '../sqlite/transactions.ts';
import type { Wiper } from '../sqlite/wipe.ts';
import { contentsOf, type BackedUpGame } from './backup-contents.ts';
import { backupsFolder, listBackups, readBackup } from './backup-files.ts';

/** The backup or game does not exist or cannot be restored. Nothing was changed; the message says what to do. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError';
  /** `gone`: no such backup or game; `unfit`: it cannot be restored here. */
  readonly reason: 'gone' | 'unfit';

  constructor(reason: RestoreError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface Restorer {
  /** The games listed in a backup; null if it is damaged or gone. */
  contents(name: string): readonly BackedUpGame[] | null;
  /**
   * Reads all games in a backup, to restore them. Throws `RestoreError` if it is gone, damaged, or from a newer version, and
   * `StorageError` if nothing can be restored now.
   */
  read(name: string): readonly GameRecord[];
  /**
   * In one transaction, removes the games `replaced` and inserts `records`. The response, if any, is stored with the first of them.
   * Throws `RestoreError` or `StorageError`; nothing was changed then.
   */
  restore(restoration: Restoration): void;
}

interface Restoration {
  readonly replaced: readonly number[];
  readonly records: readonly GameRecord[];
  readonly answer: { readonly key: IdempotencyKey; readonly response: StoredResponse } | null;
}

export interface RestorerOptions {
  readonly folder: string;
  readonly transactions: Transactions;
  readonly ids: Ids;
  readonly wiper: Wiper;
}

export function openRestorer({ folder, transactions, ids, wiper }: RestorerOptions): Restorer {
  const { db, write, assertWritable } = transactions;
  const rows = openGameRows(db);
  const seatClash = db.prepare<[string, string], { code: string }>(
    `select code from events join games using (game_id)
     where game_id not in (select value from json_each(?)) and body like '{"type":"participant_joined"%'
       and body ->> 'id' in (select value from json_each(?))
     limit 1`,
  );
  const codeClash = db.prepare<[string, string], { code: string }>(
    'select code from games where game_id not in (select value from json_each(?)) and code = ?',
  );

  /** Seats are identified by id alone, and games by code, so both must stay unique. */
  const refuseClash = ({ replaced, records }: Restoration) => {
    const leaving = JSON.stringify(replaced);
    for (const { events, state } of records) {
      const seats = events.flatMap(({ event }) => (event.type === 'participant_joined' ? [event.id] : []));
      const other = seatClash.get(leaving, JSON.stringify(seats)) ?? codeClash.get(leaving, state.code);
      if (other === undefined) continue;
      throw new RestoreError(
        'unfit',
        `${state.code} in this backup is another laptop's: it clashes with game ${other.code}. Export it there, import it here.`,
      );
    }
  };

  return {
    contents: (name) => contentsOf(join(backupsFolder(folder), name)),
    read(name) {
      assertWritable();
      const known = listBackups(folder).find((backup) => backup.name === name);
      if (known === undefined || !existsSync(join(backupsFolder(folder), known.name)))
        throw new RestoreError('gone', 'There is no backup of this name any more. Choose another one.');
      const records = recordsOf(join(backupsFolder(folder), known.name));
      if (records === null) throw new RestoreError('unfit', 'This backup is damaged. Choose another one.');
      return records;
    },
    restore(restoration) {
      refuseClash(restoration);
      const { replaced, records, answer } = restoration;
      write(() => {
        for (const gameId of replaced) rows.remove(gameId);
        for (const record of records) {
          insertGame(rows, record);
          const highest = highestIds(record);
          for (const kind of ID_KINDS) ids.skipTo(kind, highest[kind]);
        }
        const [first] = records;
        if (answer !== null && first !== undefined)
          rows.insertIdempotencyRecord(first.gameId, { ...answer.key, ...answer.response });
        ids.write();
      });
      ids.committed();
      scrubIfPossible(wiper);
    },
  };
}

function recordsOf(path: string): readonly GameRecord[] | null {
  try {
    return readBackup(path);
  } catch (error) {
    if (!(error instanceof NewerDatabaseError)) throw error;
    throw new RestoreError(
      'unfit',
      'A newer version of this program made this backup: update this program, then restore it.',
    );
  }
}

/** The restore is complete even if there is no room to rewrite the file now; the next start tries again. */
function scrubIfPossible(wiper: Wiper): void {
  try {
    wiper.scrub([]);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  }
}
