/** Evenings that an earlier version kept elsewhere move to where they are kept now. */
import {
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { toStartError } from '../../start/start-error.ts';
import { backupsIfReadable } from '../backups/backup-files.ts';
import { DATABASE_FILE, openError } from '../sqlite/connection.ts';
import { openOrRecover } from '../sqlite/open-database.ts';
import { isStillRunning, refuseFolderInUse } from './ask-running-host.ts';
import { syncFile, syncFolder } from './data-folder.ts';
import { codeOf } from './error-code.ts';
import { createFolderLock } from './folder-lock.ts';
import { freeName } from './free-name.ts';
import { seatsIn } from './kept-seats.ts';
import { makeFolder } from './make-folder.ts';

export interface MovedFolder {
  readonly from: string;
  readonly to: string;
  /** What the old folder is called now; null: there is none any more. */
  readonly kept: string | null;
}

export interface ChosenDataFolder {
  readonly dataFolder: string;
  /** More folders of earlier versions, whose games are to be imported. */
  readonly importFolders: readonly string[];
  /** What was moved; null: nothing was. */
  readonly moved: MovedFolder | null;
}

/**
 * The folder to open: the chosen one, else the usual one. If the usual one holds no evenings yet, the folder of an earlier
 * version in which phones have most seats is moved there. Any others are listed, for the host to import, or to say why it cannot. Rejects
 * with `StartError`, for instance when another host has the folder open, or runs there without its files; nothing has been moved then.
 * @param chosen `--data`; null if not given
 * @param earlier where earlier versions kept their evenings
 */
export async function chooseDataFolder(
  chosen: string | null,
  usual: string,
  earlier: readonly string[],
): Promise<ChosenDataFolder> {
  if (chosen !== null) return { dataFolder: resolve(chosen), importFolders: [], moved: null };
  try {
    return await adopt(usual, earlier);
  } catch (error) {
    throw toStartError(codeOf(error) === '' ? error : openError(usual, error));
  }
}

async function adopt(usual: string, earlier: readonly string[]): Promise<ChosenDataFolder> {
  const closed = earlier.filter(isClosed);
  const found = earlier
    .filter((folder) => !closed.includes(folder) && holdsEvenings(folder) && !isSame(folder, usual))
    .filter((folder, at, all) => all.findIndex((one) => isSame(one, folder)) === at);
  // A host that has lost its files there still holds them.
  if (found.length === 0 || holdsEvenings(usual) || (await isStillRunning(usual)))
    return { dataFolder: usual, importFolders: [...found, ...closed], moved: null };
  const [first = usual, ...others] = byImportance(found);
  await refuseFolderInUse(first);
  // Makes sure that nobody has it open, and merges its write-ahead log into the database.
  mergeLog(first);
  return { dataFolder: usual, importFolders: [...others, ...closed], moved: move(first, usual) };
}

function mergeLog(folder: string): void {
  const lock = createFolderLock(folder);
  try {
    openOrRecover({ folder, now: Date.now, notify: () => undefined, lock }).db.close();
  } finally {
    lock.release();
  }
}

/** Whether this user may not even look inside. */
function isClosed(folder: string): boolean {
  try {
    statSync(join(folder, DATABASE_FILE), { throwIfNoEntry: false });
    return false;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return true;
  }
}

function holdsEvenings(folder: string): boolean {
  return existsSync(join(folder, DATABASE_FILE)) || backupsIfReadable(folder)?.length !== 0;
}

/** On file systems that ignore case, two spellings can name one folder. */
function isSame(one: string, other: string): boolean {
  return existsSync(other) && realpathSync.native(one) === realpathSync.native(other);
}

/** By the seats that phones have in them, and then as listed. When a file was last written says nothing: clocks jump, and copies are new. */
function byImportance(folders: readonly string[]): readonly string[] {
  if (folders.length < 2) return folders;
  return folders
    .map((folder) => ({ folder, seats: seatsIn(folder) }))
    .toSorted(
      ({ seats: one }, { seats: other }) =>
        other.inUnfinishedGames - one.inUnfinishedGames || other.inAllGames - one.inAllGames,
    )
    .map(({ folder }) => folder);
}

/** Whatever a failed start left at the new place holds no evening, and is renamed to make room. */
function move(from: string, to: string): MovedFolder {
  makeFolder(dirname(to));
  if (existsSync(to)) renameSync(to, freeName(`${to}.before`));
  if (lstatSync(from).isSymbolicLink()) return moveLink(from, to);
  try {
    renameSync(from, to);
    syncFolder(dirname(to));
    return { from, to, kept: null };
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    return copyToAnotherDisk(from, to);
  }
}

/** What somebody keeps elsewhere stays there: a link that names a place relative to its own would miss it. */
function moveLink(from: string, to: string): MovedFolder {
  symlinkSync(realpathSync.native(from), to, 'junction');
  syncFolder(dirname(to));
  unlinkSync(from);
  return { from, to, kept: null };
}

function copyToAnotherDisk(from: string, to: string): MovedFolder {
  const aside = `${to}.moving`;
  rmSync(aside, { recursive: true, force: true });
  try {
    copy(from, aside);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
  renameSync(aside, to);
  syncFolder(dirname(to));
  return { from, to, kept: retireFolder(from) };
}

/** With a filter Node copies in JavaScript. Without one, a full disk throws a C++ exception, which ends the process. */
const EVERYTHING = () => true;

function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, preserveTimestamps: true, filter: EVERYTHING });
  for (const entry of readdirSync(to, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) syncFile(join(entry.parentPath, entry.name));
}

/** Renames a folder whose evenings are elsewhere now, so that they are not moved or imported again. Returns its new name. */
export function retireFolder(folder: string): string {
  const kept = freeName(`${folder}.old`);
  renameSync(folder, kept);
  return kept;
}
