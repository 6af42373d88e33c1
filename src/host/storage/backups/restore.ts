/** Replaces games in the database with those in a backup. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Why } from '../../../protocol/problem-reasons.ts';
import { runInSlices, type Interruptible } from '../../time/time-slices.ts';
import { StorageError, type StoredResponse, type IdempotencyKey } from '../event-store.ts';
import { OpenError } from '../open-error.ts';
import type { DiskRoom } from '../sqlite/disk-room.ts';
import { IS_UNFINISHED, LAST_SEQ } from '../sqlite/event-columns.ts';
import { highestIds, type GameRecord } from '../sqlite/game-record.ts';
import { openGameRows } from '../sqlite/game-rows.ts';
import type { HostResponseRows } from '../sqlite/host-responses.ts';
import { ID_KINDS, type Ids } from '../sqlite/ids.ts';
import type { ReplacedLogs } from '../sqlite/replaced-logs.ts';
import { addRestore } from '../sqlite/restore-numbers.ts';
import { EVENT_BYTES, type Staging } from '../sqlite/staging.ts';
import type { Transactions } from '../sqlite/transactions.ts';
import type { UnseenRows } from '../sqlite/unseen-rows.ts';
import type { Wiper } from '../sqlite/wipe.ts';
import { background } from '../worker/run-task.ts';
import type { BackedUpGame } from './backup-contents.ts';
import { backupsFolder, listBackups, readBackup } from './backup-files.ts';
import { restoreMark } from './restore-mark.ts';
import { openRestorePlanner } from './restore-plan.ts';
import { gamesBeginning, type Beginning } from './same-game.ts';

/** Events looked through in one go. */
const EVENTS_AT_ONCE = 1_000;

/** The backup or game does not exist or cannot be restored. Nothing was changed; the message says what to do. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError';
  readonly why: Why;

  constructor(why: Why, message: string) {
    super(message);
    this.why = why;
  }
}

/** The host keeps no backups, and makes none. */
export const BACKED_UP_ELSEWHERE =
  'The games are in a database. Whoever runs it also backs it up and restores it.';

/** @param code of the game in the backup; @param other that of the game here */
export function clash(code: string, other: string): RestoreError {
  return new RestoreError(
    { reason: 'backup_clash', params: { game_code: code, other_code: other } },
    `${code} in this backup is another laptop's: it clashes with game ${other}. Export it there, import it here.`,
  );
}

/** @param code of the game in the backup, which another game has here: of another beginning, or of another owner */
function codeTaken(code: string): RestoreError {
  return new RestoreError(
    { reason: 'backup_code_taken', params: { game_code: code } },
    `Another game here has the code ${code} by now. Save that one as a file and wipe it, then restore this one.`,
  );
}

export function backupGone(): RestoreError {
  return new RestoreError('backup_gone', 'There is no backup of this name any more. Choose another one.');
}

/** A code that nobody uses, while codes change places. */
const restoredCode = (gameId: number) => `restored ${gameId}`;

export interface Restorer {
  /** The games listed in a backup; null if it is damaged or gone. */
  contents(name: string): Promise<readonly BackedUpGame[] | null>;
  /**
   * Reads all games in a backup, to restore them. Rejects with `RestoreError` if it is gone, damaged, or from a newer version, and
   * `StorageError` if nothing can be restored now.
   */
  read(name: string): Promise<readonly GameRecord[]>;
  /**
   * The stored games that are the same as one of these, which may have been played on under another id: a restore replaces them.
   * Throws `StorageError`.
   */
  sameGames(games: readonly Beginning[]): readonly number[];
  /**
   * Removes the games `replaced` and inserts `records`, all or nothing, although most of it is prepared bit by bit. None of these games
   * may change meanwhile. The response, if any, is stored with the first of them, and a mark of it with the laptop. Rejects with
   * `RestoreError` or `StorageError`; nothing was changed then.
   * @param onRestored called with all of these games in the same turn in which they are replaced; what they were is still to be removed then
   */
  restore(restoration: Restoration, onRestored?: (gameIds: readonly number[]) => void): Promise<void>;
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
  readonly staging: Staging;
  readonly unseen: UnseenRows;
  readonly room: Pick<DiskRoom, 'ensure' | 'hold'>;
  readonly replacedLogs: Pick<ReplacedLogs, 'note'>;
  readonly hostResponses: Pick<HostResponseRows, 'insert' | 'has'>;
}

