/** Saves what an open connection still reads when its files are gone, moved, replaced or changed. */
import { closeSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { GameState } from '../../../game/state.ts';
import { syncFile } from '../folders/data-folder.ts';
import { codeOf } from '../folders/error-code.ts';
import { makeFolder } from '../folders/make-folder.ts';
import { removeFile } from '../folders/remove-file.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { checkAndFoldGames } from '../sqlite/integrity-check.ts';
import { REBUILDING_FILE, removeLeftovers } from './quarantine.ts';

const OWNER_ONLY_FILE = 0o600;

/**
 * Writes everything that `db` holds to a new file, which `replaceDatabase` then puts in place, and makes the folder again if that
 * is gone. Throws SQLite's or the file system's error, or `OpenError`, and leaves no file then.
 * @param isComplete whether nothing that was confirmed is missing
 */
export function saveOpenDatabase(
  db: Database,
  folder: string,
  isComplete: (games: readonly GameState[]) => boolean,
): void {
  makeFolder(folder);
  removeLeftovers(folder);
  copyOpenDatabase(db, join(folder, REBUILDING_FILE), isComplete);
}

/** Writes everything that `db` holds to a new file at `saved`. Throws as `saveOpenDatabase` does. */
export function copyOpenDatabase(
  db: Database,
  saved: string,
  isComplete: (games: readonly GameState[]) => boolean,
): void {
  try {
    closeSync(openSync(saved, 'wx', OWNER_ONLY_FILE));
    db.prepare('vacuum into ?').run(saved);
    const copy = new SqliteDatabase(saved, { fileMustExist: true });
    try {
      if (!isComplete(checkAndFoldGames(copy)))
        throw new Error('The open file does not hold every event any more.');
    } finally {
      copy.close();
    }
    syncFile(saved);
  } catch (error) {
    removeFile(saved);
    throw error;
  }
}

/** Whether another program has a database open where ours belongs. Only call it if that is another file than ours. */
export function isHeldByAnother(folder: string): boolean {
  const path = join(folder, DATABASE_FILE);
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  let db: Database | null = null;
  try {
    // Opened for writing, it would take our WAL for its own.
    db = new SqliteDatabase(path, { readonly: true, timeout: 0 });
    db.pragma('schema_version');
    return false;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
  } finally {
    db?.close();
  }
}
