/** Migrates a database to this program's version, one numbered step at a time. */
import { readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { NewerDatabaseError, OpenError } from './open-error.ts';

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Identifies a database as this program's: "TGN1". */
const APPLICATION_ID = 0x54474e31;

const FILES = ['001-games.sql', '002-outcomes-in-a-row.sql', '003-event-version.sql'] as const;

/** All migrations, oldest first. The first creates version 1. */
export function knownMigrations(): readonly Migration[] {
  return FILES.map((file, index) => ({
    version: index + 1,
    sql: readFileSync(new URL(`./migrations/${file}`, import.meta.url), 'utf8'),
  }));
}

/**
 * Runs the missing migrations, each in its own transaction. Returns the version found. Throws `NewerDatabaseError`, `OpenError`
 * (`foreign_database`) or SQLite's error; a migration that fails is rolled back.
 */
export function migrate(db: Database, migrations: readonly Migration[]): number {
  const found = readNumber(db, 'user_version');
  if (isForeign(db, found)) {
    throw new OpenError(
      'foreign_database',
      `${db.name} belongs to another program. Move it away, or choose another data folder.`,
    );
  }
  refuseNewerVersion(db, migrations);
  for (const { version, sql } of migrations) {
    if (version <= found) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
      db.pragma(`application_id = ${APPLICATION_ID}`);
    })();
  }
  return found;
}

/** Throws `NewerDatabaseError` if the database is newer than these migrations. */
export function refuseNewerVersion(db: Database, migrations: readonly Migration[]): void {
  const found = readNumber(db, 'user_version');
  const known = migrations.at(-1)?.version ?? 0;
  if (found > known)
    throw new NewerDatabaseError(db.name, `database version ${found}, this one knows ${known}`);
}

function isForeign(db: Database, version: number): boolean {
  if (readNumber(db, 'application_id') === APPLICATION_ID) return false;
  return version !== 0 || db.prepare('select 1 from sqlite_schema').get() !== undefined;
}

function readNumber(db: Database, pragma: 'user_version' | 'application_id'): number {
  return Number(db.pragma(pragma, { simple: true }));
}
