/** For tests: what a store holds, read after its host has gone. */
import { randomBytes } from 'node:crypto';
import Value from 'typebox/value';
import { evolve } from '../../game/evolve.ts';
import type { GameState } from '../../game/state.ts';
import { Snapshot } from '../../protocol/entity-schemas.ts';
import { subjectOf } from '../../protocol/present-event.ts';
import { createCredentials } from '../auth/credentials.ts';
import { loadHostKey } from '../auth/host-key.ts';
import { Snapshots } from '../live/snapshots.ts';
import type { EventStore } from '../storage/event-store.ts';
import type { Clock } from '../time/clock.ts';

export interface StoredGame {
  readonly state: GameState;
  /** The wire's name of each event, by seq. */
  readonly eventTypes: ReadonlyMap<number, string>;
  /** What a seat should see. */
  snapshotFor(id: number): Snapshot;
}

/** Of the only game in the store; the folder has the host key. */
export async function readStoredGame(
  eventStore: EventStore,
  folder: string,
  clock: Clock,
): Promise<StoredGame> {
  const credentials = createCredentials(loadHostKey(folder, randomBytes));
  const [head] = await eventStore.list();
  if (head === undefined) throw new Error('the store holds no game');
  let folded: GameState | null = null;
  const eventTypes = new Map<number, string>();
  for await (const logged of eventStore.read(head.gameId, 0)) {
    folded = evolve(folded, logged);
    eventTypes.set(logged.seq, subjectOf(logged.event).eventType);
  }
  if (folded === null) throw new Error('the game has no events');
  const state = folded;
  const moment = () => ({ at: clock.wall(), playMs: state.playMs });
  const snapshots = new Snapshots({ state, moment }, (seat) => credentials.pinOf(seat));
  return {
    state,
    eventTypes,
    snapshotFor(id) {
      const seat = state.participants.get(id);
      if (seat === undefined) throw new Error(`nobody has the id ${id}`);
      return Value.Parse(Snapshot, JSON.parse(snapshots.textFor(seat)));
    },
  };
}
