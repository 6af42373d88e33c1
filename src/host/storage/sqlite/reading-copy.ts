/** Opens a database that this program cannot write, in memory: nothing is written to the disk, not even beside the file. */
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { readFile } from '../folders/read-file.ts';
import { knownMigrations, migrate, refuseNewerVersion } from './migrate.ts';
import { readHeader } from './read-header.ts';
import { readWal } from './wal-frames.ts';
import { withFrames } from './with-frames.ts';

/** Bytes 18 and 19 of the header say whether a file has a WAL; one in memory has none. */
const JOURNAL_VERSION_AT = 18;
const WITHOUT_WAL = [1, 1];

/**
 * Looks without writing whether the file is newer than this program, because opening it would already move what a killed host left in
 * its WAL. Throws `NewerDatabaseError`, the file system's or SQLite's error.
 */
export function refuseNewerFile(path: string): void {
  const migrations = knownMigrations();
  if (readHeader(path, readWal(`${path}-wal`)).userVersion <= migrations.length) return;
  const db = openCopy(path);
  try {
    refuseNewerVersion(db, migrations, path);
  } finally {
    db.close();
  }
}

/**
 * The database as it would be after opening it, its WAL included, migrated to this program's version. Changes to it are kept
 * nowhere. Throws the file system's or SQLite's error, and `OpenError` as `migrate` does.
 */
export function openReadingCopy(path: string): Database {
  const db = openCopy(path);
  try {
    refuseNewerVersion(db, knownMigrations(), path);
    migrate(db, knownMigrations());
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function openCopy(path: string): Database {
  const wal = readWal(`${path}-wal`);
  const bytes = readFile(path);
  return openBytes(wal === null ? bytes : withFrames(bytes, wal.pageBytes, wal.frames));
}

/** Opens these bytes of a file, its WAL included, in memory. They may be changed. */
export function openBytes(bytes: Buffer): Database {
  if (bytes.length > JOURNAL_VERSION_AT + 1) bytes.set(WITHOUT_WAL, JOURNAL_VERSION_AT);
  return new SqliteDatabase(bytes);
}
