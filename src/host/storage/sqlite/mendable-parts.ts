/** The parts of a store whose file may be lost, changed or not writable while they are in use, and how they go on. */
import type { GameState } from '../../../game/state.ts';
import { systemClock, type Cancel } from '../../time/clock.ts';
import { errorKindOf, errorSentence } from '../error-kind.ts';
import { DisplacedError } from '../event-store.ts';
import { OpenError } from '../open-error.ts';
import { keepDisplaced } from '../recovery/displaced.ts';
import { markIncomplete, replaceDatabase, unmarkIncomplete } from '../recovery/quarantine.ts';
import type { Recovery } from '../recovery/recovery.ts';
import { isHeldByAnother, saveOpenDatabase } from '../recovery/rescue.ts';
import type { StorageHealthRecorder } from '../storage-health.ts';
import type { Displacement } from './file-guard.ts';
import { knownHeadsOf, openHeadsFile } from './heads-file.ts';
import { highestOf, ID_KINDS } from './ids.ts';
import { checkAndFoldGames } from './integrity-check.ts';
import { openIssuedIdsFile } from './issued-ids-file.ts';
import { openOrRecover, type CheckedDatabase, type OpenOptions } from './open-database.ts';
import { openParts, type StoreParts } from './store-parts.ts';
import { isWalWhole } from './wal-check.ts';

/** The database was lost, moved or changed while it was open, and everything confirmed is in a new file in its place. */
export interface Rescue {
  /** The folder with what was found in its place; null: there was nothing. */
  readonly quarantineFolder: string | null;
}

export interface MendableParts {
  readonly current: () => StoreParts;
  /** The event was confirmed: a rescue has to find it. */
  readonly confirm: (gameId: number, seq: number) => void;
  /** What is stored of these games now is what a rescue has to find. */
  readonly confirmStored: (gameIds: readonly number[]) => void;
  /** Something was stored that belongs to no game. */
  readonly noteStored: () => void;
  /** Runs `step`, after which these games may be shorter or gone: meanwhile nothing says how far they have come. */
  readonly withheld: <T>(gameIds: readonly number[], step: () => Promise<T>) => Promise<T>;
  /** The same for one that wipes the game: it calls `onGone` in the turn in which that is gone, with what else backups call it. From then on it stays wiped, also where an older copy of the file has it. */
  readonly wiping: <T>(
    gameId: number,
    step: (onGone: (otherIds: readonly number[]) => void) => Promise<T>,
  ) => Promise<T>;
  /** The same as `withheld` for one that brings these games back on purpose, should they be wiped. */
  readonly bringingBack: <T>(gameIds: readonly number[], step: () => Promise<T>) => Promise<T>;
  /** Runs `step`, and once more if the file had to be rescued first. If that failed too, rejects with the `DisplacedError`. */
  readonly rescued: <T>(step: () => Promise<T>) => Promise<T>;
  /** The same for a step that is not asynchronous. */
  readonly rescuedNow: <T>(step: () => T) => T;
  /** Of a file that could only be read at the start, how it was recovered once it could be written; null: it was not. */
  readonly recoveredLater: () => Recovery | null;
  /** Rescues a lost file, or opens one that could not be written; false: that is still to be done. */
  readonly mend: () => boolean;
  readonly onRescue: (listener: (rescue: Rescue) => void) => Cancel;
  /** Calls `listener` with the path of what was kept when another host had taken the folder over; also later on. */
  readonly onDisplaced: (listener: (keptAs: string) => void) => Cancel;
  readonly close: () => void;
}

