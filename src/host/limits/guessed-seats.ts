/** The seats whose PIN somebody is guessing, for as long as those concerned should know. In memory only. */
import type { Participant } from '../../game/state.ts';
import type { Room } from '../rooms/room.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { StorageError } from '../storage/event-store.ts';
import type { Cancel, Clock } from '../time/clock.ts';

/** How long after the last guess people are still told. */
const SUSPICION_MS = 10 * 60_000;
/** The most seats to remember, so that nobody can exhaust the memory. */
const MAX_TRACKED = 10_000;

export interface GuessedSeat {
  readonly participantId: number;
  /** Monotonic ms until which people are told, unless there are more guesses. */
  readonly endsAt: number;
}

export interface GuessedSeats {
  add(gameId: number, seat: Participant): void;
  /** Null: nobody is guessing this seat's PIN. */
  find(seat: Participant): GuessedSeat | null;
  /** Called with each guess. */
  listen(listener: (gameId: number, participantId: number) => void): Cancel;
}

export function createGuessedSeats(clock: Pick<Clock, 'monotonic'>): GuessedSeats {
  /** By participant. A seat that has moved since has another generation, and another PIN. */
  const seats = new Map<number, GuessedSeat & { readonly generation: number }>();
  const listeners = new Set<(gameId: number, participantId: number) => void>();
  return {
    add(gameId, { id, generation }) {
      seats.delete(id);
      seats.set(id, { participantId: id, generation, endsAt: clock.monotonic() + SUSPICION_MS });
      const [oldest] = seats.keys();
      if (seats.size > MAX_TRACKED && oldest !== undefined) seats.delete(oldest);
      for (const listener of listeners) listener(gameId, id);
    },
    find({ id, generation }) {
      const seat = seats.get(id);
      const isOver = seat === undefined || seat.generation !== generation || seat.endsAt <= clock.monotonic();
      return isOver ? null : seat;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The most games to open at once because of what is said of them: of others, the next guess tells. */
const MAX_OPENING = 20;

/**
 * What `createPinGuesses` calls: finds the seat, so that it can be told from what it becomes when it moves. Whoever guesses at another host,
 * and whose desk asks this one, need not have the game open here: it is opened.
 */
export function suspectGuesses(
  rooms: Pick<Rooms, 'all' | 'byId'>,
  guessedSeats: Pick<GuessedSeats, 'add'>,
  report: (message: string, error: unknown) => void,
) {
  const opening = new Set<number>();
  const add = (room: Room | null, participantId: number) => {
    const seat = room?.state.participants.get(participantId);
    if (room !== null && seat !== undefined) guessedSeats.add(room.state.gameId, seat);
  };
  const openAndAdd = async (gameId: number, participantId: number): Promise<void> => {
    opening.add(gameId);
    try {
      add(await rooms.byId(gameId), participantId);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      report('whose PIN is being guessed could not be read', error);
    } finally {
      opening.delete(gameId);
    }
  };
  return (gameId: number, participantId: number): void => {
    const room = rooms.all().find(({ state }) => state.gameId === gameId) ?? null;
    if (room !== null) add(room, participantId);
    else if (!opening.has(gameId) && opening.size < MAX_OPENING) void openAndAdd(gameId, participantId);
  };
}
