/** Recovers from a damaged or missing database at startup: quarantines it and rebuilds what can be read. */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { runAtOnce } from '../../time/time-slices.ts';
import {
  backupsFolder,
  backupsIfReadable,
  isSoundBackup,
  openBackup,
  readBackup,
  type BackupFile,
} from '../backups/backup-files.ts';
import type { StoredLibrary } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { OpenError } from '../open-error.ts';
import { DATABASE_FILE, openConnection } from '../sqlite/connection.ts';
import { highestIds, insertGame, type GameRecord } from '../sqlite/game-record.ts';
import { openGameRows } from '../sqlite/game-rows.ts';
import { ID_KINDS, leap, openHighWater } from '../sqlite/ids.ts';
import { knownHeadsIn, type KnownHead } from '../sqlite/known-heads.ts';
import { restoreNumbersOf, restoreNumbersRow, type RestoreNumbers } from '../sqlite/restore-numbers.ts';
import { walHidesCommits } from '../sqlite/wal-check.ts';
import { chooseLater, isBeforeRestore, restoreNumbersAfter, type ChosenGame } from './chosen-games.ts';
import { hostRowsIn, putHostRows, type HostRows, type WrittenHostRows } from './host-rows.ts';
import { keptHostRows } from './kept-host-rows.ts';
import { missedGames, type OtherGames } from './missed-games.ts';
import { isMarkedIncomplete, removeLeftovers, REBUILDING_FILE, replaceDatabase } from './quarantine.ts';
import { recoverySentence } from './recovery-sentences.ts';
import { salvageFrom, type Reading, type Salvage } from './salvage.ts';
import { wipedBefore } from './wiped-again.ts';

/** The error codes of files that this user may not read. */
const NO_RIGHT = ['EACCES', 'EPERM'];

export interface RecoveredGame {
  readonly code: string;
  /** Recovered from the damaged file itself, or from the backup. */
  readonly from: ChosenGame['from'];
  /** False if events at the end may be missing. */
  readonly isWhole: boolean;
}

export interface Recovery {
  /** The folder with the damaged file; null if the file was missing. */
  readonly quarantineFolder: string | null;
  readonly games: readonly RecoveredGame[];
  /** Wall clock, ms, of the backup used; null if none was. */
  readonly backupAt: number | null;
  /** The codes of games that neither the file nor the backup gave back. */
  readonly lostGames: readonly string[];
  /** Of games that go on: how many events are missing at least, as far as that is known, by their codes. */
  readonly missingEvents: readonly MissingEvents[];
  /** Whether more games were lost of which not even the codes are known. */
  readonly otherGames: OtherGames;
  /** What became of the exercise library; null: nothing was lost of it that anybody knows of. */
  readonly library: LibraryFate;
  /** Whether settings of the host, such as the chosen address, could not be read; what a backup has of them is used. */
  readonly areSettingsLost: boolean;
  /** For the desk: what happened, what was used, and what to do. */
  readonly sentence: string;
}

export interface MissingEvents {
  readonly code: string;
  readonly count: number;
}

/** It is as the newest backup with one has it; its latest changes may be missing; or it could not be read, and no backup has one. */
type LibraryFate = 'backup' | 'incomplete' | 'lost' | null;

interface RecoverOptions {
  /** Wall clock, ms. */
  readonly at: number;
  /** Whether the file is known to lack its end, which does not show in it. */
  readonly isCut: boolean;
  /** Receives sentences that a person may want to read. */
  readonly notify: (line: string) => void;
}

/**
 * Replaces the damaged or missing database in `folder`, which must not be open. Throws `OpenError` or the file system's error. Throws
 * `NewerEventError` or `OpenError` (`newer_database`) if a newer version wrote the database or the backup; nothing is changed then,
 * so that the newer version can recover it.
 */
