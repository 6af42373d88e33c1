/** The games that cannot be opened, until somebody has put them in order. */
import { type EventStore, NewerGameError, UnopenableGameError } from '../storage/event-store.ts';
import type { RoomsOptions } from './rooms-types.ts';

export interface GamesAside {
  /** Why the game cannot be opened; undefined: nothing is known against it. */
  get(gameId: number): UnopenableGameError | undefined;
  all(): readonly UnopenableGameError[];
  /** As in `Rooms`. */
  isStillNewer(gameId: number, eventStore: Pick<EventStore, 'epochOf'>): boolean;
  /** Returns the same error. */
  add(error: UnopenableGameError): UnopenableGameError;
  remove(gameId: number): void;
  /** The same, and a game that turns out to be damaged is added. */
  noting<T>(reading: Promise<T>): Promise<T>;
}

export function createGamesAside({
  report,
  onUnopenable = () => undefined,
}: Pick<RoomsOptions, 'report' | 'onUnopenable'>): GamesAside {
  const games = new Map<number, UnopenableGameError>();
  const notify = () => {
    const codes = (isNewer: boolean) =>
      [...games.values()]
        .filter((error) => error instanceof NewerGameError === isNewer)
        .map(({ code }) => code);
    onUnopenable(codes(false), codes(true));
  };

  const add = (error: UnopenableGameError): UnopenableGameError => {
    if (!games.has(error.gameId)) report('a game cannot be opened', error);
    games.set(error.gameId, error);
    notify();
    return error;
  };
  return {
    all: () => [...games.values()],
    get: (gameId) => games.get(gameId),
    isStillNewer(gameId, eventStore) {
      const error = games.get(gameId);
      return error instanceof NewerGameError && error.epoch === eventStore.epochOf(gameId);
    },
    add,
    remove(gameId) {
      if (games.delete(gameId)) notify();
    },
    noting: (reading) =>
      reading.catch((error: unknown) => {
        throw error instanceof UnopenableGameError ? add(error) : error;
      }),
  };
}

/** Whoever finds out names it. */
export function nullIfUnopenable(error: unknown): null {
  if (error instanceof UnopenableGameError) return null;
  throw error;
}
