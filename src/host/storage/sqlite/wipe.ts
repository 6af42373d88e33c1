import { StorageError, UnfinishedWipeError } from '../event-store.ts';
/** Takes every trace of a game out of the database, its WAL and the backups. */
import { GAME_TABLES } from './game-rows.ts';
import type { Transactions } from './transactions.ts';

/** A setting that stands while a wipe's remains may still lie in a file: the ids of the games, comma between. */
const SCRUB_DUE = 'scrub_due';

export interface Wiper {
  /** Safe to call again after a failure, also when the rows are gone already. Throws `StorageError`. */
  wipe(gameId: number): void;
  /** Takes what deleted rows left out of the database; of the games, if any, out of the backups too. Throws `StorageError`. */
  scrub(gameIds: readonly number[]): void;
  /** Finishes what a crash or a full disk left of an earlier wipe; true when there was something. Throws `StorageError`. */
  finish(): boolean;
}

/** `scrubBackups` rewrites the backups without these games; null: there are no backups to think of. */
export function openWiper(
  { db, write, read }: Transactions,
  scrubBackups: ((gameIds: readonly number[]) => void) | null = null,
): Wiper {
  const deletions = GAME_TABLES.map((table) =>
    db.prepare<[number]>(`delete from ${table} where game_id = ?`),
  );
  const mark = db.prepare<[string, string]>(
    'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  );
  const marked = db.prepare<[string], { value: string }>('select value from settings where name = ?');
  const unmark = db.prepare<[string]>('delete from settings where name = ?');

  const due = (): number[] | null => {
    const value = read(() => marked.get(SCRUB_DUE))?.value;
    if (value === undefined) return null;
    return value === '' ? [] : value.split(',').map(Number);
  };

  const markDue = (gameIds: readonly number[]) => {
    mark.run(SCRUB_DUE, [...new Set([...(due() ?? []), ...gameIds])].join(','));
  };

  /** `secure_delete` blanks freed cells only; pages that were split before may hold older copies, so all is rewritten. */
  const scrubDue = () => {
    const gameIds = due() ?? [];
    read(() => {
      db.exec('vacuum');
      db.pragma('wal_checkpoint(TRUNCATE)');
    });
    if (gameIds.length > 0) read(() => scrubBackups?.(gameIds));
    write(() => unmark.run(SCRUB_DUE));
  };

  return {
    wipe(gameId) {
      write(() => {
        for (const deletion of deletions) deletion.run(gameId);
        markDue([gameId]);
      });
      try {
        scrubDue();
      } catch (cause) {
        throw unfinished(cause);
      }
    },
    scrub(gameIds) {
      write(() => markDue(gameIds));
      scrubDue();
    },
    finish() {
      if (due() === null) return false;
      scrubDue();
      return true;
    },
  };
}

function unfinished(cause: unknown): UnfinishedWipeError {
  const because = cause instanceof StorageError ? cause.message : '';
  return new UnfinishedWipeError(
    `The game is wiped, but traces of it are still on the disk. Start the host again to remove them. ${because}`,
    { cause },
  );
}
