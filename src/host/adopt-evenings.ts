/** Evenings that an earlier version kept elsewhere move to where they are kept now. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { listBackups } from './log/backup-files.ts';
import { DATABASE_FILE } from './log/connection.ts';
import { syncFile, syncFolder } from './log/data-folder.ts';
import { openLog } from './log/sqlite-log.ts';
import { codeOf } from './log/system-error.ts';
import { startError } from './start-error.ts';

const OWNER_ONLY = 0o700;

export interface EveningsFolder {
  readonly dataFolder: string;
  /** More folders of earlier versions, whose games are to be imported. */
  readonly importFolders: readonly string[];
  /** A sentence about what was moved; null: nothing was. */
  readonly moved: string | null;
}

/**
 * The folder to open: the chosen one, else the usual one. If the usual one holds no evenings yet, the folder that an earlier
 * version used last is moved there. Any others are listed, for the host to import. Throws `StartError`, for instance when another
 * host has the folder open; nothing has been moved then.
 * @param chosen `--data`; null if not given
 * @param earlier where earlier versions kept their evenings
 */
export function chooseEveningsFolder(
  chosen: string | null,
  usual: string,
  earlier: readonly string[],
): EveningsFolder {
  if (chosen !== null) return { dataFolder: resolve(chosen), importFolders: [], moved: null };
  const found = earlier
    .filter((folder) => holdsEvenings(folder) && !isSame(folder, usual))
    .toSorted((one, other) => lastUsed(other) - lastUsed(one));
  const [newest, ...others] = found;
  if (newest === undefined || holdsEvenings(usual))
    return { dataFolder: usual, importFolders: found, moved: null };
  try {
    // Makes sure that nobody has it open, and merges its write-ahead log into the database.
    openLog({ folder: newest }).close();
    return { dataFolder: usual, importFolders: others, moved: move(newest, usual) };
  } catch (error) {
    throw startError(error);
  }
}

function holdsEvenings(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE)) || listBackups(folder).length > 0;
}

/** On file systems that ignore case, two spellings can name one folder. */
function isSame(one: string, other: string): boolean {
  return existsSync(other) && realpathSync.native(one) === realpathSync.native(other);
}

/** Wall clock, ms. */
function lastUsed(folder: string): number {
  const times = ['', '-wal'].map(
    (suffix) => statSync(join(folder, DATABASE_FILE + suffix), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(...times);
}

/** Whatever a failed start left at the new place holds no evening, and is renamed to make room. */
function move(from: string, to: string): string {
  mkdirSync(dirname(to), { recursive: true, mode: OWNER_ONLY });
  if (existsSync(to)) renameSync(to, freeName(`${to}.before`));
  try {
    renameSync(from, to);
    syncFolder(dirname(to));
    return `Your evenings have been moved from ${from} to ${to}.`;
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    return copyToAnotherDisk(from, to);
  }
}

function copyToAnotherDisk(from: string, to: string): string {
  const aside = `${to}.moving`;
  rmSync(aside, { recursive: true, force: true });
  cpSync(from, aside, { recursive: true, preserveTimestamps: true });
  for (const entry of readdirSync(aside, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) syncFile(join(entry.parentPath, entry.name));
  renameSync(aside, to);
  syncFolder(dirname(to));
  const kept = setAside(from);
  return `Your evenings have been moved from ${from} to ${to}. The old folder is kept as ${kept}: delete it once you have checked that they are here.`;
}

/** Renames a folder whose evenings are elsewhere now, so that they are not moved or imported again. Returns its new name. */
export function setAside(folder: string): string {
  const kept = freeName(`${folder}.old`);
  renameSync(folder, kept);
  return kept;
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let count = 2; existsSync(name); count += 1) name = `${wanted}-${count}`;
  return name;
}
