/** A stored game, read and looked at before its room opens. */
import { evolve } from '../../game/evolve.ts';
import { gameStateContradiction } from '../../game/game-contradiction.ts';
import { HOST_OWNER_ID } from '../../game/game-owner.ts';
import { latestInstant } from '../../game/latest-instant.ts';
import type { GameState } from '../../game/state.ts';
import {
  type ClockCheckpoint,
  DamagedDataError,
  type EventStore,
  type GameHead,
  NewerEventError,
  NewerGameError,
  StorageError,
  UnopenableGameError,
} from '../storage/event-store.ts';
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

/** The same, but one that is damaged, or a newer version's, is one that cannot be opened: rejects with `UnopenableGameError`. */
export async function foldReadable(
  eventStore: Pick<EventStore, 'read' | 'list' | 'epochOf'>,
  gameId: number,
): Promise<GameState | null> {
  const first = await foldOrFault(eventStore, gameId);
  if (!(first instanceof StorageError)) return first;
  // Another host may have put other events in their place between two reads of them.
  const again = await foldOrFault(eventStore, gameId);
  if (!(again instanceof StorageError)) return again;
  const [head] = await eventStore.list([gameId]);
  if (head === undefined) return null;
  const game = { ...head, ownerId: await ownerOf(eventStore, head) };
  if (again instanceof NewerEventError) throw new NewerGameError(game, eventStore.epochOf(gameId), again);
  throw new UnopenableGameError(game, 'What the database holds of it is not what was written.', {
    cause: again,
  });
}

async function foldOrFault(
  eventStore: Pick<EventStore, 'read'>,
  gameId: number,
): Promise<GameState | DamagedDataError | NewerEventError | null> {
  try {
    return await foldStored(eventStore, gameId);
  } catch (error) {
    if (isOfOneGame(error)) return error;
    throw error;
  }
}

function isOfOneGame(error: unknown): error is DamagedDataError | NewerEventError {
  return error instanceof DamagedDataError || error instanceof NewerEventError;
}

/** Whoever runs the host has one whose first event cannot be read. */
async function ownerOf(eventStore: Pick<EventStore, 'read'>, { gameId }: GameHead): Promise<number> {
  try {
    for await (const logged of eventStore.read(gameId, 0)) return evolve(null, logged).ownerId;
  } catch (error) {
    if (!isOfOneGame(error)) throw error;
  }
  return HOST_OWNER_ID;
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
