/** The host's store on SQLite: everything that must survive a restart, in one file. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { GameState } from '../../../game/state.ts';
import { contentsOf } from '../backups/backup-contents.ts';
import { backupsFolder, listBackups } from '../backups/backup-files.ts';
import { scrubBackups } from '../backups/backup-scrub.ts';
import { createBackups, type Backups } from '../backups/backups.ts';
import { openRestorer, type Restorer } from '../backups/restore.ts';
import { StorageError, type Store } from '../event-store.ts';
import { prepareDataFolder } from '../folders/data-folder.ts';
import { removeLeftovers, finishReplacement } from '../recovery/quarantine.ts';
import { WIPE_FINISHED, unfinishedWipeSentence } from '../recovery/recovery-sentences.ts';
import { recover, type Recovery } from '../recovery/recovery.ts';
import { createStorageHealth, type StorageHealth } from '../storage-health.ts';
import { DATABASE_FILE, openConnection, openError, synchronousLevel } from './connection.ts';
import { openHostResponses } from './host-responses.ts';
import { openIds } from './ids.ts';
import { checkAndFoldGames } from './integrity-check.ts';
import { OpenError, type OpenReason } from './open-error.ts';
import { openSettings, type HostSettings } from './settings.ts';
import { openEventStore, openHeads } from './sqlite-event-store.ts';
import { openTickets } from './tickets.ts';
import { createTransactions } from './transactions.ts';
import { walHidesCommits } from './wal-check.ts';
import { openWiper, type Wiper } from './wipe.ts';

export interface SqliteStoreOptions {
  /** Created if it does not exist. */
  readonly folder: string;
  /** Receives sentences that a person may want to read. */
  readonly notify?: (line: string) => void;
  /** Wall clock, ms; used to name backups and quarantined files. */
  readonly now?: () => number;
}

/** The store, and what only a file on this laptop has. */
export interface SqliteStore extends Store {
  readonly settings: HostSettings;
  /** All games, as folded by the check at startup. */
  readonly games: readonly GameState[];
  /** How a damaged database was recovered at this start; null if it was intact. */
  readonly recovered: Recovery | null;
  /** Whether the store is working. */
  readonly health: StorageHealth;
  readonly backups: Backups;
  readonly restorer: Restorer;
  /** The effective `PRAGMA synchronous`: always 2 (FULL). */
  synchronousLevel(): number;
  /** Releases the file. Everything acknowledged is in it, closed or not. */
  close(): void;
}

/** An open connection, and the result of the check at startup. */
export interface CheckedDatabase {
  readonly db: Database;
  readonly games: readonly GameState[];
  readonly recovered: Recovery | null;
}

/**
 * Checks `games.sqlite3` in the folder and opens it for this process alone. A damaged one is quarantined and rebuilt from what can
 * be read of it and of the newest good backup. Throws `OpenError`; nothing is left open then.
 */
export function openSqliteStore({
  folder,
  notify = () => undefined,
  now = Date.now,
}: SqliteStoreOptions): SqliteStore {
  const checked = openOrRecover(folder, now, notify);
  try {
    return createSqliteStore(checked, { folder, notify, now });
  } catch (error) {
    checked.db.close();
    throw openError(checked.db.name, error);
  }
}

const DAMAGE: readonly OpenReason[] = ['damaged', 'not_a_database'];

function openOrRecover(folder: string, now: () => number, notify: (line: string) => void): CheckedDatabase {
  const path = join(folder, DATABASE_FILE);
  try {
    prepareDataFolder(folder);
    finishReplacement(folder, now());
    refuseLostFile(folder, path);
    refuseBrokenWal(path);
    const checked = openChecked(folder, notify);
    refuseNewDatabase(folder, checked);
    removeLeftovers(folder);
    return { ...checked, recovered: null };
  } catch (error) {
    if (!(error instanceof OpenError) || !DAMAGE.includes(error.reason)) throw openError(path, error);
    const recovered = withOpenError(path, () => recover(folder, now(), notify));
    notify(recovered.sentence);
    return { ...openChecked(folder, notify), recovered };
  }
}

function openChecked(folder: string, notify: (line: string) => void): Omit<CheckedDatabase, 'recovered'> {
  const db = openConnection(folder, notify);
  try {
    return { db, games: checkAndFoldGames(db) };
  } catch (error) {
    db.close();
    throw openError(db.name, error);
  }
}

/** SQLite treats an empty or missing file as new; if there are games in the backups or a WAL, it was not. */
function refuseLostFile(folder: string, path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile())
    throw new OpenError('not_a_database', `${path} is not a file. Move it away and start again.`);
  if (found !== undefined && found.size > 0) return;
  const walBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (walBytes === 0 && !backupsMayHoldGames(folder)) return;
  throw new OpenError('damaged', `${path} is missing or empty. Put a backup in its place and start again.`);
}

/** A database that never held a game, beside backups that do, was made after the one with the games was lost. */
function refuseNewDatabase(folder: string, { db, games }: Omit<CheckedDatabase, 'recovered'>): void {
  if (games.length > 0 || openIds(createTransactions(db)).last('game') > 0) return;
  if (!backupsMayHoldGames(folder)) return;
  db.close();
  throw new OpenError('damaged', `${db.name} holds no game. Put a backup in its place and start again.`);
}

/** Whether any backup holds a game, or is damaged, so that there is no telling. */
function backupsMayHoldGames(folder: string): boolean {
  return listBackups(folder).some(({ name }) => contentsOf(join(backupsFolder(folder), name))?.length !== 0);
}

/** SQLite silently drops everything after a damaged frame. */
function refuseBrokenWal(path: string): void {
  if (!walHidesCommits(`${path}-wal`)) return;
  throw new OpenError('damaged', `${path}-wal is damaged. Put a backup in its place and start again.`);
}

function withOpenError(path: string, step: () => Recovery): Recovery {
  try {
    return step();
  } catch (error) {
    throw openError(path, error);
  }
}

interface StoreContext {
  readonly folder: string;
  readonly notify: (line: string) => void;
  readonly now: () => number;
}

/** Creates the store on an open connection, which the store will close. Throws `StorageError` or SQLite's error. */
export function createSqliteStore(
  { db, games, recovered }: CheckedDatabase,
  { folder, notify, now }: StoreContext,
): SqliteStore {
  const health = createStorageHealth();
  const transactions = createTransactions(db, health);
  const hostResponses = openHostResponses(transactions);
  const tickets = openTickets(transactions, hostResponses);
  const ids = openIds(transactions);
  const settings = openSettings(transactions);
  const wiper = openWiper(transactions, (gameIds) => {
    backups.interrupt();
    scrubBackups(folder, gameIds);
  });
  const eventStore = openEventStore({ transactions, ids, tickets, wiper, hostResponses });
  const backups = createBackups({
    folder,
    transactions,
    settings,
    now,
    heads: openHeads(transactions),
    finishWipe: () => wiper.finish(),
  });
  finishWipe(wiper, notify);
  return {
    eventStore,
    tickets,
    hostResponses,
    settings,
    games,
    recovered,
    health,
    backups,
    restorer: openRestorer({ folder, transactions, ids, wiper }),
    synchronousLevel: () => synchronousLevel(db),
    close: () => {
      backups.close();
      db.close();
    },
  };
}

/** Does not throw `StorageError`: a host with a full disk still starts and shows its games. */
function finishWipe(wiper: Wiper, notify: (line: string) => void): void {
  try {
    if (wiper.finish()) notify(WIPE_FINISHED);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    notify(unfinishedWipeSentence(error.message));
  }
}
