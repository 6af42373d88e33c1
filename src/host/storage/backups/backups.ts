/** Backs up the database while the host is running. The host key is in a separate file and never backed up. */
import { closeSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { errorKindOf, errorSentence } from '../error-kind.ts';
import { DisplacedError, NoRoomError, StorageError } from '../event-store.ts';
import { syncFolder } from '../folders/data-folder.ts';
import { discardFile } from '../folders/discard-file.ts';
import { removeFile } from '../folders/remove-file.ts';
import type { DiskRoom } from '../sqlite/disk-room.ts';
import { lastBackupNumber, rememberBackupNumber } from '../sqlite/settings.ts';
import type { Transactions } from '../sqlite/transactions.ts';
import { background } from '../worker/run-task.ts';
import { holdingsIn, holdingsOf, type Holdings } from './backup-contents.ts';
import {
  backupName,
  backupsFolder,
  credibleNumber,
  keepAsAsked,
  listBackups,
  PARTIAL,
  prepareBackupsFolder,
  type BackupFile,
  type BackupReason,
} from './backup-files.ts';
import { numberAfter } from './backup-numbers.ts';
import { pruneBackups } from './prune-backups.ts';

const OWNER_ONLY = 0o600;

export interface Backups {
  /** Newest first. */
  list(): BackupFile[];
  /**
   * Makes a backup, checks it, and removes all but a few. Null if there is neither a game nor a library, the host closed meanwhile, or nothing
   * has happened since the newest one (before a restore, that counts only if it was made before one, too). One that was asked for has the
   * newest kept in its place then. Rejects with `StorageError`; older backups are kept.
   */
  take(reason: BackupReason): Promise<BackupFile | null>;
  /** Runs `step`, and keeps this backup from making room for others meanwhile. */
  holding<T>(name: string, step: () => Promise<T>): Promise<T>;
}

export interface BackupMaker extends Backups {
  /** Restarts a backup in progress, since it may hold a game that was just wiped. */
  interrupt(): void;
  close(): void;
}

export interface BackupOptions {
  readonly folder: string;
  readonly transactions: Transactions;
  readonly room: Pick<DiskRoom, 'ensure'>;
  /** Wall clock, ms; only shown: it may jump, so backups are ordered by number. */
  readonly now: () => number;
  /** Receives sentences that a person may want to read. */
  readonly notify: (line: string) => void;
  /** Finishes an interrupted wipe, so that no backup contains its traces. Rejects with `StorageError`. */
  readonly finishWipe: () => Promise<unknown>;
}

class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export function createBackups(options: BackupOptions): BackupMaker {
  const { folder, transactions, room, now, notify, finishWipe } = options;
  const holdings = () => transactions.read(() => holdingsOf(transactions.db));
  const path = backupsFolder(folder);
  let last: Promise<unknown> = Promise.resolve();
  let interruptions = 0;
  let closed = false;
  let partial: string | null = null;
  const holds = new Set<{ readonly name: string }>();

  const refuseInterrupted = (interruptionsBefore: number) => {
    if (closed || interruptions !== interruptionsBefore) throw new Interrupted();
  };

  const copy = async (name: string, interruptionsBefore: number): Promise<void> => {
    const target = join(path, name + PARTIAL);
    partial = target;
    closeSync(openSync(target, 'w', OWNER_ONLY));
    try {
      await transactions.db.backup(target, {
        progress() {
          refuseInterrupted(interruptionsBefore);
          return PAGES_PER_STEP;
        },
      });
      refuseInterrupted(interruptionsBefore);
      await background.finishCopy(target);
      refuseInterrupted(interruptionsBefore);
      renameSync(target, join(path, name));
      syncFolder(path);
    } finally {
      partial = null;
      // Where the copy could not be finished, SQLite may have left its journal.
      for (const suffix of ['', '-journal']) removeFile(target + suffix);
    }
  };

  /** Goes on from the files too: the database may be older than they are. */
  const nextNumber = (): number => {
    const remembered = credibleNumber(transactions.read(() => lastBackupNumber(transactions.db)));
    const numbers = [remembered, ...listBackups(folder).map(({ number }) => number)];
    const next = numberAfter(numbers, folder, notify);
    transactions.write(() => rememberBackupNumber(transactions.db, next));
    return next;
  };

  /** What somebody asks for is there already: it stays as if it had been made now. */
  const keepNewest = (newest: BackupFile) => {
    try {
      keepAsAsked(folder, newest);
    } catch (error) {
      throw backupError(error);
    }
  };

  const make = async (reason: BackupReason): Promise<BackupFile | null> => {
    if (closed) return null;
    const held = holdings();
    const [newest] = listBackups(folder);
    if (isEmpty(held)) return null;
    // What a restore replaces has a backup of its own: one that is there for another reason makes room sooner.
    const isItsOwn = reason !== 'before-restore' || newest?.reason === reason;
    if (isItsOwn && isUpToDate(path, newest, held)) {
      if (reason === 'asked' && newest !== undefined) keepNewest(newest);
      return null;
    }
    const interruptionsBefore = interruptions;
    let name: string;
    try {
      transactions.assertWritable();
      await finishWipe();
      prepareBackupsFolder(folder);
      room.ensure(transactions.read(() => bytesOf(transactions.db)));
      name = backupName({ number: nextNumber(), at: now(), reason });
      await copy(name, interruptionsBefore);
    } catch (error) {
      if (closed) return null;
      // Whatever the error was: the file was removed while it was being written.
      if (interruptions !== interruptionsBefore) return make(reason);
      throw error instanceof DisplacedError || error instanceof NoRoomError ? error : backupError(error);
    }
    // One without games takes the place of none: the games may have been lost.
    if (held.heads.length > 0) pruneBackups(folder, name, new Set([...holds].map((hold) => hold.name)));
    return listBackups(folder).find((backup) => backup.name === name) ?? null;
  };

  return {
    list: () => listBackups(folder),
    take(reason) {
      const made = last.then(() => make(reason));
      last = made.catch(() => null);
      return made;
    },
    async holding(name, step) {
      const hold = { name };
      holds.add(hold);
      try {
        return await step();
      } finally {
        holds.delete(hold);
      }
    },
    interrupt() {
      interruptions += 1;
      if (partial !== null) discardFile(partial);
    },
    close() {
      closed = true;
    },
  };
}

/** Pages copied per turn of the event loop: about 1 MB, so that nobody has to wait. */
const PAGES_PER_STEP = 256;

/**
 * Whether the newest backup has the library and every game as they are: as many events, and the same ones, which after a restore may
 * be others. If so, restarting the host does not push out older backups.
 */
function isUpToDate(path: string, newest: BackupFile | undefined, held: Holdings): boolean {
  const { heads } = held;
  const found = newest === undefined ? null : holdingsIn(join(path, newest.name));
  if (found === null || !haveSameLibrary(found, held)) return false;
  const backedUp = new Map(found.heads.map((head) => [head.gameId, head]));
  return (
    backedUp.size === heads.length &&
    heads.every(({ gameId, seq, checksum }) => {
      const head = backedUp.get(gameId);
      return head?.seq === seq && head.checksum === checksum;
    })
  );
}

function isEmpty({ heads, library }: Holdings): boolean {
  return heads.length === 0 && library === null;
}

function bytesOf(db: Database): number {
  return Number(db.pragma('page_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }));
}

function haveSameLibrary({ library: one }: Holdings, { library: other }: Holdings): boolean {
  return one?.revision === other?.revision && one?.contents === other?.contents;
}

function backupError(cause: unknown): StorageError {
  const because = cause instanceof StorageError ? cause.message : errorSentence(errorKindOf(cause));
  return new StorageError(`No backup could be made. ${because}`, { cause });
}
