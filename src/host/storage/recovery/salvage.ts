/** What can still be read from a damaged or missing database, and from its log. */
import { copyFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { runAtOnce } from '../../time/time-slices.ts';
import { headsOf } from '../backups/backup-contents.ts';
import type { StoredLibrary } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { removeFile } from '../folders/remove-file.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { gameIdsIn, readGame, refuseNewerEvents, type GameRecord } from '../sqlite/game-record.ts';
import { knownHeadsIn } from '../sqlite/known-heads.ts';
import { knownMigrations, refuseNewerVersion } from '../sqlite/migrate.ts';
import { backupNumberIn, readableSettings } from '../sqlite/settings.ts';
import { listedGamesIn, type ListedGames } from './game-traces.ts';
import { hostRowsIn, NO_HOST_ROWS, type HostRows } from './host-rows.ts';
import { gamesAsKnown, hasLostItsEnd, lacksWhatIsKnown } from './lost-end.ts';
import { openMendedDatabase, type MendedDatabase } from './mended-database.ts';
import { withLaterReading } from './merged-readings.ts';
import { SALVAGE_FILE } from './quarantine.ts';
import { wipedBefore, type IsWiped } from './wiped-again.ts';

/** A game of the damaged file. */
export interface SalvagedGame extends GameRecord {
  /** Whether its log goes on from where `heads.json` says that it ended, though not all of its events may be read. */
  readonly isAsKnown: boolean;
}

/** What one reading of a database gives. */
export interface Reading {
  readonly records: readonly SalvagedGame[];
  /** Null: nothing could be read. */
  readonly listed: ListedGames | null;
  readonly library: StoredLibrary | 'damaged' | 'missing' | null;
  readonly host: HostRows;
  /** Of the last backup that it knows of; 0: there was none, or nobody can tell. */
  readonly backupNumber: number;
  /** Of a game that the file has, or that is in its bytes. */
  readonly isWiped: IsWiped;
}

export interface Salvage extends Reading {
  /**
   * `nothing`: single bytes of the log were damaged, and every one of them is put right. `end`: the log was read past what is
   * damaged in it, or without the file that it belongs to. Null: it was read as SQLite reads it.
   */
  readonly missing: 'nothing' | 'end' | null;
}

/** Throws the file system's error, `NewerEventError` and `NewerDatabaseError`. */
export function salvageFrom(folder: string): Salvage {
  const mended = mendedIn(folder);
  const complete = mended === null ? null : completeReading(mended, folder);
  if (complete !== null) return { ...complete, missing: 'nothing' };
  const asRead = readCopy(folder);
  const isRead = asRead.listed !== null;
  if (mended === null || (mended.isAsRead && isRead)) return { ...asRead, missing: null };
  const later = [false, true].flatMap((areDamagedTaken) => mended.read(areDamagedTaken) ?? []);
  return { ...later.reduce(withLaterReading, asRead), missing: mended.isUntilEnd && isRead ? null : 'end' };
}

/** Whether nothing is missing of a database that is lost but for its log. Throws as `salvageFrom`. */
export function isAllInLog(folder: string): boolean {
  const mended = mendedIn(folder);
  return mended !== null && completeReading(mended, folder) !== null;
}

/** Null if something is missing, or SQLite reads it all from the files. */
function completeReading(mended: MendedDatabase<Reading>, folder: string): Reading | null {
  return mended.isAsRead ? null : mended.readSound((db) => !lacksItsEnd(db, folder));
}

/**
 * For a database that cannot be written, and so not be recovered either: in memory, with its log put right. Null if there is nothing to put right
 * in it, or more than that. Throws as `salvageFrom`.
 */
export function openMendedCopy(folder: string): Database | null {
  const mended = mendedIn(folder);
  return mended?.isAsRead === false ? mended.openSound() : null;
}

function mendedIn(folder: string): MendedDatabase<Reading> | null {
  return openMendedDatabase(folder, { read: (db) => readFrom(db, folder), amountOf });
}

function amountOf({ records, host }: Reading): number {
  const ofGames = records.map(
    ({ events, idempotencyRows, checkpoint, isWhole }) =>
      events.length + idempotencyRows.length + (checkpoint === null ? 0 : 1) + (isWhole ? 1 : 0),
  );
  const ofHost = [host.settings, host.responses, host.tickets].map(({ length }) => length);
  return [...ofGames, ...ofHost].reduce((sum, count) => sum + count, 0);
}

/** Of a sound database. */
function lacksItsEnd(db: Database, folder: string): boolean {
  const heads = headsOf(db);
  return hasLostItsEnd(db, heads, folder) || lacksWhatIsKnown(db, heads, folder);
}

/** As SQLite reads it. Reads a copy, because reading a database with a WAL changes both. */
function readCopy(folder: string): Reading {
  const copy = join(folder, SALVAGE_FILE);
  let db: Database | null = null;
  try {
    for (const suffix of ['', '-wal']) {
      const from = join(folder, DATABASE_FILE + suffix);
      if (statSync(from, { throwIfNoEntry: false })?.isFile() === true) copyFileSync(from, copy + suffix);
    }
    db = new SqliteDatabase(copy, { fileMustExist: true });
    return readFrom(db, folder);
  } catch (error) {
    if (!codeOf(error).startsWith('SQLITE_')) throw error;
    const library = existsSync(join(folder, DATABASE_FILE)) ? 'damaged' : 'missing';
    const isWiped = wipedBefore(folder, 0);
    return { records: [], listed: null, library, host: NO_HOST_ROWS, backupNumber: 0, isWiped };
  } finally {
    db?.close();
    for (const suffix of ['', '-wal', '-shm', '-journal']) removeFile(copy + suffix);
  }
}

/** Throws SQLite's error if nothing can be read. */
function readFrom(db: Database, folder: string): Reading {
  refuseNewerVersion(db, knownMigrations());
  refuseNewerEvents(db);
  const backupNumber = backupNumberIn(readableSettings(db).rows);
  const isWiped = wipedBefore(folder, backupNumber);
  const found = gameIdsIn(db).flatMap((gameId) => runAtOnce(readGame(db, gameId)) ?? []);
  const asKnown = gamesAsKnown(db, knownHeadsIn(folder));
  const records = found
    .filter(({ state }) => !isWiped(state))
    .map((record) => ({ ...record, isAsKnown: asKnown.has(record.gameId) }));
  const again = found.filter(({ state }) => isWiped(state)).map(({ gameId }) => gameId);
  const [listed, rows] = [listedGamesIn(db), hostRowsIn(db)];
  const host = { ...rows, wiped: [...new Set([...rows.wiped, ...again])] };
  return { records, listed, library: host.exerciseLibrary, host, backupNumber, isWiped };
}