export function recover(folder: string, { at, isCut, notify }: RecoverOptions): Recovery {
  removeLeftovers(folder);
  const salvage = salvageFrom(folder);
  const isAllThere = salvage.missing === 'nothing' && !isMarkedIncomplete(folder);
  const endIsLost = !isAllThere && isEndLost(folder, salvage, isCut);
  const salvaged = salvage.records.map((record) => ({ ...record, isWhole: record.isWhole && !endIsLost }));
  // Whatever a backup has besides was wiped, or taken back by a restore.
  const { backup, damaged } = isAllThere ? NO_BACKUP : newestGoodBackup(folder, salvaged.length === 0);
  const fromBackups = isAllThere ? NOTHING_BACKED_UP : newestFromBackups(folder);
  const isWipedInBackup = wipedBefore(folder, backup?.file.number ?? 0);
  const wipedInBackup = backup?.records.filter(({ state }) => isWipedInBackup(state)) ?? [];
  const file = {
    ...salvage.host,
    wiped: [...salvage.host.wiped, ...wipedInBackup.map(({ gameId }) => gameId)],
  };
  const wiped = new Set([...file.wiped, ...(fromBackups.host?.wiped ?? [])]);
  const knownHeads = knownHeadsIn(folder);
  const { games: known, libraryRevision } = knownHeads;
  const [restores, restoresBackedUp] = [restoresOf(salvage.host), restoresOf(backup?.host)];
  const chosen = chooseLater(
    { records: salvaged, restores, backupNumber: salvage.backupNumber },
    {
      records: backup?.records.filter(({ gameId }) => !wiped.has(gameId)) ?? [],
      restores: restoresBackedUp,
      number: backup?.file.number ?? 0,
    },
    knownHeads,
  );
  const missed = missedGames(folder, {
    recovered: chosen.map(({ record }) => ({ gameId: record.gameId, code: record.state.code })),
    known,
    listed: salvage.listed,
    isWiped: salvage.isWiped,
    endIsLost,
    isCut: !isAllThere && (isCut || isMarkedIncomplete(folder)),
    damagedBackups: damaged,
    backup: backup === null ? null : join(backupsFolder(folder), backup.file.name),
  });
  removeLeftovers(folder);
  const { library, fate } = chooseLibrary(salvage.library, fromBackups.library, {
    knownRevision: libraryRevision,
    endIsLost,
  });
  const games = chosen.map(({ record: { gameId, state }, from }) => ({ gameId, state, from }));
  const host = keptHostRows({ file, backup: fromBackups.host }, { games, exerciseLibrary: library });
  const numbers = restoreNumbersAfter(chosen, [restores, restoresBackedUp], knownHeads);
  const settings = [...host.settings, ...(numbers === null ? [] : [restoreNumbersRow(numbers)])];
  rebuild(folder, { chosen, host: { ...host, settings } }, notify);
  const quarantineFolder = replaceDatabase(folder, at);
  const recovered = chosen.map((game): RecoveredGame => ({
    code: game.record.state.code,
    from: game.from,
    isWhole: game.record.isWhole && game.from === 'file' && !isBeforeRestore(game, knownHeads),
  }));
  const backupAt = recovered.some(({ from }) => from === 'backup') ? (backup?.file.at ?? null) : null;
  const found = {
    quarantineFolder,
    games: recovered,
    backupAt,
    lostGames: missed.codes,
    missingEvents: missingFrom(chosen, known),
    otherGames: missed.others,
    library: fate,
    areSettingsLost: !salvage.host.areSettingsWhole,
  };
  return { ...found, sentence: recoverySentence(found) };
}

function isEndLost(folder: string, { missing }: Salvage, isCut: boolean): boolean {
  return (
    isCut ||
    missing === 'end' ||
    walHidesCommits(join(folder, `${DATABASE_FILE}-wal`)) ||
    isMarkedIncomplete(folder)
  );
}

/**
 * One without games is passed over: a database that had lost them may have made it, and a wipe removes games from all backups.
 * @param isAllThereIs whether nothing else is left of the games: then a backup that this user may not read is waited for, because
 * once the evening has begun anew, nobody would look for it. Throws `OpenError`.
 */
function newestGoodBackup(folder: string, isAllThereIs: boolean): NewestBackup {
  const backups = backupsIfReadable(folder);
  if (backups === null && isAllThereIs) throw unreadable(backupsFolder(folder));
  const damaged: string[] = [];
  for (const file of backups ?? []) {
    const path = join(backupsFolder(folder), file.name);
    if (isAllThereIs && !isReadable(path)) throw unreadable(path);
    const records = isSoundBackup(path) ? runAtOnce(readBackup(path)) : null;
    if (records !== null && records.length > 0)
      return { backup: { file, records, host: hostRowsOf(path) }, damaged };
    if (records === null && isReadable(path)) damaged.push(path);
  }
  return { backup: null, damaged };
}

