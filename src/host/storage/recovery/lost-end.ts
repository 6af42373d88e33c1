/**
 * Notices that a database has lost its end: SQLite takes a log that was cut off for a shorter one. The file with the games' heads knows
 * better, and so do the backups, because they are numbered, and the database knows how many there were.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { continues, headsOf, type BackedUpHead } from '../backups/backup-contents.ts';
import { backupsFolder, backupsIfReadable } from '../backups/backup-files.ts';
import { codeOf } from '../folders/error-code.ts';
import { knownHeadsIn, type KnownHead, type KnownHeads } from '../sqlite/known-heads.ts';
import { libraryRevisionIn } from '../sqlite/library-row.ts';
import { putRestoreNumbers, restoreNumbersIn } from '../sqlite/restore-numbers.ts';
import { lastBackupNumber, rememberBackupNumber } from '../sqlite/settings.ts';

/** https://www.sqlite.org/fileformat2.html: the version in which the file is written; 2 is with a write-ahead log. */
const WRITE_VERSION_AT = 18;
const WITH_LOG = 2;

/**
 * Whether this program has written in the file, and not only put it there: a backup that somebody puts in the place of the database is
 * meant to be older. Throws the file system's error.
 */
export function wasInUse(path: string): boolean {
  const version = Buffer.alloc(1);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  try {
    readSync(file, version, { position: WRITE_VERSION_AT });
  } finally {
    closeSync(file);
  }
  return version[0] === WITH_LOG;
}

/**
 * Whether a backup that is newer than all that the database knows of continues one of its games. Only call it for one that was in
 * use. Throws SQLite's error and `DamagedDataError`.
 */
export function hasLostItsEnd(db: Database, heads: readonly BackedUpHead[], folder: string): boolean {
  const known = lastBackupNumber(db);
  return (backupsIfReadable(folder) ?? [])
    .filter(({ number }) => number > known)
    .some(({ name }) => continues(join(backupsFolder(folder), name), heads));
}

/**
 * Whether a game lacks events that were written down as stored, or has become another since, the library lacks changes, or a restore is
 * undone. Only call it for a database that was in use. Throws SQLite's error and `DamagedDataError`.
 */
export function lacksWhatIsKnown(db: Database, heads: readonly BackedUpHead[], folder: string): boolean {
  const stored = new Map(heads.map(({ gameId, seq }) => [gameId, seq]));
  const checksumAt = eventChecksumIn(db);
  const known = knownHeadsIn(folder);
  if (known.backupNumber !== null && lastBackupNumber(db) > known.backupNumber) return false;
  if (libraryRevisionIn(db) < known.libraryRevision) return true;
  if (restoreNumbersIn(db).last < known.restores) return true;
  return known.games.some(
    ({ gameId, seq, checksum }) =>
      (stored.get(gameId) ?? 0) < seq || checksumAt.get(gameId, seq) !== checksum,
  );
}

/**
 * The games whose log has the event with which `heads.json` says that it ended: its checksum speaks for all before it, also where they cannot
 * be read. From a database however damaged. Throws what is no error of SQLite's.
 */
export function gamesAsKnown(db: Database, { games }: KnownHeads): ReadonlySet<number> {
  const isAsKnown = ({ gameId, seq, checksum }: KnownHead) =>
    checksum !== null && eventChecksumIn(db).get(gameId, seq) === checksum;
  return new Set(games.filter((head) => isReadAs(() => isAsKnown(head))).map(({ gameId }) => gameId));
}

function isReadAs(look: () => boolean): boolean {
  try {
    return look();
  } catch (error) {
    if (!codeOf(error).startsWith('SQLITE_')) throw error;
    return false;
  }
}

function eventChecksumIn(db: Database) {
  return db
    .prepare<[number, number], number | null>('select checksum from events where game_id = ? and seq = ?')
    .pluck();
}

/**
 * From now on, what is in the backups is older than the database, also where that is an older one which somebody has put there on purpose.
 * Throws SQLite's error and `DamagedDataError`.
 */
export function countBackups(db: Database, folder: string): void {
  const newest = backupsIfReadable(folder)?.[0]?.number ?? 0;
  if (newest > lastBackupNumber(db)) rememberBackupNumber(db, newest);
  const { restores } = knownHeadsIn(folder);
  if (restoreNumbersIn(db).last >= restores) return;
  const games = headsOf(db).map(({ gameId }): [number, number] => [gameId, restores + 1]);
  putRestoreNumbers(db, { last: restores + 1, games: new Map(games) });
}
