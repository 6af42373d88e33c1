/** Every step on the database goes through here: what SQLite refuses becomes a `StorageError`. */
import type { Database } from 'better-sqlite3';
import { FULL, synchronousLevel } from './connection.ts';
import { StorageError } from './event-log.ts';
import { codeOf } from './system-error.ts';

export interface Storage {
  readonly db: Database;
  /** One transaction, durable when it returns. Throws `StorageError`, and nothing of it was written. */
  readonly write: <T>(step: () => T) => T;
  /** Throws `StorageError`. */
  readonly read: <T>(step: () => T) => T;
}

export function createStorage(db: Database): Storage {
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

  return {
    db,
    write: (step) =>
      attempt(() => {
        const result = transact(step);
        if (!isProven) proveDurable(db);
        isProven = true;
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

function attempt<T>(step: () => T): T {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    throw new StorageError(sentenceFor(codeOf(cause)), { cause });
  }
}

function sentenceFor(code: string): string {
  if (code === 'SQLITE_FULL') return 'The disk is full: free some space, then try again.';
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return 'Another program holds the database: close it, then try again.';
  if (/^SQLITE_(READONLY|PERM|AUTH)/.test(code))
    return 'The database is write-protected: allow this user to write it.';
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return 'The database is damaged: restore a backup.';
  if (/^SQLITE_(IOERR|CANTOPEN)/.test(code)) return 'The disk failed: check it, then try again.';
  if (code.startsWith('SQLITE_CONSTRAINT'))
    return 'What was to be written contradicts what is stored: start the host again.';
  return 'The database refused: start the host again.';
}
