/** The host's store on SQLite: everything that must survive a restart, in one file. */
import type { GameState } from '../../../game/state.ts';
import type { Cancel, Clock } from '../../time/clock.ts';
import type { Backups } from '../backups/backups.ts';
import type { Restorer } from '../backups/restore.ts';
import { StorageError, type EventStore, type Store } from '../event-store.ts';
import { createFolderLock, type FolderLock } from '../folders/folder-lock.ts';
import type { Recovery } from '../recovery/recovery.ts';
import { createStorageHealth, type StorageHealth } from '../storage-health.ts';
import { openError, synchronousLevel } from './connection.ts';
import { withDeskTickets } from './desk-tickets.ts';
import type { FreeBytes } from './disk-room.ts';
import { openMendableParts, type MendableParts, type Rescue } from './mendable-parts.ts';
import { openOrRead, type CheckedDatabase, type OpenOptions } from './open-database.ts';
import type { HostSettings } from './settings.ts';
import type { Staging } from './staging.ts';

export interface SqliteStoreOptions {
  /** Created if it does not exist. */
  readonly folder: string;
  /** Receives sentences that a person may want to read. */
  readonly notify?: (line: string) => void;
  /** Wall clock, ms; used to name backups and quarantined files. */
  readonly now?: () => number;
  /** By default as the system says. */
  readonly freeBytes?: FreeBytes;
  /** By default the system's. */
  readonly clock?: Pick<Clock, 'after'>;
}

/** The store, and what only a file on this laptop has. */
export interface SqliteStore extends Store {
  readonly settings: HostSettings;
  /** All games, as folded by the check at startup. */
  readonly games: readonly GameState[];
  /** How a damaged or lost database was recovered at this start; null if it was intact. */
  readonly recovered: Recovery | null;
  /** The same of one that could only be read at this start, once it was opened for writing; null: it was intact, or was not opened yet. */
  recoveredLater(): Recovery | null;
  /** Whether it can only be read, and its end is missing there or cannot be read. */
  isEndUnread(): boolean;
  /** Whether the store is working. */
  readonly health: StorageHealth;
  readonly backups: Backups;
  readonly restorer: Restorer;
  readonly staging: Staging;
  /** The effective `PRAGMA synchronous`: always 2 (FULL). */
  synchronousLevel(): number;
  /** Whether nothing can be written, because the database could only be opened for reading. */
  isReading(): boolean;
  /**
   * Looks whether the file is still there, and whether what could not be written can be written by now; if so, mends it. Called now
   * and then, it notices trouble, and the end of it, while nobody plays. Returns whether the file that is there is this store's.
   */
  check(): boolean;
  /** Calls `listener` after each rescue. */
  onRescue(listener: (rescue: Rescue) => void): Cancel;
  /** Calls `listener` with the path of what was kept, if another host takes the folder over. */
  onDisplaced(listener: (keptAs: string) => void): Cancel;
  /** Releases the file. Everything acknowledged is in it, closed or not. */
  close(): void;
}

/**
 * Checks `games.sqlite3` in the folder and opens it for this process alone. A damaged or lost one is quarantined and rebuilt from
 * what can be read of it and of the newest good backup. One that cannot be written is opened for reading. Throws `OpenError`;
 * nothing is left open then.
 */
