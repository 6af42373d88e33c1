import { StorageError, UnfinishedWipeError } from '../event-store.ts';
/** Removes every trace of a game from the database, its WAL and the backups. */
import { GAME_TABLES } from './game-rows.ts';
import { openSettingRows } from './settings.ts';
import type { Transactions } from './transactions.ts';

/** A setting that is present if the next start is to rewrite the file. */
const SCRUB_AT_START = 'scrub_at_start';
/** A setting that is present while traces of wiped games may remain in a file: the games' ids, comma-separated. */
const SCRUB_DUE = 'scrub_due';

export interface Wiper {
  /**
   * Safe to repeat after a failure, even if the rows are already gone. Throws `StorageError`.
   * @param alsoWrite what else belongs in the same transaction
   */
  wipe(gameId: number, alsoWrite?: () => void): void;
  /** Has the next start or wipe remove traces of deleted rows from the database. Throws `StorageError`. */
  scrubAtNextStart(): void;
  /** Finishes a wipe interrupted by a crash or a full disk; true if there was one. Throws `StorageError`. */
  finish(): boolean;
  /** The same at a start, which also does what was put off until then. */
  finishAtStart(): boolean;
}

/** @param scrubBackups rewrites the backups without these games; null if there are no backups */
export function openWiper(
  { db, write, read, maintain }: Transactions,
  scrubBackups: ((gameIds: readonly number[]) => void) | null = null,
): Wiper {
  const deletions = GAME_TABLES.map((table) =>
    db.prepare<[number]>(`delete from ${table} where game_id = ?`),
  );
  const settings = openSettingRows(db);

  const due = (): number[] | null => {
    const value = read(() => settings.get(SCRUB_DUE));
    if (value === null) return null;
    return value === '' ? [] : value.split(',').map(Number);
  };

  const markDue = (gameIds: readonly number[]) => {
    settings.put(SCRUB_DUE, [...new Set([...(due() ?? []), ...gameIds])].join(','));
  };

  /** `secure_delete` only blanks freed cells. Pages that were split earlier may hold older copies, so everything is rewritten. */
  const scrubDue = () => {
    const gameIds = due() ?? [];
    maintain(() => {
      db.exec('vacuum');
      db.pragma('wal_checkpoint(TRUNCATE)');
    });
    if (gameIds.length > 0) read(() => scrubBackups?.(gameIds));
    write(() => {
      settings.remove(SCRUB_DUE);
      settings.remove(SCRUB_AT_START);
    });
  };

  return {
    wipe(gameId, alsoWrite = () => undefined) {
      write(() => {
        for (const deletion of deletions) deletion.run(gameId);
        alsoWrite();
        markDue([gameId]);
      });
      try {
        scrubDue();
      } catch (cause) {
        throw unfinished(cause);
      }
    },
    scrubAtNextStart() {
      write(() => settings.put(SCRUB_AT_START, ''));
    },
    finishAtStart() {
      const isDue = due() !== null;
      if (isDue || read(() => settings.get(SCRUB_AT_START)) !== null) scrubDue();
      return isDue;
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
