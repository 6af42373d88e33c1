/** Every step on the database goes through here: what SQLite refuses becomes a `StorageError`. */
import type { Database } from 'better-sqlite3';
import { errorKindOf, ERROR_SENTENCES } from '../error-kind.ts';
import { StorageError } from '../event-store.ts';
import { createTrouble, type TroubleNotes } from '../storage-health.ts';
import { FULL, synchronousLevel } from './connection.ts';

export interface Storage {
  readonly db: Database;
  /** One transaction, durable when it returns. Throws `StorageError`, and nothing of it was written. */
  readonly write: <T>(step: () => T) => T;
  /** Throws `StorageError`. */
  readonly read: <T>(step: () => T) => T;
}

export function createStorage(db: Database, trouble: TroubleNotes = createTrouble()): Storage {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const rollback = db.prepare('rollback');
  let isProven = false;

  const transact = <T>(step: () => T): T => {
    begin.run();
    try {
      const result = step();
      commit.run();
      return result;
    } catch (error) {
      // On a full or failing disk SQLite may have rolled back already.
      if (db.inTransaction) rollback.run();
      throw error;
    }
  };

  const attempt = <T>(step: () => T): T => {
    try {
      return step();
    } catch (cause) {
      if (cause instanceof StorageError) throw cause;
      const kind = errorKindOf(cause);
      trouble.failed(kind);
      throw new StorageError(ERROR_SENTENCES[kind], { cause });
    }
  };

  return {
    db,
    write: (step) =>
      attempt(() => {
        const result = transact(step);
        if (!isProven) proveDurable(db);
        isProven = true;
        trouble.wrote();
        return result;
      }),
    read: attempt,
  };
}

/** The level is known to fall at a first write; the checkpoint makes up for a commit that was not synced. */
function proveDurable(db: Database): void {
  if (synchronousLevel(db) === FULL) return;
  db.pragma(`synchronous = ${FULL}`);
  db.pragma('wal_checkpoint(FULL)');
  if (synchronousLevel(db) !== FULL) throw new StorageError('The disk does not keep what is written.');
}
