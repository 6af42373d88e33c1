/** Reads what other hosts have appended to a game's log, as this host's room would have decided it. */
import type { LoggedEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import type { GameState, Participant } from '../../game/state.ts';
import { DamagedDataError, type EventStore, NewerEventError, StorageError } from '../storage/event-store.ts';
import { toPublishedEvent } from './command-batch.ts';
import type { PublishedEvent } from './event-bus.ts';

/** What is new in a log. */
export interface NewEvents {
  readonly state: GameState;
  readonly events: readonly LoggedEvent[];
  readonly published: readonly PublishedEvent[];
  /** When the last of them happened, ms since 1970; null: there is nothing new. */
  readonly lastAt: number | null;
}

/** Rejects with `StorageError`, or with an Error for events that cannot follow. */
export async function readNewEvents(
  eventStore: Pick<EventStore, 'read'>,
  before: GameState,
  pinOf: (participant: Participant) => string | null,
): Promise<NewEvents> {
  let state = before;
  let lastAt: number | null = null;
  const events: LoggedEvent[] = [];
  const published: PublishedEvent[] = [];
  for await (const logged of eventStore.read(before.gameId, before.seq)) {
    state = evolve(state, logged);
    events.push(logged);
    published.push(toPublishedEvent(state, logged, pinOf));
    lastAt = logged.at;
  }
  return { state, events, published, lastAt };
}

/** Null: it was no failure of the store, or one that lasts, such as damage or an event of a newer version. Nobody is kept from what this host has for that. */
export function passingFailure(error: unknown): StorageError | null {
  const lasts = error instanceof DamagedDataError || error instanceof NewerEventError;
  return error instanceof StorageError && !lasts ? error : null;
}

/** Throws what kept a log from being read, if anything did. */
export function throwUnread(failure: StorageError | null | undefined): void {
  if (failure) throw failure;
}
