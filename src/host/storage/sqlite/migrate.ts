/**
 * Migrates a database to this program's version, one numbered step at a time.
 *
 * The version says what a program must know to read the file. It is raised, at once and for every file, by whatever stores something
 * that an earlier program would take for damage or misread, also where the tables stay as they are: such a program refuses the file then,
 * and changes nothing.
 */
import { readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { checksumOf, type StoredValue } from '../checksum.ts';
import { codeOf } from '../folders/error-code.ts';
import { NewerDatabaseError, OpenError } from '../open-error.ts';
import { hasColumn } from './event-columns.ts';

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Identifies a database as this program's: "TGN1". */
export const APPLICATION_ID = 0x54474e31;

/** The setting that repeats the version, and the first version in which it does. */
const VERSION_SETTING = 'database_version';
const REPEATED_SINCE = 5;

const FILES = [
  '001-games.sql',
  '002-outcomes-in-a-row.sql',
  '003-event-version.sql',
  '004-checksums.sql',
  '005-version-repeated.sql',
  '006-unseen-rows.sql',
  '007-causes.sql',
] as const;

/** All migrations, oldest first. The first creates version 1. */
export function knownMigrations(): readonly Migration[] {
  return FILES.map((file, index) => ({
    version: index + 1,
    sql: readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8'),
  }));
}

/**
 * Runs the missing migrations, each in its own transaction. Returns the version found. Throws `NewerDatabaseError`, `OpenError`
 * (`foreign_database`, `damaged`) or SQLite's error; a migration that fails is rolled back.
 */
export function migrate(db: Database, migrations: readonly Migration[]): number {
  const found = readNumber(db, 'user_version');
  refuseForeign(db);
  refuseNewerVersion(db, migrations);
  refuseDamagedVersion(db, migrations);
  // Used from 004-checksums.sql on.
  db.function('checksum_of', { varargs: true, deterministic: true }, (...values: StoredValue[]) =>
    checksumOf(values),
  );
  for (const { version, sql } of migrations) {
    if (version <= found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
      db.pragma(`application_id = ${APPLICATION_ID}`);
    })();
    refuseDamagedVersion(db, migrations);
  }
  return found;
}

/** Throws `OpenError` if this is another program's database (`foreign_database`), or ours with a damaged mark (`damaged`). */
export function refuseForeign(db: Database): void {
  if (!isForeign(db, readNumber(db, 'user_version'))) return;
  // Another program has other tables, and a mark that differs in more than a byte.
  if (hasOurTables(db) && isOneByteFromOurs(readNumber(db, 'application_id'))) throw damaged(db);
  throw new OpenError('foreign_database', { key: 'start_error.foreign_database', params: { path: db.name } });
}

/**
 * Throws `NewerDatabaseError` if the database is newer than these migrations. One that only says so in SQLite's own number is damaged,
 * and no newer one; where nobody can tell, it counts as newer, and so is left unchanged.
 * @param path of the file, where `db` is a copy of it
 */
export function refuseNewerVersion(db: Database, migrations: readonly Migration[], path = db.name): void {
  const found = readNumber(db, 'user_version');
  const known = lastOf(migrations);
  if (found <= known) return;
  const repeated = repeatedVersion(db);
  if (repeated === found || repeated === 'unreadable')
    throw new NewerDatabaseError(path, `database version ${found}, this one knows ${known}`);
}

/** Throws `OpenError` (`damaged`) if SQLite's own number is not the repeated one. Only for databases that are not newer. */
function refuseDamagedVersion(db: Database, migrations: readonly Migration[]): void {
  const found = readNumber(db, 'user_version');
  const expected = found >= REPEATED_SINCE ? found : null;
  if (found > lastOf(migrations) || repeatedVersion(db) !== expected) throw damaged(db);
}

/** Null in databases from before it was repeated. */
function repeatedVersion(db: Database): number | 'unreadable' | null {
  try {
    if (!hasColumn(db, 'settings', 'checksum')) return null;
    const row = db
      .prepare<[string], { value: string; checksum: number | null }>(
        'select value, checksum from settings where name = ?',
      )
      .get(VERSION_SETTING);
    if (row === undefined) return null;
    return row.checksum === checksumOf(['settings', VERSION_SETTING, row.value])
      ? Number(row.value)
      : 'unreadable';
  } catch (error) {
    if (!codeOf(error).startsWith('SQLITE_')) throw error;
    return 'unreadable';
  }
}

const lastOf = (migrations: readonly Migration[]) => migrations.at(-1)?.version ?? 0;

function damaged(db: Database): OpenError {
  return new OpenError('damaged', { key: 'start_error.damaged', params: { path: db.name } });
}

function isForeign(db: Database, version: number): boolean {
  if (readNumber(db, 'application_id') === APPLICATION_ID) return false;
  return version !== 0 || db.prepare('select 1 from sqlite_schema').get() !== undefined;
}

function isOneByteFromOurs(mark: number): boolean {
  const changed = (mark ^ APPLICATION_ID) >>> 0;
  return [0xff, 0xff00, 0xff0000, 0xff000000].some((byte) => (changed & ~byte) >>> 0 === 0);
}

function hasOurTables(db: Database): boolean {
  const found = db.prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'").all();
  const names = new Set(found.map(({ name }) => name));
  return ['games', 'events', 'outcomes', 'ticks', 'tickets', 'high_water'].every((name) => names.has(name));
}

function readNumber(db: Database, pragma: 'user_version' | 'application_id'): number {
  return Number(db.pragma(pragma, { simple: true }));
}
