/** The files in the backups folder: naming, listing and opening them. */
import { chmodSync, readdirSync, renameSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Interruptible } from '../../time/time-slices.ts';
import { NewerEventError, StorageError } from '../event-store.ts';
import { syncFile, syncFolder } from '../folders/data-folder.ts';
import { discardFile } from '../folders/discard-file.ts';
import { codeOf } from '../folders/error-code.ts';
import { makeFolder } from '../folders/make-folder.ts';
import { NewerDatabaseError } from '../open-error.ts';
import { openError } from '../sqlite/connection.ts';
import { gameIdsInSound, readGame, type GameRecord } from '../sqlite/game-record.ts';
import { checkIntegrity } from '../sqlite/integrity-check.ts';
import { knownMigrations, migrate } from '../sqlite/migrate.ts';
import { removeUnfinishedIn } from '../sqlite/unfinished-games.ts';

const BACKUPS_FOLDER = 'backups';
const OWNER_ONLY = 0o600;
const BUSY_MS = 250;
const READ_THEM = 'Allow this user to read them.';

const REASONS = ['start', 'play', 'end', 'asked', 'before-restore', 'after-restore'] as const;
/** Why a backup was made: host start, ten minutes of play, the end of a game, on request, or around a restore. */
export type BackupReason = (typeof REASONS)[number];

export interface BackupFile {
  /** The file's name inside the backups folder. */
  readonly name: string;
  /**
   * Counts up from backup to backup, whatever the clock says. 0 in those of earlier versions, which were not numbered, and where the
   * number is none that a host has counted.
   */
  readonly number: number;
  /** Wall clock, ms. */
  readonly at: number;
  readonly reason: BackupReason;
  readonly bytes: number;
}

/** Names sort by number in file managers too. */
const NUMBER_DIGITS = 6;
const NAME = new RegExp(
  `^games-(?:(\\d{${NUMBER_DIGITS},15})-)?(\\d{4}-\\d{2}-\\d{2})T(\\d{2})-(\\d{2})-(\\d{2})-(\\d{3})Z-(${REASONS.join('|')})\\.sqlite3$`,
);
/** The suffix of an unfinished backup; SQLite may add a `-journal` file. */
export const PARTIAL = '.partial';

/** No host makes as many: only a name that somebody has written holds a higher number, and nothing may have to follow it. */
export const LAST_CREDIBLE_NUMBER = 1e12;
/** A name has four digits for the year, whatever the clock says. */
const [FIRST_INSTANT, LAST_INSTANT] = [
  Date.parse('0000-01-01T00:00:00.000Z'),
  Date.parse('9999-12-31T23:59:59.999Z'),
];

/** The number, or 0 if no host can have counted so far. */
export function credibleNumber(number: number): number {
  return number <= LAST_CREDIBLE_NUMBER ? number : 0;
}

/** @param at wall clock, ms */
export function backupName({ number, at, reason }: Pick<BackupFile, 'number' | 'at' | 'reason'>): string {
  const counted = String(number).padStart(NUMBER_DIGITS, '0');
  return `games-${counted}-${dateInName(at)}-${reason}.sqlite3`;
}

/** As earlier versions named them. */
export function unnumberedName({ at, reason }: Pick<BackupFile, 'at' | 'reason'>): string {
  return `games-${dateInName(at)}-${reason}.sqlite3`;
}

function dateInName(at: number): string {
  const shown = Math.min(Math.max(at, FIRST_INSTANT), LAST_INSTANT);
  return new Date(shown).toISOString().replace(/[:.]/g, '-');
}

export function backupsFolder(folder: string): string {
  return join(folder, BACKUPS_FOLDER);
}

/** Creates the folder if necessary (mode 0700) and removes any interrupted backup. */
export function prepareBackupsFolder(folder: string): void {
  makeFolder(backupsFolder(folder));
  removePartials(folder);
}

/** Removes any interrupted backup. */
export function removePartials(folder: string): void {
  const path = backupsFolder(folder);
  if (!isFolder(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.name.includes(PARTIAL) && !entry.isDirectory()) discardFile(join(path, entry.name));
}

/**
 * Newest first: by number, and by date only among those that have none. Other files, and what is no file, are ignored. Throws
 * `StorageError` if this user may not look.
 */
export function listBackups(folder: string): BackupFile[] {
  const path = backupsFolder(folder);
  try {
    if (!isFolder(path)) return [];
    const backups = readdirSync(path).flatMap((name) => backupFile(path, name) ?? []);
    return backups.toSorted((one, other) => other.number - one.number || other.at - one.at);
  } catch (cause) {
    if (codeOf(cause) === '') throw cause;
    throw new StorageError(`The backups in ${path} cannot be read (${codeOf(cause)}). ${READ_THEM}`, {
      cause,
    });
  }
}

/** The same, but null if this user may not look: a start that can do without backups goes on. */
export function backupsIfReadable(folder: string): BackupFile[] | null {
  try {
    return listBackups(folder);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return null;
  }
}

function isFolder(path: string): boolean {
  return statIfThere(path)?.isDirectory() === true;
}

/** A link that leads to itself leads nowhere, as one whose target is gone. */
function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) !== 'ELOOP') throw error;
    return undefined;
  }
}

