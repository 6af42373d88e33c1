/**
 * One host for each data folder. SQLite's lock of the database says nothing where that is missing, cut or replaced, and there a second
 * host would recover from the backups what the first one still holds. So whoever opens a folder first locks a file of its own.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { OpenError } from '../open-error.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { restrictToOwner } from './data-folder.ts';
import { codeOf } from './error-code.ts';
import { setAside, setAsideUnlessFile } from './set-aside.ts';

export const LOCK_FILE = 'host.lock';
/** SQLite waits on this thread. */
const BUSY_MS = 250;

export interface FolderLock {
  /**
   * Takes the lock, or keeps it; takes it anew where its file was removed. Where there can be no lock, because nothing can be written,
   * nothing can be recovered either, and it does nothing. Throws `OpenError` (`locked`) if another host has it.
   */
  hold(): void;
  /** Another host may take it. */
  release(): void;
}

/** The lock of a folder, not yet taken. */
export function createFolderLock(folder: string): FolderLock {
  const path = join(folder, LOCK_FILE);
  let held: { readonly db: Database; readonly file: string } | null = null;

  const release = () => {
    held?.db.close();
    held = null;
  };

  const take = () => {
    setAsideUnlessFile(path);
    const db = new SqliteDatabase(path, { timeout: BUSY_MS });
    try {
      // Nothing is ever written to it: all that counts is SQLite's lock, which ends with the process, however that ends.
      db.pragma('journal_mode = MEMORY');
      db.exec('begin exclusive');
      restrictToOwner(path);
      const file = identityOf(path);
      release();
      if (file === null) db.close();
      else held = { db, file };
    } catch (error) {
      db.close();
      throw error;
    }
  };

  return {
    hold() {
      // Where the folder is gone, there is nothing to lock.
      if (identityOf(folder) === null || (held !== null && held.file === identityOf(path))) return;
      try {
        takeFromOthers(path, take);
      } catch (error) {
        const code = codeOf(error);
        if (code === '') throw error;
        if (/^SQLITE_(BUSY|LOCKED)/.test(code))
          throw new OpenError(
            'locked',
            { key: 'start_error.locked', params: { path: join(folder, DATABASE_FILE) } },
            { cause: error },
          );
      }
    },
    release,
  };
}

/** What is in its place, and no lock, is somebody else's file, and kept. */
function takeFromOthers(path: string, take: () => void): void {
  try {
    take();
  } catch (error) {
    if (!/^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error))) throw error;
    setAside(path);
    take();
  }
}

/** Null: it is not there, or nobody may look. */
function identityOf(path: string): string | null {
  try {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found === undefined ? null : `${found.dev}:${found.ino}`;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return null;
  }
}