/** Throws `StorageError` or SQLite's error. */
export function openMendableParts(
  checked: CheckedDatabase,
  options: OpenOptions,
  health: StorageHealthRecorder,
): MendableParts {
  const { folder, notify, now, lock, clock = systemClock() } = options;
  const listeners = new Set<(rescue: Rescue) => void>();
  const onDisplaced = new Set<(keptAs: string) => void>();
  /** Where what only this host holds is kept since another one has the folder. */
  let keptAs: string | null = null;
  let isClosed = false;
  const issuedIds = openIssuedIdsFile(folder, notify);
  const partsOptions = {
    ...options,
    health,
    issuedIds,
    isEnding: () => isClosed,
    onLostCommit: () => {
      if (!mend()) throw new DisplacedError(errorSentence('moved'));
    },
  };
  let parts: StoreParts = openParts(checked, partsOptions);
  /** Whether the next start is told that something is missing. */
  let isMarked = false;
  let recoveredLater: Recovery | null = null;
  const headsFile = openHeadsFile({
    folder,
    notify,
    clock,
    unfinishedWipes: parts.isReading ? [] : parts.unfinishedWipes(),
    heads() {
      const { isReading, transactions, guard } = parts;
      const isOurs = !isReading && transactions.db.open && guard.look() === null;
      return isOurs ? transactions.read(() => knownHeadsOf(transactions.db)) : null;
    },
  });
  // Not after a rescue: an import or a restore may be under way.
  if (!parts.isReading) parts.finishAtStart();
  // After that, so that nothing which goes is read. After a rescue, somebody may be waiting: the next look-up does it then.
  parts.prepareForCommands();
  if (parts.isReading) health.recordFailure(errorKindOf(checked.readingBecause));

  /** Seq of the last event that was confirmed, by game. */
  const confirmed = new Map<number, number>();
  const confirmStored = (gameIds: readonly number[]) => {
    const stored = new Map(parts.heads().map(({ gameId, seq }) => [gameId, seq]));
    for (const gameId of gameIds) {
      const seq = stored.get(gameId);
      if (seq === undefined) confirmed.delete(gameId);
      else confirmed.set(gameId, seq);
    }
    headsFile.note();
  };
  for (const { gameId, seq } of parts.heads()) confirmed.set(gameId, seq);

  const holdsConfirmed = (games: readonly GameState[]): boolean => {
    const stored = new Map(games.map(({ gameId, seq }) => [gameId, seq]));
    return [...confirmed].every(([gameId, seq]) => (stored.get(gameId) ?? 0) >= seq);
  };
  /** If another host has written to it meanwhile, the open games know nothing of that. */
  const isAsConfirmed = (games: readonly GameState[]): boolean =>
    holdsConfirmed(games) && games.every(({ gameId, seq }) => confirmed.get(gameId) === seq);

  /** Opens the file again, and goes on with it. Ids that were handed out stay handed out. */
  const reopen = (isAcceptable: (games: readonly GameState[]) => boolean): boolean => {
    let next: CheckedDatabase;
    try {
      next = openOrRecover(options);
    } catch (error) {
      if (!(error instanceof OpenError)) throw error;
      return false;
    }
    if (!isAcceptable(next.games)) {
      next.db.close();
      health.recordFailure('moved');
      return false;
    }
    if (parts.isReading) recoveredLater = next.recovered;
    const { ids } = parts;
    parts = openParts(next, partsOptions);
    for (const kind of ID_KINDS) parts.ids.skipTo(kind, ids.last(kind));
    return true;
  };

  const isStillSound = (): boolean => {
    const { db } = parts.transactions;
    // What is cached says nothing about the file.
    db.pragma('shrink_memory');
    return isWalWhole(db) && holdsConfirmed(checkAndFoldGames(db));
  };

  /** Puts what the connection still reads where the file belongs. Throws if that is not everything. */
  const replaceFile = (): Rescue => {
    lock.hold();
    if (parts.guard.isReplaced() && isHeldByAnother(folder))
      throw new HeldByAnotherError('Another program has a database open there.');
    saveOpenDatabase(parts.transactions.db, folder, holdsConfirmed);
    // First, because it removes the WAL of the file that it had open.
    parts.close();
    return { quarantineFolder: replaceDatabase(folder, now()) };
  };

  /** Once: nothing is confirmed any more, so there is no more to keep. */
  const keepWhatOnlyThisHolds = () => {
    if (keptAs !== null) return;
    try {
      keptAs = keepDisplaced(parts.transactions.db, folder, now(), holdsConfirmed);
      for (const listener of onDisplaced) listener(keptAs);
    } catch (error) {
      notify(`What this host still holds could not be kept in ${folder}. ${textOf(error)}`);
    }
  };

  const rescue = (found: Displacement): boolean => {
    try {
      if (found === 'touched' && isStillSound()) {
        parts.guard.acceptTouch();
        if (isMarked) unmarkIncomplete(folder);
        isMarked = false;
        return true;
      }
      const done = replaceFile();
      isMarked = false;
      keptAs = null;
      if (!reopen(holdsConfirmed)) return false;
      for (const listener of listeners) listener(done);
      return true;
    } catch (error) {
      health.recordFailure('moved');
      notify(`The file with the games was lost or changed while it was open. ${textOf(error)}`);
      if (isHeld(error)) keepWhatOnlyThisHolds();
      else if (found !== 'lost') markIfPossible();
      return false;
    }
  };

  const markIfPossible = () => {
    try {
      markIncomplete(folder);
      isMarked = true;
    } catch (error) {
      notify(`The next start cannot be told that something is missing. ${textOf(error)}`);
    }
  };

  /** Somebody may have removed its file. */
  const keepLock = () => {
    try {
      lock.hold();
    } catch (error) {
      notify(`Another host may take the games of this one. ${textOf(error)}`);
    }
  };

  const mend = (): boolean => {
    if (isClosed) return false;
    if (parts.isReading) return reopen(isAsConfirmed);
    if (!parts.transactions.db.open) return reopen(holdsConfirmed);
    const found = parts.guard.look();
    if (found === null && !isMarked) {
      keepLock();
      return true;
    }
    return rescue(found ?? 'touched');
  };

  const withheld = async <T>(gameIds: readonly number[], step: () => Promise<T>): Promise<T> => {
    if (parts.isReading) return step();
    const release = headsFile.withhold(gameIds);
    try {
      return await step();
    } finally {
      release();
    }
  };

  const rescuedNow = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof DisplacedError) || !mend()) throw error;
      return step();
    }
  };

  return {
    current: () => parts,
    confirm(gameId, seq) {
      confirmed.set(gameId, seq);
      headsFile.note();
    },
    confirmStored,
    noteStored: () => headsFile.note(),
    withheld,
    wiping: (gameId, step) =>
      withheld([gameId], () => {
        const game = rescuedNow(() => parts.heads()).find((head) => head.gameId === gameId);
        return step((otherIds) => {
          confirmStored([gameId]);
          if (game === undefined) return;
          for (const id of [...otherIds, gameId]) headsFile.addWiped({ gameId: id, code: game.code });
        });
      }),
    bringingBack: (gameIds, step) =>
      withheld(gameIds, async () => {
        if (parts.isReading) return step();
        const release = headsFile.bringBack(gameIds);
        try {
          return await step();
        } finally {
          release();
        }
      }),
    async rescued(step) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof DisplacedError) || !mend()) throw error;
        return step();
      }
    },
    rescuedNow,
    recoveredLater: () => recoveredLater,
    mend,
    onRescue(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onDisplaced(listener) {
      onDisplaced.add(listener);
      return () => onDisplaced.delete(listener);
    },
    close() {
      isClosed = true;
      const { ids, isReading } = parts;
      headsFile.close();
      parts.close();
      if (!isReading) issuedIds.close(highestOf(ids));
      lock.release();
    },
  };
}

class HeldByAnotherError extends Error {
  override readonly name = 'HeldByAnotherError';
}

/** Whether another host has the folder, or its database. */
function isHeld(error: unknown): boolean {
  return error instanceof HeldByAnotherError || (error instanceof OpenError && error.reason === 'locked');
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