function backupFile(path: string, name: string): BackupFile | null {
  const [, number, day, hours, minutes, seconds, ms, given] = NAME.exec(name) ?? [];
  const reason = REASONS.find((one) => one === given);
  if (reason === undefined) return null;
  const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
  if (Number.isNaN(at)) return null;
  const found = statIfThere(join(path, name));
  // No backup is empty; and what calls itself so may never end, such as the messages of the kernel.
  if (found?.isFile() !== true || found.size === 0 || hasOddCompanion(join(path, name))) return null;
  return { name, number: credibleNumber(Number(number ?? 0)), at, reason, bytes: found.size };
}

/** Whether SQLite, opening it, would wait for a pipe for ever. */
function hasOddCompanion(path: string): boolean {
  return ['-journal', '-wal'].some((suffix) => statIfThere(path + suffix)?.isFile() === false);
}

/** Whether nobody asked for it, neither for the backup nor for a restore. */
export function isMadeByItself({ reason }: BackupFile): boolean {
  return reason === 'start' || reason === 'play' || reason === 'end';
}

/** One that was made by itself is kept like those that somebody asks for. Throws the file system's error. */
export function keepAsAsked(folder: string, backup: BackupFile): void {
  if (!isMadeByItself(backup)) return;
  const path = backupsFolder(folder);
  const name = backup.name.replace(`-${backup.reason}.`, '-asked.');
  renameSync(join(path, backup.name), join(path, name));
  syncFolder(path);
}

/** Opens a backup for reading and rewriting, and migrates it. Throws SQLite's error, or `OpenError` for another program's file. */
export function openBackup(path: string): Database {
  const db = new SqliteDatabase(path, { timeout: BUSY_MS, fileMustExist: true });
  try {
    // A backup is a single file. Names must not reach a temporary file.
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = FULL');
    db.pragma('fullfsync = ON');
    db.pragma('secure_delete = ON');
    db.pragma('temp_store = MEMORY');
    migrate(db, knownMigrations());
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Turns a finished copy into a backup: checked, a single file, on disk, and without games that were being written or removed: a
 * backup outlives those. Throws `StorageError` and SQLite's or the file system's error.
 */
export function finishCopy(path: string): void {
  const db = openBackup(path);
  try {
    const isSparse = db.transaction(() => removeUnfinishedIn(db))() || hasMuchFreeSpace(db);
    if (isSparse) db.exec('vacuum');
    const verdict = checkIntegrity(db);
    if (verdict !== 'sound') throw new StorageError(`The copy is damaged (${verdict}).`);
  } finally {
    db.close();
  }
  chmodSync(path, OWNER_ONLY);
  syncFile(path);
}

/** A large game that was wiped leaves its room. */
function hasMuchFreeSpace(db: Database): boolean {
  const pages = (pragma: 'freelist_count' | 'page_count') => Number(db.pragma(pragma, { simple: true }));
  return pages('freelist_count') > pages('page_count') / 2;
}

/** Whether the file passes SQLite's own check. False if it cannot be opened. Throws `NewerDatabaseError`. */
export function isSoundBackup(path: string): boolean {
  let db: Database | null = null;
  try {
    db = openBackup(path);
    return checkIntegrity(db) === 'sound';
  } catch (error) {
    if (error instanceof NewerDatabaseError || !(error instanceof Error)) throw error;
    return false;
  } finally {
    db?.close();
  }
}

/**
 * All games in a backup that passed the check; null if the file or any of its games is damaged. Throws `NewerDatabaseError` if a
 * newer version made it: it is intact, and left unchanged.
 */
export function* readBackup(path: string): Interruptible<GameRecord[] | null> {
  let db: Database | null = null;
  try {
    db = openBackup(path);
    const open = db;
    const intact: GameRecord[] = [];
    for (const gameId of gameIdsInSound(open)) {
      const record = yield* readGame(open, gameId);
      if (record?.isWhole !== true) return null;
      intact.push(record);
    }
    return intact;
  } catch (error) {
    if (error instanceof NewerEventError || error instanceof NewerDatabaseError) throw openError(path, error);
    if (!(error instanceof Error)) throw error;
    return null;
  } finally {
    db?.close();
  }
}
