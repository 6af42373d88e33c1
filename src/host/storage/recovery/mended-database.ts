/** The database with its log read past what is damaged in it, in memory. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { NewerEventError } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { readFile } from '../folders/read-file.ts';
import { NewerDatabaseError, OpenError } from '../open-error.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { checkAndFoldGames } from '../sqlite/integrity-check.ts';
import { committedFrames, mendWal } from '../sqlite/mended-wal.ts';
import { knownMigrations, migrate, refuseNewerVersion } from '../sqlite/migrate.ts';
import { openBytes } from '../sqlite/reading-copy.ts';
import { withFrames } from '../sqlite/with-frames.ts';
import { settleRepairs, SOUND } from './settle-repairs.ts';

/** In the header of a database: how many pages it has. */
const PAGE_COUNT_AT = 28;

export interface MendedDatabase<Found> {
  /** Whether SQLite reads the same from the files, and nothing of the log is behind that. */
  readonly isAsRead: boolean;
  /** Whether what is behind it, if there is anything, looks like a transaction that was never finished. */
  readonly isUntilEnd: boolean;
  /**
   * Null unless every damaged frame is put right and the whole passes the check of a start, and `isComplete`. Throws `NewerEventError`,
   * `NewerDatabaseError`, and what `read` throws.
   */
  readSound(isComplete: (db: Database) => boolean): Found | null;
  /** The same to be kept open, complete or not. Changes to it are kept nowhere. */
  openSound(): Database | null;
  /**
   * Null if SQLite can read nothing. Throws as `readSound`.
   * @param areDamagedTaken damaged frames as they are, and also of a transaction that may have been unfinished
   */
  read(areDamagedTaken: boolean): Found | null;
}

interface MendedDatabaseOptions<Found> {
  readonly read: (db: Database) => Found;
  /** How much was found. */
  readonly amountOf: (found: Found) => number;
}

/** Null if there is no log with anything in it. Throws as `readSound`, and the file system's error. */
export function openMendedDatabase<Found>(
  folder: string,
  { read, amountOf }: MendedDatabaseOptions<Found>,
): MendedDatabase<Found> | null {
  const path = join(folder, DATABASE_FILE);
  const wal = bytesOf(`${path}-wal`);
  const log = wal === null ? null : mendWal(wal);
  if (log === null || committedFrames(log, false).frames.length === 0) return null;
  let stored: Buffer | null = null;
  const main = () => (stored ??= bytesOf(path) ?? Buffer.alloc(0));

  const open = (areDamagedTaken: boolean) => {
    const bytes = withFrames(main(), log.pageBytes, committedFrames(log, areDamagedTaken).frames);
    // Where the first page is an older one, it would hide the last pages.
    bytes.writeUInt32BE(bytes.length / log.pageBytes, PAGE_COUNT_AT);
    return openBytes(bytes);
  };
  /** As at a start. Throws `OpenError` and SQLite's error. */
  const check = (db: Database): true => {
    refuseNewerVersion(db, knownMigrations(), path);
    migrate(db, knownMigrations());
    checkAndFoldGames(db);
    return true;
  };
  const tryOut = <Result>(areDamagedTaken: boolean, look: (db: Database) => Result): Result | null => {
    let db: Database | null = null;
    try {
      db = open(areDamagedTaken);
      return look(db);
    } catch (error) {
      if (isOfDamage(error)) return null;
      throw error;
    } finally {
      db?.close();
    }
  };
  settleRepairs(log, main, () =>
    tryOut(false, check) === true ? SOUND : (tryOut(false, (db) => amountOf(read(db))) ?? 0),
  );
  const isUntilEnd =
    committedFrames(log, false).areAsRead && (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
  return {
    isAsRead: isUntilEnd && log.readCount === log.frames.length,
    isUntilEnd,
    readSound(isComplete) {
      if (!committedFrames(log, false).isAll) return null;
      return tryOut(false, (db) => (check(db) && isComplete(db) ? read(db) : null));
    },
    openSound() {
      if (!committedFrames(log, false).isAll || tryOut(false, check) === null) return null;
      const db = open(false);
      migrate(db, knownMigrations());
      return db;
    },
    read: (areDamagedTaken) => tryOut(areDamagedTaken, read),
  };
}

function isOfDamage(error: unknown): boolean {
  if (error instanceof NewerDatabaseError || error instanceof NewerEventError) return false;
  return error instanceof OpenError || codeOf(error).startsWith('SQLITE_');
}

function bytesOf(path: string): Buffer | null {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFile(path) : null;
}
