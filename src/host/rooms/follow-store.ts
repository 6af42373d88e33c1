/** Opens games again whose log was written by others meanwhile, or is no longer known to be whole. */
import { StorageError, type EventStore, type StoredResponse } from '../storage/event-store.ts';
import type { OtherHosts } from '../storage/open-store.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import type { Rooms } from './rooms.ts';

export interface FollowStoreOptions {
  readonly rooms: Pick<Rooms, 'all' | 'replace' | 'isOnDemand'>;
  readonly eventStore: Pick<EventStore, 'list' | 'epochOf'>;
  readonly otherHosts: Pick<OtherHosts, 'onChange'>;
  readonly clock: Pick<Clock, 'after'>;
  /** Receives games that cannot be opened again now: they are tried again. */
  readonly report: (message: string, error: unknown) => void;
}

const AGAIN_MS = 1_000;
const NO_RESPONSE: StoredResponse = { status: 204, body: '', secretsOf: null };

export function followStore({ rooms, eventStore, otherHosts, clock, report }: FollowStoreOptions): Cancel {
  let cancelNext: Cancel = () => undefined;
  let isClosed = false;

  /** The games of which a room knows another log than the one that is stored. */
  const changedGames = async (): Promise<readonly number[]> => {
    const open = new Map(rooms.all().map((room) => [room.state.gameId, room]));
    const heads = await eventStore.list(rooms.isOnDemand ? [...open.keys()] : undefined);
    const stored = new Map(heads.map(({ gameId, seq }) => [gameId, seq]));
    return [...new Set([...stored.keys(), ...open.keys()])].filter((gameId) => {
      const room = open.get(gameId);
      return room?.epoch !== eventStore.epochOf(gameId) || room.state.seq !== stored.get(gameId);
    });
  };

  const follow = async (): Promise<void> => {
    cancelNext();
    try {
      const gameIds = await changedGames();
      if (gameIds.length === 0) return;
      await rooms.replace({ gameIds: () => gameIds, key: null, step: () => Promise.resolve(NO_RESPONSE) });
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      report('games that others may have changed could not be read', error);
      if (!isClosed) cancelNext = clock.after(AGAIN_MS, () => void follow());
    }
  };

  const stopListening = otherHosts.onChange(() => void follow());
  return () => {
    isClosed = true;
    cancelNext();
    stopListening();
  };
}
