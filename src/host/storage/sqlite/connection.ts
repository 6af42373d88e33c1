/** The only connection to the database file: exclusive, in WAL mode, with every commit on disk before it returns. */
import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { NewerEventError, StorageError } from '../event-store.ts';
import { prepareDataFolder, restrictToOwner, syncFolder } from '../folders/data-folder.ts';
import { codeOf } from '../folders/error-code.ts';
import { NewerDatabaseError, OpenError } from '../open-error.ts';
import { APPLICATION_ID, knownMigrations, migrate, refuseForeign } from './migrate.ts';
import { readHeader } from './read-header.ts';
import { refuseNewerFile } from './reading-copy.ts';

export const DATABASE_FILE = 'games.sqlite3';
const OWNER_ONLY = 0o600;
/** SQLite waits on this thread, and everyone waits with it. */
const BUSY_MS = 250;
/** `PRAGMA synchronous`: FULL. */
export const FULL = 2;

/**
 * Opens the database in `folder`, creating both if necessary, and migrates an older one. Throws `OpenError`; nothing is left open
 * then.
 */
export function openConnection(
  folder: string,
  notify: (line: string) => void,
  file: string = DATABASE_FILE,
): Database {
  prepareDataFolder(folder);
  const path = join(folder, file);
  let db: Database | null = null;
  try {
    makeFile(path);
    refuseForeignFile(path);
    refuseNewerFile(path);
    db = new SqliteDatabase(path, { timeout: BUSY_MS, fileMustExist: true });
    lockAndConfigure(db);
    const found = migrate(db, knownMigrations());
    const now = Number(db.pragma('user_version', { simple: true }));
    if (found !== 0 && found !== now) notify(`The database was upgraded from version ${found} to ${now}.`);
    return db;
  } catch (cause) {
    db?.close();
    throw openError(path, cause);
  }
}

/** Looks without writing, because configuring a connection already changes the file. With a WAL, what it holds decides later. */
function refuseForeignFile(path: string): void {
  if (statSync(path).size === 0 || existsSync(`${path}-wal`) || isMarkedAsOurs(path)) return;
  const reader = new SqliteDatabase(path, { readonly: true, timeout: BUSY_MS });
  try {
    refuseForeign(reader);
  } finally {
    reader.close();
  }
}

/** Whether the file says that it is a database of this program. */
export function isMarkedAsOurs(path: string): boolean {
  return readHeader(path).applicationId === APPLICATION_ID;
}

/** The level in force: 2 is FULL. */
export function synchronousLevel(db: Database): number {
  return Number(db.pragma('synchronous', { simple: true }));
}

/** SQLite gives the WAL and journal the same file mode as the database. */
function makeFile(path: string): void {
  if (existsSync(path)) {
    restrictToOwner(path);
    // SQLite's own error would not tell a right that is missing from a disk that fails.
    for (const file of [path, `${path}-wal`].filter((one) => existsSync(one)))
      accessSync(file, constants.R_OK | constants.W_OK);
    return;
  }
  closeSync(openSync(path, 'a', OWNER_ONLY));
  syncFolder(dirname(path));
}

function lockAndConfigure(db: Database): void {
  // Set before WAL mode, so that the lock is never released and a second process is refused.
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  // The first transaction on a WAL database silently lowers FULL to NORMAL unless FULL was asked for.
  db.pragma(`synchronous = ${FULL}`);
  // On macOS an ordinary fsync leaves data in the disk's cache. Elsewhere these two do nothing.
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  // Names must not reach a temporary file.
  db.pragma('temp_store = MEMORY');
  // Before the end of a transaction, only others write to the WAL: that is how they are noticed.
  db.pragma('cache_spill = OFF');
  db.exec('begin immediate; commit');
  if (synchronousLevel(db) !== FULL) {
    throw new OpenError('not_durable', { key: 'start_error.not_durable', params: { path: db.name } });
  }
}

/** Which file the system's error is about: it may be the log beside the database, or the folder of backups. */
function pathIn(error: unknown): string | null {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;
}

/** Turns an error while opening into an `OpenError` that says what to do. */
export function openError(path: string, error: unknown): OpenError {
  if (error instanceof OpenError) return error;
  if (error instanceof NewerEventError) return new NewerDatabaseError(path, error.what, { cause: error });
  const cause = error instanceof StorageError ? error.cause : error;
  const code = codeOf(cause);
  const options = { cause };
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) {
    return new OpenError('locked', { key: 'start_error.locked', params: { path } }, options);
  }
  if (code === 'SQLITE_NOTADB' || code === 'EISDIR') {
    return new OpenError('not_a_database', { key: 'start_error.not_a_database', params: { path } }, options);
  }
  // Not a fault of the disk: a table or its version is not as this program made it.
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_ERROR') {
    return new OpenError('damaged', { key: 'start_error.damaged', params: { path } }, options);
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') {
    return new OpenError('disk_full', { key: 'start_error.disk_full', params: { path } }, options);
  }
  return new OpenError(
    'not_writable',
    {
      key: 'start_error.not_writable',
      params: { path: pathIn(cause) ?? path, code: code === '' ? '' : ` (${code})` },
    },
    options,
  );
}
