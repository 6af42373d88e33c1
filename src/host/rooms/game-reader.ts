/**
 * Reads stored games for their rooms: those that are asked for at once side by side, a few at a time, and each once however many ask.
 */
import type { GameState } from '../../game/state.ts';
import { type EventStore, HOST_IS_CLOSING, RoomClosedError } from '../storage/event-store.ts';
import { runInSlices } from '../time/time-slices.ts';
import { examine, type ExaminedGame, type StoredTimes, timesOf } from './examined-game.ts';

/** Each has a connection to the database while it is read, of which commands need some, too. */
export const READ_AT_ONCE = 4;

interface ReadGame {
  readonly game: ExaminedGame;
  readonly times: StoredTimes;
}

interface Reading {
  /** Null if there is no such game. Rejects with `StorageError`. */
  readonly result: Promise<ReadGame | null>;
  /** Resolves once there is a result, or none. */
  readonly settled: Promise<void>;
  /** Whether nothing has been said to change the game since the reading began. */
  isCurrent(): boolean;
  /** Whoever asks from now on reads the game anew. */
  done(): void;
}

export interface GameReader {
  /** Reads now. Null if there is no such game. Rejects with `StorageError`. */
  read(gameId: number): Promise<ReadGame | null>;
  /** Reads in turn, or joins a reading of the same game. */
  ahead(gameId: number): Reading;
  /** The games have been changed, or are from now on: what is being read of them is not what is stored. */
  outdate(gameIds: readonly number[]): void;
  /** Nothing is read in turn any more: what waits rejects with `RoomClosedError`. Resolves once what is being read is read; never rejects. */
  close(): Promise<void>;
}

interface GameReaderOptions {
  readonly eventStore: Pick<EventStore, 'read' | 'readCheckpoint'>;
  /** Null if there is no such game. Rejects with `StorageError`. */
  readonly fold: (gameId: number) => Promise<GameState | null>;
}

export function createGameReader({ eventStore, fold }: GameReaderOptions): GameReader {
  const underWay = new Map<number, Reading>();
  /** How often each game was said to have changed. */
  const changes = new Map<number, number>();
  const changesOf = (gameId: number) => changes.get(gameId) ?? 0;
  const inTurn = createTurns(READ_AT_ONCE);
  let isClosed = false;

  const readOnce = async (gameId: number): Promise<ReadGame | null> => {
    const state = await fold(gameId);
    if (state === null) return null;
    return { game: await runInSlices(examine(state)), times: await timesOf(eventStore, state) };
  };
  /** What another host wipes meanwhile is gone, then. */
  const read = (gameId: number): Promise<ReadGame | null> =>
    readOnce(gameId).catch((error: unknown) => {
      if (error instanceof RoomClosedError) return readOnce(gameId);
      throw error;
    });
  const begin = (gameId: number): Reading => {
    let before = changesOf(gameId);
    const result = inTurn(() => {
      if (isClosed) throw new RoomClosedError(HOST_IS_CLOSING);
      before = changesOf(gameId);
      return read(gameId);
    });
    const reading: Reading = {
      result,
      settled: result.then(
        () => undefined,
        // Whoever awaits the result hears of it.
        () => undefined,
      ),
      isCurrent: () => changesOf(gameId) === before,
      done() {
        if (underWay.get(gameId) === reading) underWay.delete(gameId);
      },
    };
    underWay.set(gameId, reading);
    return reading;
  };
  return {
    read,
    ahead: (gameId) => underWay.get(gameId) ?? begin(gameId),
    outdate(gameIds) {
      for (const gameId of gameIds) changes.set(gameId, changesOf(gameId) + 1);
    },
    async close() {
      isClosed = true;
      await Promise.all([...underWay.values()].map(({ settled }) => settled));
    },
  };
}

/** Takes this step for each, at most so many at a time. Rejects with what a step has rejected with first. */
export async function forEachSideBySide<T>(
  items: Iterable<T>,
  atOnce: number,
  step: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items][Symbol.iterator]();
  const takeAll = async () => {
    for (const item of left) await step(item);
  };
  await Promise.all(Array.from({ length: atOnce }, takeAll));
}

/** Runs at most so many steps at a time, the others in the order in which they came. */
function createTurns(atOnce: number): <T>(step: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (step) => {
    if (running >= atOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await step();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
