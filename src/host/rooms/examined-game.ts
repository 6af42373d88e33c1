/** A stored game, read and looked at before its room opens. */
import { evolve } from '../../game/evolve.ts';
import { gameStateContradiction } from '../../game/game-contradiction.ts';
import { latestInstant } from '../../game/latest-instant.ts';
import type { GameState } from '../../game/state.ts';
import type { ClockCheckpoint, EventStore } from '../storage/event-store.ts';
import type { Interruptible } from '../time/time-slices.ts';

/** What has to be known of a game before its room opens. */
export interface ExaminedGame {
  readonly state: GameState;
  /** Why it cannot be opened; null if it can. */
  readonly why: string | null;
  /** When the last thing happened in it of which its state tells the time, ms since 1970. */
  readonly latest: number;
}

export interface StoredTimes {
  readonly checkpoint: ClockCheckpoint | null;
  /** When its last event happened, ms since 1970: not all are such as its state tells the time of. */
  readonly lastAt: number;
}

export function* examine(state: GameState): Interruptible<ExaminedGame> {
  const why = yield* gameStateContradiction(state);
  return { state, why, latest: yield* latestInstant(state) };
}

/** Null if there is no such game. Rejects with `StorageError`. */
export async function foldStored(
  eventStore: Pick<EventStore, 'read'>,
  gameId: number,
): Promise<GameState | null> {
  let state: GameState | null = null;
  for await (const logged of eventStore.read(gameId, 0)) state = evolve(state, logged);
  return state;
}

/** Rejects with `StorageError`. */
export async function timesOf(
  eventStore: Pick<EventStore, 'read' | 'readCheckpoint'>,
  { gameId, seq }: GameState,
): Promise<StoredTimes> {
  let lastAt = 0;
  for await (const { at } of eventStore.read(gameId, seq - 1)) lastAt = at;
  return { checkpoint: await eventStore.readCheckpoint(gameId), lastAt };
}
