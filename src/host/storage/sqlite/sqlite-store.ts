/** The host's store on SQLite: everything that must survive the evening, in one file. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { GameState } from '../../../game/state.ts';
import { listBackups } from '../backups/backup-files.ts';
import { scrubBackups } from '../backups/backup-scrub.ts';
import { createBackups, type Backups } from '../backups/backups.ts';
import { openRestorer, type Restorer } from '../backups/restore.ts';
import { StorageError, type Store } from '../event-store.ts';
import { prepareDataFolder } from '../folders/data-folder.ts';
import { dropLeftovers, finishReplacement } from '../recovery/quarantine.ts';
import { WIPE_FINISHED, wipeLeftSentence } from '../recovery/recovery-words.ts';
import { recover, type Recovery } from '../recovery/recovery.ts';
import { createTrouble, type Trouble } from '../storage-health.ts';
import { DATABASE_FILE, openConnection, openError, synchronousLevel } from './connection.ts';
import { openIds } from './ids.ts';
import { foldChecked } from './integrity-check.ts';
import { OpenError, type OpenReason } from './open-error.ts';
import { openSettings, type HostSettings } from './settings.ts';
import { openEventStore, openHeads } from './sqlite-event-store.ts';
import { openTickets } from './tickets.ts';
import { createStorage } from './transactions.ts';
import { walHidesCommits } from './wal-check.ts';
import { openWiper, type Wiper } from './wipe.ts';

export interface OpenLogOptions {
  /** Made where it is missing. */
  readonly folder: string;
  /** Told, in sentences, what a person may want to know. */
  readonly log?: (line: string) => void;
  /** Wall clock, ms: backups and what is set aside are named after it. */
  readonly now?: () => number;
}

/** The store's port, and beside it what only a file on this laptop has. */
export interface OpenLog extends Store {
  readonly settings: HostSettings;
  /** All games as the check at the start folded them. */
  readonly games: readonly GameState[];
  /** What was done about a damaged database at this start; null: it was whole. */
  readonly recovered: Recovery | null;
  /** What is wrong with the store right now. */
  readonly trouble: Trouble;
  readonly backups: Backups;
  readonly restorer: Restorer;
  /** `PRAGMA synchronous` as it is in force: 2 (FULL), always. */
  synchronousLevel(): number;
  /** Gives the file back. Everything acknowledged is in it either way. */
  close(): void;
}

/** An open connection, and what the check at the start found. */
export interface Checked {
  readonly db: Database;
  readonly games: readonly GameState[];
  readonly recovered: Recovery | null;
}

/**
 * Opens `games.sqlite3` in the folder for this process alone, after a check; a damaged one is set aside and replaced by what can
 * be read of it and of the newest good backup. Throws `OpenError`, after which nothing is held open.
 */
export function openLog({ folder, log: say = () => undefined, now = Date.now }: OpenLogOptions): OpenLog {
  const checked = openChecked(folder, now, say);
  try {
    return logOn(checked, { folder, say, now });
  } catch (error) {
    checked.db.close();
    throw openError(checked.db.name, error);
  }
}

const DAMAGE: readonly OpenReason[] = ['damaged', 'not_a_database'];

function openChecked(folder: string, now: () => number, say: (line: string) => void): Checked {
  const path = join(folder, DATABASE_FILE);
  try {
    prepareDataFolder(folder);
    finishReplacement(folder, now());
    refuseEmptied(folder, path);
    refuseBrokenWal(path);
    const sound = openSound(folder, say);
    dropLeftovers(folder);
    return { ...sound, recovered: null };
  } catch (error) {
    if (!(error instanceof OpenError) || !DAMAGE.includes(error.reason)) throw openError(path, error);
    const recovered = recoverOr(path, () => recover(folder, now(), say));
    say(recovered.sentence);
    return { ...openSound(folder, say), recovered };
  }
}

function openSound(folder: string, say: (line: string) => void): Omit<Checked, 'recovered'> {
  const db = openConnection(folder, say);
  try {
    return { db, games: foldChecked(db) };
  } catch (error) {
    db.close();
    throw openError(db.name, error);
  }
}

/** SQLite takes a file without content for a new one; where there are backups it once held games. */
function refuseEmptied(folder: string, path: string): void {
  if (!existsSync(path) || statSync(path).size > 0 || listBackups(folder).length === 0) return;
  throw new OpenError('damaged', `${path} is empty. Put a backup in its place and start again.`);
}

/** SQLite drops without a word what lies behind a broken frame. */
function refuseBrokenWal(path: string): void {
  if (!walHidesCommits(`${path}-wal`)) return;
  throw new OpenError('damaged', `${path}-wal is damaged. Put a backup in its place and start again.`);
}

function recoverOr(path: string, step: () => Recovery): Recovery {
  try {
    return step();
  } catch (error) {
    throw openError(path, error);
  }
}

interface Place {
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly now: () => number;
}

/** The store on an open connection, which it closes. Throws `StorageError` or what SQLite says. */
export function logOn({ db, games, recovered }: Checked, { folder, say, now }: Place): OpenLog {
  const trouble = createTrouble();
  const storage = createStorage(db, trouble);
  const tickets = openTickets(storage);
  const ids = openIds(storage);
  const wiper = openWiper(storage, (gameIds) => {
    backups.interrupt();
    scrubBackups(folder, gameIds);
  });
  const eventStore = openEventStore({ storage, ids, tickets, wiper });
  const backups = createBackups({
    folder,
    storage,
    now,
    heads: openHeads(storage),
    finishWipe: () => wiper.finish(),
  });
  finishWipe(wiper, say);
  return {
    eventStore,
    tickets,
    settings: openSettings(storage),
    games,
    recovered,
    trouble,
    backups,
    restorer: openRestorer({ folder, storage, ids, wiper }),
    synchronousLevel: () => synchronousLevel(db),
    close: () => {
      backups.close();
      db.close();
    },
  };
}

/** A host with a full disk still starts and shows its games. */
function finishWipe(wiper: Wiper, say: (line: string) => void): void {
  try {
    if (wiper.finish()) say(WIPE_FINISHED);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    say(wipeLeftSentence(error.message));
  }
}
