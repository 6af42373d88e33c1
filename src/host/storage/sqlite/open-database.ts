/** Opens the database at a start: checked, recovered from damage or loss, or only for reading where it cannot be written. */
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { GameState } from '../../../game/state.ts';
import type { Clock } from '../../time/clock.ts';
import { contentsOf, headsOf, holdingsIn } from '../backups/backup-contents.ts';
import { backupsFolder, backupsIfReadable } from '../backups/backup-files.ts';
import { prepareDataFolder } from '../folders/data-folder.ts';
import { codeOf } from '../folders/error-code.ts';
import type { FolderLock } from '../folders/folder-lock.ts';
import { setAsideUnlessFile } from '../folders/set-aside.ts';
import { NewerDatabaseError, OpenError, type OpenReason } from '../open-error.ts';
import { countBackups, hasLostItsEnd, lacksWhatIsKnown, wasInUse } from '../recovery/lost-end.ts';
import { finishReplacement, isMarkedIncomplete, removeLeftovers } from '../recovery/quarantine.ts';
import { wipedAgainSentence } from '../recovery/recovery-sentences.ts';
import { recover, type Recovery } from '../recovery/recovery.ts';
import { isAllInLog, openMendedCopy } from '../recovery/salvage.ts';
import { wipeAgain } from '../recovery/wiped-again.ts';
import { DATABASE_FILE, openConnection, openError } from './connection.ts';
import type { FreeBytes } from './disk-room.ts';
import { openIds } from './ids.ts';
import { checkAndFoldGames } from './integrity-check.ts';
import { knownHeadsIn } from './known-heads.ts';
import { storedLibraryIn } from './library-row.ts';
import { openReadingCopy } from './reading-copy.ts';
import { createTransactions } from './transactions.ts';
import { walHidesCommits } from './wal-check.ts';

/** An open connection, and the result of the check at startup. */
export interface CheckedDatabase {
  readonly db: Database;
  readonly games: readonly GameState[];
  readonly recovered: Recovery | null;
  /** Why it can only be read: then `db` is a copy in memory. Null or absent: it can be written. */
  readonly readingBecause?: OpenError | null;
  /** Of one that can only be read: whether its end is missing there, or cannot be read. */
  readonly isEndUnread?: boolean;
}

/** Before it is known whether anything had to be recovered. */
type Opened = Omit<CheckedDatabase, 'recovered'>;

export interface OpenOptions {
  readonly folder: string;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Receives sentences that a person may want to read. */
  readonly notify: (line: string) => void;
  /** Held from here on, and released by whoever closes the database. */
  readonly lock: FolderLock;
  /** By default as the system says. */
  readonly freeBytes?: FreeBytes;
  /** By default the system's. */
  readonly clock?: Pick<Clock, 'after'>;
}

/** Reasons that lie in the disk or the rights to it: what is there may still be read. */
const UNWRITABLE: readonly OpenReason[] = ['disk_full', 'not_writable', 'not_durable'];

/** As `openOrRecover`, but where the database cannot be written, it is opened for reading. */
export function openOrRead(options: OpenOptions): CheckedDatabase {
  try {
    return openOrRecover(options);
  } catch (error) {
    const path = join(options.folder, DATABASE_FILE);
    if (!(error instanceof OpenError) || !UNWRITABLE.includes(error.reason) || !canBeRead(path)) throw error;
    return { ...readInstead(options, error), recovered: null, readingBecause: error };
  }
}

/** Throws `because` where reading fails too. */
function readInstead({ folder, notify }: OpenOptions, because: OpenError): Opened {
  try {
    const mended = openMendedCopy(folder);
    const opened = foldChecked(mended ?? openReadingCopy(join(folder, DATABASE_FILE)));
    const isEndUnread = lacksEnd(opened.db, { folder, isMended: mended !== null });
    return { ...withoutWiped(opened, { folder, notify }), isEndUnread };
  } catch (error) {
    if (error instanceof NewerDatabaseError || (codeOf(error) === '' && !(error instanceof OpenError)))
      throw error;
    throw because;
  }
}

/** Whether a start that may write would have had to recover it. Throws SQLite's and the file system's error, and `DamagedDataError`. */
function lacksEnd(
  db: Database,
  { folder, isMended }: { readonly folder: string; readonly isMended: boolean },
): boolean {
  const path = join(folder, DATABASE_FILE);
  if (isMarkedIncomplete(folder) || (!isMended && walHidesCommits(`${path}-wal`))) return true;
  const heads = headsOf(db);
  return wasInUse(path) && (hasLostItsEnd(db, heads, folder) || lacksWhatIsKnown(db, heads, folder));
}

function canBeRead(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return false;
  }
}

const DAMAGE: readonly OpenReason[] = ['damaged', 'not_a_database'];

/** Opens it for this process alone, after recovering what was damaged or lost. Throws `OpenError`; nothing is left open then. */
export function openOrRecover({ folder, now, notify, lock }: OpenOptions): CheckedDatabase {
  const path = join(folder, DATABASE_FILE);
  try {
    prepareDataFolder(folder);
    // Before anything is looked at: what another host is writing may look damaged.
    lock.hold();
    refuseLink(path);
    clearCompanions(path, notify);
    const isReplaced = finishReplacement(folder, {
      at: now(),
      notify,
      isAllInLog: () => isAllInLog(folder),
    });
    refuseIncomplete(folder, path);
    refuseLostFile(folder, path);
    refuseBrokenWal(path);
    // What a crash has put there instead of a person is no backup that is meant to be older.
    const isOlderOnPurpose = !isReplaced && !wasInUse(path);
    const checked = withoutWiped(openChecked(folder, notify), { folder, notify });
    refuseNewDatabase(folder, checked);
    if (!isOlderOnPurpose) refuseCutDatabase(folder, checked);
    removeLeftovers(folder);
    return { ...withBackupsCounted(checked, folder), recovered: null };
  } catch (error) {
    if (!(error instanceof OpenError) || !DAMAGE.includes(error.reason)) throw openError(path, error);
    const isCut = error instanceof CutDatabaseError;
    const recovered = withOpenError(path, () => recover(folder, { at: now(), isCut, notify }));
    notify(recovered.sentence);
    return { ...withBackupsCounted(openChecked(folder, notify), folder), recovered };
  }
}