interface NewestBackup {
  readonly backup: {
    readonly file: BackupFile;
    readonly records: readonly GameRecord[];
    readonly host: HostRows;
  } | null;
  /** The paths of damaged ones that are newer. */
  readonly damaged: readonly string[];
}

const NO_BACKUP: NewestBackup = { backup: null, damaged: [] };

function isReadable(path: string): boolean {
  try {
    closeSync(openSync(path, 'r'));
    return true;
  } catch (error) {
    if (!NO_RIGHT.includes(codeOf(error))) throw error;
    return false;
  }
}

function unreadable(path: string): OpenError {
  return new OpenError('not_writable', { key: 'start_error.backups_not_readable', params: { path } });
}

/** Null: nobody can tell. */
function restoresOf(host: HostRows | undefined): RestoreNumbers | null {
  return host === undefined ? null : restoreNumbersOf(host.settings, host.areSettingsWhole);
}

function missingFrom(chosen: readonly ChosenGame[], known: readonly KnownHead[]): MissingEvents[] {
  const seqs = new Map(known.map(({ gameId, seq }) => [gameId, seq]));
  return chosen
    .map(({ record }) => ({
      code: record.state.code,
      count: (seqs.get(record.gameId) ?? 0) - record.events.length,
    }))
    .filter(({ count }) => count > 0);
}

interface Rebuilt {
  readonly chosen: readonly ChosenGame[];
  readonly host: WrittenHostRows;
}

function rebuild(folder: string, { chosen, host }: Rebuilt, notify: (line: string) => void): void {
  const db = openConnection(folder, notify, REBUILDING_FILE);
  try {
    const rows = openGameRows(db);
    const highWater = openHighWater(db);
    db.transaction(() => {
      for (const { record } of chosen) {
        insertGame(rows, record);
        const highest = runAtOnce(highestIds(record));
        for (const kind of ID_KINDS) highWater.raise(kind, highest[kind] + leap());
      }
      // Also where nothing was left.
      for (const kind of ID_KINDS) highWater.raise(kind, leap());
      putHostRows(db, host);
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

interface FromBackups {
  readonly library: StoredLibrary | null;
  /** Null: there is no good backup. */
  readonly host: HostRows | null;
}

const NOTHING_BACKED_UP: FromBackups = { library: null, host: null };

/** The library of the newest good backup which has one, whether it has games or not, and what else is the host's of the newest good one. */
function newestFromBackups(folder: string): FromBackups {
  let host: HostRows | null = null;
  for (const { name } of backupsIfReadable(folder) ?? []) {
    const path = join(backupsFolder(folder), name);
    if (!isSoundBackup(path)) continue;
    const found = hostRowsOf(path);
    host ??= found;
    const { exerciseLibrary: library } = found;
    if (library !== null && library !== 'damaged') return { library, host };
  }
  return { library: null, host };
}

/** Of a backup that is sound. */
function hostRowsOf(path: string): HostRows {
  const db = openBackup(path);
  try {
    return hostRowsIn(db);
  } finally {
    db.close();
  }
}

function chooseLibrary(
  salvaged: Reading['library'],
  backedUp: StoredLibrary | null,
  { knownRevision, endIsLost }: { readonly knownRevision: number; readonly endIsLost: boolean },
): { readonly library: StoredLibrary | null; readonly fate: LibraryFate } {
  const read = typeof salvaged === 'string' ? null : salvaged;
  const isRead = typeof salvaged !== 'string' && (read?.revision ?? 0) >= (backedUp?.revision ?? 0);
  const isLost = read === null && knownRevision > 0;
  if (isRead && !isLost)
    return { library: read, fate: endIsLost || (read?.revision ?? 0) < knownRevision ? 'incomplete' : null };
  if (backedUp !== null) return { library: backedUp, fate: 'backup' };
  return { library: null, fate: salvaged === 'damaged' || isLost ? 'lost' : 'incomplete' };
}
