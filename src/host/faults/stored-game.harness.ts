/** For tests: what a data folder holds, read after its host has gone. */
import { randomBytes } from 'node:crypto';
import Value from 'typebox/value';
import { evolve } from '../../game/evolve.ts';
import type { GameState } from '../../game/state.ts';
import { Snapshot } from '../../protocol/entity-schemas.ts';
import { subjectOf } from '../../protocol/present.ts';
import type { Clock } from '../clock.ts';
import { Snapshots } from '../live/snapshot.ts';
import { loadHostKey } from '../log/host-key.ts';
import { openLog } from '../log/sqlite-log.ts';
import { createSeats } from '../seats.ts';

export interface StoredGame {
  readonly state: GameState;
  /** The wire's name of each event, by seq. */
  readonly eventTypes: ReadonlyMap<number, string>;
  /** What a seat should see. */
  snapshotFor(id: number): Snapshot;
}

/** Of the only game in the folder. */
export function readStoredGame(folder: string, clock: Clock): StoredGame {
  const seats = createSeats(loadHostKey(folder, randomBytes));
  const store = openLog({ folder });
  const { eventStore } = store;
  const [head] = eventStore.list();
  if (head === undefined) throw new Error('the folder holds no game');
  let folded: GameState | null = null;
  const eventTypes = new Map<number, string>();
  for (const logged of eventStore.read(head.gameId, 0)) {
    folded = evolve(folded, logged);
    eventTypes.set(logged.seq, subjectOf(logged.event).eventType);
  }
  store.close();
  if (folded === null) throw new Error('the game has no events');
  const state = folded;
  const moment = () => ({ at: clock.wall(), playMs: state.playMs });
  const snapshots = new Snapshots({ state, moment }, (seat) => seats.pinOf(seat));
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