function withBackupsCounted(opened: Opened, folder: string): Opened {
  try {
    countBackups(opened.db, folder);
    return opened;
  } catch (error) {
    opened.db.close();
    throw openError(opened.db.name, error);
  }
}

/** An older copy still has what was wiped after it was made. */
function withoutWiped(opened: Opened, { folder, notify }: Pick<OpenOptions, 'folder' | 'notify'>): Opened {
  try {
    const games = wipeAgain(opened.db, folder, opened.games);
    const codes = opened.games.filter((game) => !games.includes(game)).map(({ code }) => code);
    if (codes.length > 0) notify(wipedAgainSentence(codes));
    return { ...opened, games };
  } catch (error) {
    opened.db.close();
    throw openError(opened.db.name, error);
  }
}

function openChecked(folder: string, notify: (line: string) => void): Opened {
  return foldChecked(openConnection(folder, notify));
}

function foldChecked(db: Database): Opened {
  try {
    return { db, games: checkAndFoldGames(db) };
  } catch (error) {
    db.close();
    throw openError(db.name, error);
  }
}

/** SQLite keeps the log beside the file that a link leads to, where nobody would check, quarantine or erase it. */
function refuseLink(path: string): void {
  for (const file of [path, `${path}-wal`])
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw new OpenError('linked', { key: 'start_error.linked', params: { path: file } });
}

/** SQLite would wait for a pipe for ever, and name the database where a folder is in its way. */
function clearCompanions(path: string, notify: (line: string) => void): void {
  for (const suffix of ['-wal', '-shm', '-journal']) {
    const kept = setAsideUnlessFile(path + suffix);
    if (kept !== null) notify(`${path}${suffix} was not a file. It is kept as ${kept}.`);
  }
}

/** What an earlier run found to be missing does not show in the file. */
function refuseIncomplete(folder: string, path: string): void {
  if (!isMarkedIncomplete(folder)) return;
  throw new OpenError('damaged', { key: 'start_error.incomplete', params: { path } });
}

/** SQLite treats an empty or missing file as new; if anything beside it speaks of games, it was not. */
function refuseLostFile(folder: string, path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile())
    throw new OpenError('not_a_database', { key: 'start_error.not_a_file', params: { path } });
  if (found !== undefined && found.size > 0) return;
  const walBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const { games, libraryRevision } = knownHeadsIn(folder);
  const isKnownOf = games.length > 0 || libraryRevision > 0;
  if (!isKnownOf && walBytes === 0 && !backupsMayHoldGames(folder) && !backupsHoldLibrary(folder)) return;
  throw new OpenError('damaged', { key: 'start_error.missing', params: { path } });
}

/**
 * A database that never held a game, beside backups that do, was made after the one with the games was lost. The same holds for the
 * exercise library, which nothing takes away again.
 */
function refuseNewDatabase(folder: string, { db, games }: Opened): void {
  if (games.length > 0 || openIds(createTransactions(db)).last('game') > 0) return;
  const isLibraryLost = storedLibraryIn(db) === null && backupsHoldLibrary(folder);
  if (!isLibraryLost && !backupsMayHoldGames(folder)) return;
  db.close();
  throw new OpenError('damaged', { key: 'start_error.holds_no_game', params: { path: db.name } });
}

class CutDatabaseError extends OpenError {
  override readonly name = 'CutDatabaseError';
}

/** SQLite takes a log that was cut off for a shorter one. */
function refuseCutDatabase(folder: string, { db }: Opened): void {
  const heads = headsOf(db);
  if (!hasLostItsEnd(db, heads, folder) && !lacksWhatIsKnown(db, heads, folder)) return;
  db.close();
  throw new CutDatabaseError('damaged', { key: 'start_error.incomplete', params: { path: db.name } });
}

/** Whether any backup holds a game, or is damaged or unreadable, so that there is no telling. */
function backupsMayHoldGames(folder: string): boolean {
  const backups = backupsIfReadable(folder);
  if (backups === null) return true;
  return backups.some(({ name }) => contentsOf(join(backupsFolder(folder), name))?.length !== 0);
}

function backupsHoldLibrary(folder: string): boolean {
  const backups = backupsIfReadable(folder) ?? [];
  return backups.some(({ name }) => {
    const { library = null } = holdingsIn(join(backupsFolder(folder), name)) ?? {};
    return library !== null;
  });
}

/** SQLite silently drops everything after a damaged frame. */
function refuseBrokenWal(path: string): void {
  if (!walHidesCommits(`${path}-wal`)) return;
  throw new OpenError('damaged', { key: 'start_error.damaged', params: { path: `${path}-wal` } });
}

function withOpenError(path: string, step: () => Recovery): Recovery {
  try {
    return step();
  } catch (error) {
    throw openError(path, error);
  }
}
