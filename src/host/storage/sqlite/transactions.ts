/** All access to the database goes through here, so that SQLite's errors become `StorageError`s. */
import type { Database } from 'better-sqlite3';
import { errorKindOf, ERROR_SENTENCES } from '../error-kind.ts';
import { DamagedDataError, StorageError } from '../event-store.ts';
import { createStorageHealth, type StorageHealthRecorder } from '../storage-health.ts';
import { FULL, synchronousLevel } from './connection.ts';

export interface Transactions {
  readonly db: Database;
  /** Runs one transaction, durable when it returns. If it throws `StorageError`, nothing was written. */
  readonly write: <T>(step: () => T) => T;
  /** Throws `StorageError`. */
  readonly read: <T>(step: () => T) => T;
}

export function createTransactions(
  db: Database,
  health: StorageHealthRecorder = createStorageHealth(),
): Transactions {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const rollback = db.prepare('rollback');
  let isDurabilityChecked = false;

  const transact = <T>(step: () => T): T => {
    begin.run();
    try {
      const result = step();
      commit.run();
      return result;
    } catch (error) {
      // On a full or failing disk SQLite may already have rolled back.
      if (db.inTransaction) rollback.run();
      throw error;
    }
  };

  const attempt = <T>(step: () => T): T => {
    try {
      return step();
    } catch (cause) {
      if (cause instanceof DamagedDataError) health.recordFailure('damaged');
      if (cause instanceof StorageError) throw cause;
      const kind = errorKindOf(cause);
      health.recordFailure(kind);
      throw new StorageError(ERROR_SENTENCES[kind], { cause });
    }
  };

  return {
    db,
    write: (step) =>
      attempt(() => {
        if (!isDurabilityChecked) {
          // With a write of its own: if the check fails, nothing that a caller asked for has been written.
          const version = Number(db.pragma('user_version', { simple: true }));
          transact(() => db.pragma(`user_version = ${version}`));
          ensureDurable(db);
          isDurabilityChecked = true;
        }
        const result = transact(step);
        health.recordWrite();
        return result;
      }),
    read: attempt,
  };
}

/** The level is known to drop at the first write; the checkpoint makes up for a commit that was not synced. */
function ensureDurable(db: Database): void {
  if (synchronousLevel(db) === FULL) return;
  db.pragma(`synchronous = ${FULL}`);
  db.pragma('wal_checkpoint(FULL)');
  if (synchronousLevel(db) !== FULL) throw new StorageError('The disk does not keep what is written.');
}
