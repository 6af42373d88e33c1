/** Puts one database file in the place of another; the old one is kept in a folder of its own. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../folders/data-folder.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';

/** A database that is being put together out of what could be read. */
export const REBUILDING_FILE = 'rebuilding.sqlite3';
/** A copy of the damaged one, while it is read. */
export const SALVAGE_FILE = 'salvage.sqlite3';
/** The same as the rebuilding one, finished, before it takes its place. */
const REBUILT_FILE = 'rebuilt.sqlite3';
const QUARANTINE_PREFIX = 'damaged-';
const OWNER_ONLY = 0o700;
/** The database first: what is left of a WAL must never meet another database. */
const FILES = ['', '-wal', '-shm', '-journal'].map((suffix) => DATABASE_FILE + suffix);

/** The folders that hold damaged files, in no order. */
export function quarantineFolders(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(QUARANTINE_PREFIX))
    .map((name) => join(folder, name));
}

/** Removes what a recovery that did not come to its end left: it holds names. */
export function removeLeftovers(folder: string): void {
  for (const name of [REBUILDING_FILE, SALVAGE_FILE]) {
    for (const suffix of ['', '-wal', '-shm', '-journal'])
      rmSync(join(folder, name + suffix), { force: true });
  }
}

/** The rebuilt database is finished: the old one moves into a new folder, whose path is returned, and it takes its place. */
export function replaceDatabase(folder: string, at: number): string {
  renameSync(join(folder, REBUILDING_FILE), join(folder, REBUILT_FILE));
  syncFolder(folder);
  return swapDatabases(folder, at);
}

/** Ends a replacement that a crash interrupted; where there was none, nothing happens. */
export function finishReplacement(folder: string, at: number): void {
  const isHalfWay = existsSync(join(folder, REBUILT_FILE)) && !existsSync(join(folder, DATABASE_FILE));
  if (isHalfWay) swapDatabases(folder, at);
}

function swapDatabases(folder: string, at: number): string {
  const quarantineFolder = join(folder, QUARANTINE_PREFIX + new Date(at).toISOString().replace(/[:.]/g, '-'));
  mkdirSync(quarantineFolder, { recursive: true, mode: OWNER_ONLY });
  for (const name of FILES) {
    if (existsSync(join(folder, name))) renameSync(join(folder, name), join(quarantineFolder, name));
  }
  syncFolder(quarantineFolder);
  renameSync(join(folder, REBUILT_FILE), join(folder, DATABASE_FILE));
  syncFolder(folder);
  return quarantineFolder;
}
