/** All access to the database goes through here, so that SQLite's errors become `StorageError`s. */
import type { Database } from 'better-sqlite3';
import type { ErrorKind } from '../../../protocol/host-warnings.ts';
import { errorKindOf, errorSentence } from '../error-kind.ts';
import {
  DamagedDataError,
  DisplacedError,
  HOST_IS_CLOSING,
  RoomClosedError,
  StorageError,
} from '../event-store.ts';
import { createStorageHealth, type StorageHealthRecorder } from '../storage-health.ts';
import { FULL, synchronousLevel } from './connection.ts';
import { NO_GUARD, type FileGuard } from './file-guard.ts';

export interface Transactions {
  readonly db: Database;
  /** Runs one transaction, durable when it returns. If it throws `StorageError`, nothing was written. */
  readonly write: <T>(step: () => T) => T;
  /** Throws `StorageError`. */
  readonly read: <T>(step: () => T) => T;
  /** Writes something that changes nothing, to learn whether writing works. Throws `StorageError`. */
  readonly probe: () => void;
  /** Rewrites the file outside any transaction. Throws `StorageError`, also if it is another file by now. */
  readonly maintain: (step: () => void) => void;
  /** Throws the `StorageError` that `write` would throw without trying. */
  readonly assertWritable: () => void;
}

export interface TransactionOptions {
  readonly health?: StorageHealthRecorder;
  readonly guard?: FileGuard;
  /** Called if the files were lost during a commit. Throws if what was committed could not be saved. */
  readonly onLostCommit?: () => void;
  /** Whether it is the host that ends where the connection is closed. */
  readonly isEnding?: () => boolean;
  /** Why nothing can be written: the error that the disk or SQLite gave. */
  readonly readingBecause?: unknown;
}

/** What SQLite finds wrong with a file that is not the one it has written. */
const FROM_THE_FILE: readonly ErrorKind[] = ['io_error', 'damaged'];

export function createTransactions(
  db: Database,
  {
    health = createStorageHealth(),
    guard = NO_GUARD,
    onLostCommit = () => undefined,
    isEnding = () => false,
    readingBecause = null,
  }: TransactionOptions = {},
): Transactions {
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  const rollback = db.prepare('rollback');
  let isDurabilityChecked = false;

  const transact = <T>(step: () => T): T => {
    begin.run();
    try {
      const result = step();
      refuseDisplaced();
      inOwnName(() => commit.run());
      return result;
    } catch (error) {
      // On a full or failing disk SQLite may already have rolled back.
      if (db.inTransaction) rollback.run();
      throw error;
    }
  };

  /**
   * Writes to the files, which were as they should be just before. What a full or failing disk leaves of it is nobody else's doing, so
   * it is neither reported as such nor makes the guard get used to others.
   */
  const inOwnName = (step: () => unknown): void => {
    try {
      step();
    } catch (error) {
      if (guard.look() === 'touched') guard.note();
      throw error;
    }
  };

  const refuseDisplaced = (cause?: unknown) => {
    if (guard.look() === null) return;
    health.recordFailure('moved');
    throw new DisplacedError(errorSentence('moved'), { cause });
  };

  const assertWritable = () => {
    if (readingBecause === null) return;
    const kind = errorKindOf(readingBecause);
    health.recordFailure(kind);
    throw new StorageError(errorSentence(kind), { cause: readingBecause });
  };

  const attempt = <T>(step: () => T): T => {
    try {
      return step();
    } catch (cause) {
      if (!db.open && isEnding()) throw new RoomClosedError(HOST_IS_CLOSING, { cause });
      // A rescue has closed it meanwhile, and there is a new connection.
      if (!db.open) throw new DisplacedError(errorSentence('moved'), { cause });
      if (cause instanceof DamagedDataError) health.recordFailure('damaged');
      if (cause instanceof StorageError) throw cause;
      const kind = errorKindOf(cause);
      // The disk is sound: somebody else took away what SQLite looks for.
      // A write of its own that failed half-way looks as if it had been touched.
      if (FROM_THE_FILE.includes(kind) && guard.look() !== 'touched') refuseDisplaced(cause);
      health.recordFailure(kind);
      throw new StorageError(errorSentence(kind), { cause });
    }
  };

  const rewriteVersion = () => {
    db.pragma(`user_version = ${Number(db.pragma('user_version', { simple: true }))}`);
  };

  const write = <T>(step: () => T): T =>
    attempt(() => {
      assertWritable();
      if (!isDurabilityChecked) {
        // With a write of its own: if the check fails, nothing that a caller asked for has been written.
        transact(rewriteVersion);
        ensureDurable(db);
        guard.note();
        isDurabilityChecked = true;
      }
      const result = transact(step);
      if (guard.note() === 'lost') onLostCommit();
      health.recordWrite();
      return result;
    });

  return {
    db,
    write,
    probe: () => write(rewriteVersion),
    read: attempt,
    maintain: (step) =>
      attempt(() => {
        assertWritable();
        refuseDisplaced();
        inOwnName(step);
        guard.note();
      }),
    assertWritable,
  };
}

/** The level is known to drop at the first write; the checkpoint makes up for a commit that was not synced. */
function ensureDurable(db: Database): void {
  if (synchronousLevel(db) === FULL) return;
  db.pragma(`synchronous = ${FULL}`);
  db.pragma('wal_checkpoint(FULL)');
  if (synchronousLevel(db) !== FULL) throw new StorageError('The disk does not keep what is written.');
}