export function openSqliteStore({
  folder,
  notify = () => undefined,
  now = Date.now,
  freeBytes,
  clock,
}: SqliteStoreOptions): SqliteStore {
  const lock = createFolderLock(folder);
  const options = {
    folder,
    notify,
    now,
    lock,
    ...(freeBytes !== undefined && { freeBytes }),
    ...(clock !== undefined && { clock }),
  };
  try {
    return openIn(options);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openIn(options: OpenOptions): SqliteStore {
  const checked = openOrRead(options);
  try {
    return createSqliteStore(checked, options);
  } catch (error) {
    checked.db.close();
    throw openError(checked.db.name, error);
  }
}

/** Creates the store on an open connection, which the store will close. Throws `StorageError` or SQLite's error. */
export function createSqliteStore(
  checked: CheckedDatabase,
  options: Omit<OpenOptions, 'lock'> & { readonly lock?: FolderLock },
): SqliteStore {
  const health = createStorageHealth();
  const { lock = createFolderLock(options.folder) } = options;
  const mendable = openMendableParts(checked, { ...options, lock }, health);
  const { current, rescued, rescuedNow, bringingBack, mend, confirmStored, noteStored } = mendable;
  /** A rescue ends a backup in progress as a closing host does; but then it has to be made from the new file. */
  const takeBackup: Backups['take'] = async (reason) => {
    const { backups } = current();
    const made = await rescued(() => current().backups.take(reason));
    return made === null && backups !== current().backups ? takeBackup(reason) : made;
  };
  return {
    eventStore: eventStoreOn(mendable),
    ...withDeskTickets(
      {
        put: (ticket) => rescued(() => current().tickets.put(ticket)),
        find: (hash) => current().tickets.find(hash),
        use: (hash, at, answer) => rescued(() => current().tickets.use(hash, at, answer)),
        prune: (at) => rescued(() => current().tickets.prune(at)),
      },
      {
        find: (participantId, key) => current().hostResponses.find(participantId, key),
        put: (key, response) => rescued(() => current().hostResponses.put(key, response)),
      },
    ),
    exerciseLibrary: {
      read: () => current().exerciseLibrary.read(),
      async write(library, answer) {
        const isWritten = await rescued(() => current().exerciseLibrary.write(library, answer));
        noteStored();
        return isWritten;
      },
    },
    settings: {
      get: (name) => current().settings.get(name),
      set: (name, value) => rescuedNow(() => current().settings.set(name, value)),
    },
    games: checked.games,
    recovered: checked.recovered,
    recoveredLater: mendable.recoveredLater,
    isEndUnread: () => current().isReading && checked.isEndUnread === true,
    health,
    backups: {
      list: () => current().backups.list(),
      take: takeBackup,
      holding: (name, step) => current().backups.holding(name, step),
    },
    restorer: {
      contents: (name) => current().restorer.contents(name),
      read: (name) => current().restorer.read(name),
      sameGames: (games) => current().restorer.sameGames(games),
      restore(restoration) {
        const { replaced, records } = restoration;
        const gameIds = [...replaced, ...records.map(({ gameId }) => gameId)];
        return bringingBack(gameIds, () =>
          rescued(() => current().restorer.restore(restoration, confirmStored)),
        );
      },
    },
    staging: {
      ensureRoom: (bytes) => current().staging.ensureRoom(bytes),
      stage: (gameId, code, events, outcomes) =>
        rescued(() => current().staging.stage(gameId, code, events, outcomes)),
      async publish(staged, answer) {
        await rescued(() => current().staging.publish(staged, answer));
        confirmStored([staged.gameId]);
      },
      discard: (gameId) => current().staging.discard(gameId),
    },
    synchronousLevel() {
      const { db, read } = current().transactions;
      return read(() => synchronousLevel(db));
    },
    isReading: () => current().isReading,
    check() {
      if (!mend()) return false;
      if (health.current() === null) return true;
      try {
        current().transactions.probe();
      } catch (error) {
        // The store's health has it.
        if (!(error instanceof StorageError)) throw error;
      }
      return true;
    },
    onRescue: mendable.onRescue,
    onDisplaced: mendable.onDisplaced,
    close: mendable.close,
  };
}

function eventStoreOn({ current, rescued, wiping, confirm }: MendableParts): EventStore {
  const store = () => current().eventStore;
  return {
    async append(batch) {
      await rescued(() => store().append(batch));
      confirm(batch.gameId, batch.expectedSeq + batch.events.length);
    },
    read: (gameId, afterSeq) => store().read(gameId, afterSeq),
    list: (gameIds) => store().list(gameIds),
    findByCode: (code) => store().findByCode(code),
    findByParticipant: (participantId) => store().findByParticipant(participantId),
    nextId: (kind) => store().nextId(kind),
    findIdempotencyRecords: (gameId, keys) => store().findIdempotencyRecords(gameId, keys),
    epochOf: (gameId) => store().epochOf(gameId),
    commandIds: (gameId) => store().commandIds(gameId),
    findMadeBy: (keyId) => store().findMadeBy(keyId),
    findIdempotencyRecordInAnyGame: (participantId, key) =>
      store().findIdempotencyRecordInAnyGame(participantId, key),
    saveCheckpoint: (gameId, checkpoint) => rescued(() => store().saveCheckpoint(gameId, checkpoint)),
    readCheckpoint: (gameId) => store().readCheckpoint(gameId),
    wipe: (gameId, answer) => wiping(gameId, (onGone) => rescued(() => store().wipe(gameId, answer, onGone))),
  };
}
