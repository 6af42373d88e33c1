/** Replaces a damaged database with a rebuilt one, and keeps the damaged one in a folder of its own. */
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../folders/data-folder.ts';
import { freeName } from '../folders/free-name.ts';
import { setAside, setAsideUnlessFile } from '../folders/set-aside.ts';
import { DATABASE_FILE, isMarkedAsOurs } from '../sqlite/connection.ts';

/** The database being rebuilt from what could be read. */
export const REBUILDING_FILE = 'rebuilding.sqlite3';
/** A copy of the damaged database, while it is being read. */
export const SALVAGE_FILE = 'salvage.sqlite3';
/** The finished rebuilt database, before it replaces the damaged one. */
const REBUILT_FILE = 'rebuilt.sqlite3';
/** Present if the database was cut while it was open, and what was confirmed could not be saved. */
const INCOMPLETE_FILE = 'games.incomplete';
const QUARANTINE_PREFIX = 'damaged-';
const OWNER_ONLY = 0o700;
const OWNER_ONLY_FILE = 0o600;
/** The database first: a leftover WAL must never be paired with another database. */
const FILES = ['', '-wal', '-shm', '-journal'].map((suffix) => DATABASE_FILE + suffix);

/** The folders that hold damaged files, in no particular order. */
export function quarantineFolders(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(QUARANTINE_PREFIX))
    .map((name) => join(folder, name));
}

/** Removes the files of an interrupted recovery, since they contain names. What is none of them under their names is kept under others. */
export function removeLeftovers(folder: string): void {
  for (const name of [REBUILDING_FILE, SALVAGE_FILE]) {
    for (const suffix of ['', '-wal', '-shm', '-journal']) {
      const path = join(folder, name + suffix);
      setAsideUnlessFile(path);
      rmSync(path, { force: true });
    }
  }
}

/** Has the next start recover what it can, since SQLite sees nothing wrong with a database whose end is missing. */
export function markIncomplete(folder: string): void {
  const path = join(folder, INCOMPLETE_FILE);
  setAsideUnlessFile(path);
  closeSync(openSync(path, 'w', OWNER_ONLY_FILE));
  syncFolder(folder);
}

/** Takes back what `markIncomplete` said: nothing is missing after all. */
export function unmarkIncomplete(folder: string): void {
  const path = join(folder, INCOMPLETE_FILE);
  setAsideUnlessFile(path);
  rmSync(path, { force: true });
  syncFolder(folder);
}

/** Whether an earlier run called `markIncomplete`, and nothing has been recovered since. */
export function isMarkedIncomplete(folder: string): boolean {
  return lstatSync(join(folder, INCOMPLETE_FILE), { throwIfNoEntry: false })?.isFile() === true;
}

/**
 * Moves the damaged database into a new folder and puts the rebuilt one in its place. Returns that folder; null if there was no
 * file to move.
 * @param at wall clock, ms; names the folder
 */
export function replaceDatabase(folder: string, at: number): string | null {
  const rebuilt = join(folder, REBUILT_FILE);
  // One of ours would have been put in place before.
  if (isThere(rebuilt)) setAside(rebuilt);
  renameSync(join(folder, REBUILDING_FILE), rebuilt);
  syncFolder(folder);
  return swapDatabases(folder, at);
}

/**
 * Finishes a replacement interrupted by a crash, if there was one. What is in its place may look sound, and be older. What is no
 * database of this program is none, and kept under another name.
 */
export function finishReplacement(folder: string, at: number): void {
  const rebuilt = join(folder, REBUILT_FILE);
  if (!isThere(rebuilt)) return;
  if (lstatSync(rebuilt).isFile() && isMarkedAsOurs(rebuilt)) swapDatabases(folder, at);
  else setAside(rebuilt);
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function swapDatabases(folder: string, at: number): string | null {
  const quarantineFolder = quarantineDatabase(folder, at);
  renameSync(join(folder, REBUILT_FILE), join(folder, DATABASE_FILE));
  unmarkIncomplete(folder);
  return quarantineFolder;
}

/** Moves whatever is where the database belongs into a folder of its own. Returns that folder; null if there is nothing. */
function quarantineDatabase(folder: string, at: number): string | null {
  const found = FILES.filter((name) => existsSync(join(folder, name)));
  if (found.length === 0) return null;
  const stamp = new Date(at).toISOString().replace(/[:.]/g, '-');
  const quarantineFolder = freeName(join(folder, QUARANTINE_PREFIX + stamp));
  mkdirSync(quarantineFolder, { mode: OWNER_ONLY });
  for (const name of found) renameSync(join(folder, name), join(quarantineFolder, name));
  syncFolder(quarantineFolder);
  return quarantineFolder;
}
