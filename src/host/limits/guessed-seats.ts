/** The seats whose PIN somebody is guessing, for as long as those concerned should know. In memory only. */
import type { Participant } from '../../game/state.ts';
import type { Rooms } from '../rooms/rooms.ts';
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

/** What `createPinGuesses` calls: finds the seat, so that it can be told from what it becomes when it moves. */
export function suspectGuesses(rooms: Pick<Rooms, 'all'>, guessedSeats: Pick<GuessedSeats, 'add'>) {
  return (gameId: number, participantId: number): void => {
    const room = rooms.all().find(({ state }) => state.gameId === gameId);
    const seat = room?.state.participants.get(participantId);
    if (seat !== undefined) guessedSeats.add(gameId, seat);
  };
}