export function openRestorer({
  folder,
  transactions,
  ids,
  wiper,
  staging,
  unseen,
  room,
  replacedLogs,
  hostResponses,
}: RestorerOptions): Restorer {
  const { db, read, write, assertWritable } = transactions;
  const rows = openGameRows(db);
  const planner = openRestorePlanner(transactions, unseen, hostResponses.has);
  const stored = db.prepare<[], { gameId: number; code: string; seq: number }>(
    `select game_id as gameId, code, ${LAST_SEQ} as seq from games
     where coalesce(not (${IS_UNFINISHED}), true)`,
  );
  const joinedIn = db.prepare<[number, number, number], { id: number }>(
    `select body ->> 'id' as id from events
     where game_id = ? and seq > ? and seq <= ? and body like '{"type":"participant_joined"%'`,
  );
  const setCode = db.prepare<[string, number]>('update games set code = ? where game_id = ?');
  const codeClash = db.prepare<[string, string]>(
    'select 1 from games where game_id not in (select value from json_each(?)) and code = ?',
  );

  /** Seats are identified by id alone, and games by code, so both must stay unique. */
  function* refuseClash({ replaced, records }: Restoration): Interruptible<void> {
    const codeBySeat = new Map<number, string>();
    for (const { state } of records) {
      if (read(() => codeClash.get(JSON.stringify(replaced), state.code)) !== undefined)
        throw codeTaken(state.code);
      for (const id of state.participants.keys()) codeBySeat.set(id, state.code);
    }
    for (const { gameId, code, seq } of read(() => stored.all())) {
      if (replaced.includes(gameId)) continue;
      for (let after = 0; after < seq; after += EVENTS_AT_ONCE) {
        const joined = read(() => joinedIn.all(gameId, after, after + EVENTS_AT_ONCE));
        for (const { id } of joined) {
          const own = codeBySeat.get(id);
          if (own !== undefined) throw clash(own, code);
        }
        yield;
      }
    }
  }

  /** Everything that can be done before the change. Nobody sees any of it. */
  const prepare = async ({ records }: Restoration): Promise<(() => void)[]> => {
    const steps: (() => void)[] = [];
    const storedIds = new Set(read(() => stored.all()).map(({ gameId }) => gameId));
    for (const record of records) {
      const { gameId, state } = record;
      // What an earlier restore could not remove.
      await unseen.remove(gameId);
      if (storedIds.has(gameId)) {
        const plan = await runInSlices(planner.plan(record));
        if (plan.isWrittenBefore) await room.hold(gameId, record.events.length * EVENT_BYTES);
        const publish = await planner.prepare(plan);
        steps.push(() => {
          publish();
          setCode.run(state.code, gameId);
        });
        continue;
      }
      const staged = await staging.stage(gameId, restoredCode(gameId), record.events, record.idempotencyRows);
      steps.push(() => {
        setCode.run(state.code, gameId);
        rows.putHead(gameId, staged.head);
        if (record.checkpoint !== null) rows.saveCheckpoint(gameId, record.checkpoint);
      });
    }
    return steps;
  };

  /** What this restore staged in vain, or what it has replaced. */
  const discardUnfinished = async ({ replaced, records }: Restoration) => {
    leaveIfImpossible(() => planner.forget());
    const gameIds = [...replaced, ...records.map(({ gameId }) => gameId)];
    for (const gameId of new Set(gameIds)) {
      await removeUnseen(gameId);
      await staging.discard(gameId);
    }
  };

  /** Leaves what cannot be removed now to whoever writes the game's next event, or to the next start. */
  const removeUnseen = async (gameId: number) => {
    try {
      await unseen.remove(gameId);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  };

  return {
    contents: (name) => background.contentsOf(join(backupsFolder(folder), name)),
    async read(name) {
      assertWritable();
      const known = listBackups(folder).find((backup) => backup.name === name);
      if (known === undefined || !existsSync(join(backupsFolder(folder), known.name))) throw backupGone();
      // Once for the games that come, and once for a backup of those that are there.
      room.ensure(2 * known.bytes);
      const records = await recordsOf(join(backupsFolder(folder), known.name));
      if (records === null)
        throw new RestoreError('backup_damaged', 'This backup is damaged. Choose another one.');
      return records;
    },
    sameGames: (games) => read(() => games.flatMap((game) => gamesBeginning(db, game))),
    async restore(restoration, onRestored = () => undefined) {
      await runInSlices(refuseClash(restoration));
      const { replaced, records, answer } = restoration;
      const restored = new Set(records.map(({ gameId }) => gameId));
      const removed = replaced.filter((gameId) => !restored.has(gameId));
      for (const record of records) {
        const highest = await runInSlices(highestIds(record));
        for (const kind of ID_KINDS) ids.skipTo(kind, highest[kind]);
      }
      const steps = await prepare(restoration).catch(async (error: unknown) => {
        await discardUnfinished(restoration);
        throw error;
      });
      try {
        write(() => {
          // First, so that their codes are free.
          for (const gameId of removed) rows.retire(gameId);
          for (const gameId of restored) setCode.run(restoredCode(gameId), gameId);
          for (const step of steps) step();
          const [first] = records;
          if (answer !== null && first !== undefined) {
            rows.insertIdempotencyRecord(first.gameId, { ...answer.key, ...answer.response });
            hostResponses.insert(answer.key, restoreMark(records.map(({ gameId }) => gameId)));
          }
          addRestore(db, { restored, removed });
          ids.write();
        });
      } catch (error) {
        await discardUnfinished(restoration);
        throw error;
      }
      ids.committed();
      for (const gameId of [...removed, ...restored]) replacedLogs.note(gameId);
      onRestored([...removed, ...restored]);
      await discardUnfinished(restoration);
      // The next start, or the next wipe, rewrites the file. Now everyone would wait for it, and the backup made before holds the same.
      leaveIfImpossible(() => wiper.scrubAtNextStart());
    },
  };
}

async function recordsOf(path: string): Promise<readonly GameRecord[] | null> {
  try {
    if (!(await background.isSoundBackup(path))) return null;
    return await runInSlices(readBackup(path));
  } catch (error) {
    if (!(error instanceof OpenError) || error.reason !== 'newer_database') throw error;
    throw new RestoreError(
      'backup_newer',
      'A newer version of this program made this backup: update this program, then restore it.',
    );
  }
}

/** Once the games are restored, what is left over does no harm: it goes with the connection, or somebody else sees to it later. */
function leaveIfImpossible(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  }
}
