/** What a store consists of, on one connection. */
import { join } from 'node:path';
import { highestIdsIn } from '../backups/backup-contents.ts';
import { backupsFolder, backupsIfReadable } from '../backups/backup-files.ts';
import { scrubBackups } from '../backups/backup-scrub.ts';
import { createBackups, type BackupMaker } from '../backups/backups.ts';
import { openRestorer, type Restorer } from '../backups/restore.ts';
import { sameGamesKept } from '../backups/same-game.ts';
import { scrubBackupsInSlices } from '../backups/scrub-in-slices.ts';
import { StorageError, type GameHead, type LibraryStore } from '../event-store.ts';
import { unfinishedWipeSentence, WIPE_FINISHED } from '../recovery/recovery-sentences.ts';
import type { StorageHealthRecorder } from '../storage-health.ts';
import { openDiskRoom } from './disk-room.ts';
import { guardFiles, NO_GUARD, type FileGuard } from './file-guard.ts';
import { openFileScrubber } from './file-scrubber.ts';
import { openGameRemoval } from './game-removal.ts';
import { openHostResponses, type HostResponseRows } from './host-responses.ts';
import { openIds, skipIdsOf, skipIssuedIds, type Ids } from './ids.ts';
import { NO_ISSUED_IDS_FILE, type IssuedIdsFile } from './issued-ids-file.ts';
import { wipedGamesIn } from './known-heads.ts';
import { openLibraryRow } from './library-row.ts';
import type { CheckedDatabase, OpenOptions } from './open-database.ts';
import { createReplacedLogs } from './replaced-logs.ts';
import { openSettings, type HostSettings } from './settings.ts';
import { openEventStore, openHeads, type SqliteEventStore } from './sqlite-event-store.ts';
import { openStaging, type Staging } from './staging.ts';
import { openTickets, type Tickets } from './tickets.ts';
import { createTransactions, type Transactions } from './transactions.ts';
import { removeUnfinishedGames } from './unfinished-games.ts';
import { openUnseenRows } from './unseen-rows.ts';
import { openWiper, type Wiper } from './wipe.ts';

export interface StoreParts {
  readonly transactions: Transactions;
  readonly guard: FileGuard;
  readonly ids: Ids;
  readonly heads: () => readonly GameHead[];
  readonly eventStore: SqliteEventStore;
  readonly tickets: Tickets;
  readonly hostResponses: HostResponseRows;
  readonly exerciseLibrary: LibraryStore;
  readonly settings: HostSettings;
  readonly backups: BackupMaker;
  readonly restorer: Restorer;
  readonly staging: Staging;
  /** Whether the database can only be read: it is a copy in memory. */
  readonly isReading: boolean;
  /** The games whose wipe an earlier run of the host left unfinished. Does not throw `StorageError`. */
  unfinishedWipes(): readonly number[];
  /** Finishes what an earlier run of the host left unfinished. Does not throw `StorageError`. */
  finishAtStart(): void;
  /** Does what the first command would have to wait for otherwise. Does not throw `StorageError`. */
  prepareForCommands(): void;
  /** Releases the file. */
  close(): void;
}

export interface PartsOptions extends Omit<OpenOptions, 'lock'> {
  readonly health: StorageHealthRecorder;
  readonly issuedIds: IssuedIdsFile;
  readonly onLostCommit: () => void;
  /** Whether the store is closed for good. */
  readonly isEnding: () => boolean;
}

/** Throws `StorageError` or SQLite's error. */
export function openParts(
  { db, readingBecause = null }: Pick<CheckedDatabase, 'db' | 'readingBecause'>,
  { folder, notify, now, freeBytes, health, issuedIds, onLostCommit, isEnding }: PartsOptions,
): StoreParts {
  const isReading = readingBecause !== null;
  const guard = isReading ? NO_GUARD : guardFiles(db.name);
  const transactions = createTransactions(db, { health, guard, onLostCommit, isEnding, readingBecause });
  const hostResponses = openHostResponses(transactions);
  const tickets = openTickets(transactions, hostResponses);
  // Where nothing can be written, no id is ever confirmed.
  const issuedIdsFile = isReading ? NO_ISSUED_IDS_FILE : issuedIds;
  const ids = openIds(transactions, issuedIdsFile);
  skipIssuedIds(issuedIdsFile, ids);
  for (const { gameId } of wipedGamesIn(folder)) ids.skipTo('game', gameId);
  for (const { name } of backupsIfReadable(folder) ?? [])
    skipIdsOf(highestIdsIn(join(backupsFolder(folder), name)), ids);
  const settings = openSettings(transactions);
  const heads = openHeads(transactions);
  const scrubber = openFileScrubber(transactions);
  const removeGame = openGameRemoval(transactions);
  const room = openDiskRoom(folder, freeBytes);
  const wiper = openWiper({
    transactions,
    scrubber,
    removeGame,
    async scrubBackups(gameIds) {
      backups.interrupt();
      await scrubBackupsInSlices(folder, gameIds);
    },
    scrubBackupsNow: (gameIds) => scrubBackups(folder, gameIds),
  });
  const backups = createBackups({
    folder,
    room,
    transactions,
    now,
    notify,
    finishWipe: () => wiper.finish(),
  });
  const replacedLogs = createReplacedLogs();
  const unseen = openUnseenRows(transactions);
  const staging = openStaging({ transactions, ids, removeGame, room, hostResponses, wiper });
  const finishAtStart = () => {
    room.removeLeftovers();
    // First, so that nothing of a game that was being wiped is left in the file.
    removeUnfinished(transactions);
    finishWipe(wiper, notify);
  };
  const eventStore = openEventStore({
    transactions,
    ids,
    tickets,
    wiper,
    hostResponses,
    replacedLogs,
    unseen,
    sameGamesKept: (gameId) => sameGamesKept(transactions.db, folder, gameId),
  });
  return {
    transactions,
    guard,
    ids,
    heads,
    eventStore,
    tickets,
    hostResponses,
    exerciseLibrary: openLibraryRow(transactions, hostResponses),
    settings,
    backups,
    restorer: openRestorer({
      folder,
      transactions,
      ids,
      wiper,
      staging,
      unseen,
      room,
      replacedLogs,
      hostResponses,
    }),
    staging,
    unfinishedWipes: () => unfinishedWipes(wiper),
    finishAtStart,
    prepareForCommands: () => prepareAnswers(eventStore),
    isReading,
    close() {
      backups.close();
      db.close();
      scrubber.close();
    },
  };
}

/** What nobody can see does no harm. */
function removeUnfinished(transactions: Transactions): void {
  try {
    removeUnfinishedGames(transactions);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  }
}

/** Whoever looks up an answer first tries again. */
function prepareAnswers(eventStore: Pick<SqliteEventStore, 'prepareAnswers'>): void {
  try {
    eventStore.prepareAnswers();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
  }
}

/** Where they cannot be read, no wipe can be finished either. */
function unfinishedWipes(wiper: Wiper): readonly number[] {
  try {
    return wiper.unfinished();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return [];
  }
}

/** Does not throw `StorageError`: a host with a full disk still starts and shows its games. */
function finishWipe(wiper: Wiper, notify: (line: string) => void): void {
  try {
    if (wiper.finishAtStart()) notify(WIPE_FINISHED);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    notify(unfinishedWipeSentence(error.message));
  }
}
