/** Replaces a damaged database with a rebuilt one, and keeps the damaged one in a folder of its own. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../folders/data-folder.ts';
import { codeOf } from '../folders/error-code.ts';
import { freeName } from '../folders/free-name.ts';
import { removeFile } from '../folders/remove-file.ts';
import { setAside, setAsideUnlessFile } from '../folders/set-aside.ts';
import { DATABASE_FILE, isMarkedAsOurs } from '../sqlite/connection.ts';

/** The database being rebuilt from what could be read. */
export const REBUILDING_FILE = 'rebuilding.sqlite3';
/** A copy of the damaged database, while it is being read. */
export const SALVAGE_FILE = 'salvage.sqlite3';
/**
 * The finished rebuilt database, before it replaces the damaged one. Its name says which one that is, so that a copy of it that comes back
 * later, as from a program that syncs folders, replaces nothing. Earlier versions gave it a name without that.
 */
const REBUILT_FILE = /^rebuilt(?:-(?<replaced>[0-9a-f]{64}|nothing))?\.sqlite3$/;
/** In its name where there was no file that can be read. */
const NOTHING_REPLACED = 'nothing';
/** Of a database, read in one go. */
const CHUNK_BYTES = 1_048_576;
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
      removeFile(path);
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
  removeFile(path);
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
  const rebuilt = rebuiltPath(folder);
  // One of ours would have been put in place before.
  if (isThere(rebuilt)) setAside(rebuilt);
  renameSync(join(folder, REBUILDING_FILE), rebuilt);
  syncFolder(folder);
  return swapDatabases(folder, rebuilt, at);
}

/** Where the database is that replaces what is in its place now, until it does. */
export function rebuiltPath(folder: string): string {
  return join(folder, `rebuilt-${fingerprintOf(join(folder, DATABASE_FILE))}.sqlite3`);
}

interface ReplacementOptions {
  /** Wall clock, ms. */
  readonly at: number;
  /** Receives sentences that a person may want to read. */
  readonly notify: (line: string) => void;
  /** Whether the log has all that is known of a database that is not there itself. */
  readonly isAllInLog: () => boolean;
}

/**
 * Finishes a replacement interrupted by a crash, if there was one. What is in its place may look sound, and be older. What is no
 * database of this program is none, and kept under another name; nor is one of ours that was to replace another database than the one
 * which is there, or of which nothing is lost. Returns whether it was finished. Throws the file system's error, and what `isAllInLog` throws.
 */
export function finishReplacement(folder: string, { at, notify, isAllInLog }: ReplacementOptions): boolean {
  let isFinished = false;
  // The names that say what is replaced come first.
  const names = readdirSync(folder).filter((name) => REBUILT_FILE.test(name));
  for (const name of names.toSorted()) {
    const path = join(folder, name);
    if (!lstatSync(path).isFile() || !isMarkedAsOurs(path)) setAside(path);
    else if (isReplacement(folder, path, isAllInLog)) {
      swapDatabases(folder, path, at);
      isFinished = true;
    } else {
      const why = isThere(join(folder, DATABASE_FILE))
        ? 'that is there, which stays'
        : 'that is lost, since its log has all of it';
      const kept = quarantine(folder, [name], at);
      notify(`${path} was no replacement of the database ${why}. It is kept in ${kept}.`);
    }
  }
  return isFinished;
}

function isReplacement(folder: string, path: string, isAllInLog: () => boolean): boolean {
  return isThere(join(folder, DATABASE_FILE)) ? path === rebuiltPath(folder) : !isAllInLog();
}

function fingerprintOf(path: string): string {
  let file: number | null = null;
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return NOTHING_REPLACED;
    file = openSync(path, 'r');
    const hash = createHash('sha256');
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk))
      hash.update(chunk.subarray(0, bytes));
    return hash.digest('hex');
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return NOTHING_REPLACED;
  } finally {
    if (file !== null) closeSync(file);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function swapDatabases(folder: string, rebuilt: string, at: number): string | null {
  const found = FILES.filter((name) => existsSync(join(folder, name)));
  const quarantineFolder = found.length === 0 ? null : quarantine(folder, found, at);
  renameSync(rebuilt, join(folder, DATABASE_FILE));
  unmarkIncomplete(folder);
  return quarantineFolder;
}

/** Moves these files into a folder of their own. Returns that folder. */
function quarantine(folder: string, names: readonly string[], at: number): string {
  const stamp = new Date(at).toISOString().replace(/[:.]/g, '-');
  const quarantineFolder = freeName(join(folder, QUARANTINE_PREFIX + stamp));
  mkdirSync(quarantineFolder, { mode: OWNER_ONLY });
  for (const name of names) renameSync(join(folder, name), join(quarantineFolder, name));
  syncFolder(quarantineFolder);
  return quarantineFolder;
}
