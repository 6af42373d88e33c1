/** Keeps the rooms of a host up with what other hosts do to the same games, and tells those of what this one does. */
import type { HostBus } from '../bus/host-bus.ts';
import { StorageError, type EventStore, type StoredResponse } from '../storage/event-store.ts';
import type { OtherHosts } from '../storage/open-store.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

export interface FollowLogsOptions {
  readonly rooms: Pick<Rooms, 'all' | 'replace' | 'watch' | 'isOnDemand' | 'unopenable' | 'isStillNewer'>;
  readonly eventStore: Pick<EventStore, 'list' | 'epochOf'>;
  readonly otherHosts: Pick<OtherHosts, 'onChange'>;
  readonly bus: HostBus;
  readonly clock: Pick<Clock, 'after'>;
  /** Receives what cannot be read now. */
  readonly report: (message: string, error: unknown) => void;
}

interface ChangedGames {
  readonly changed: readonly number[];
  /** The rooms that were open when they were compared, by their games. */
  readonly open: ReadonlyMap<number, Room>;
}

/** How often the ends of all logs are compared: messages may be lost; ms. */
const COMPARE_MS = 2_000;
/** The same while there are no messages. */
const WITHOUT_BUS_MS = 1_000;
const WIPED = 'wiped';
const NO_RESPONSE: StoredResponse = { status: 204, body: '', secretsOf: null };

const topicOf = (gameId: number) => `game ${gameId}`;

/** Tells other hosts where the log of a game ends now. */
export function tellAppended(bus: HostBus, gameId: number, seq: number): void {
  bus.publish(topicOf(gameId), String(seq));
}

export function followLogs({ rooms, eventStore, otherHosts, bus, clock, report }: FollowLogsOptions): Cancel {
  const following = new Map<number, Cancel>();
  /** Games that could not be opened as they were then: where their log ended, and its epoch. */
  const unopened = new Map<number, string>();
  let cancelNext: Cancel = () => undefined;
  let compareMs = WITHOUT_BUS_MS;
  let isClosed = false;
  let comparing: Promise<void> | null = null;

  const onMessage = (room: Room, text: string): void => {
    if (text === WIPED) return void compareSoon();
    const seq = /^\d{1,15}$/.test(text) ? Number(text) : null;
    if (seq === null) return bus.noteForeign();
    if (seq > room.state.seq) void room.catchUp();
  };

  /** Games whose room is not what is stored: made, wiped or replaced by others. What only goes on is read on. */
  const findChanged = async (): Promise<ChangedGames> => {
    const open = new Map(rooms.all().map((room) => [room.state.gameId, room]));
    const known = [...open.keys(), ...rooms.unopenable().map(({ gameId }) => gameId)];
    const heads = await eventStore.list(rooms.isOnDemand ? known : undefined);
    const stored = new Map(heads.map(({ gameId, seq }) => [gameId, seq]));
    const markOf = (gameId: number) => `${eventStore.epochOf(gameId)} ${stored.get(gameId) ?? 0}`;
    for (const [gameId, seq] of stored) {
      const room = open.get(gameId);
      if (room?.epoch === eventStore.epochOf(gameId) && seq > room.state.seq) void room.catchUp();
    }
    // What this host has opened or closed meanwhile is as it should be.
    const nowOpen = new Map(rooms.all().map((room) => [room.state.gameId, room]));
    const changed = [...new Set([...stored.keys(), ...known])].filter((gameId) => {
      const room = open.get(gameId);
      if (nowOpen.get(gameId) !== room) return false;
      if (!stored.has(gameId)) return true;
      if (room === undefined) return !rooms.isStillNewer(gameId) && isNewly(gameId, markOf(gameId));
      return room.epoch !== eventStore.epochOf(gameId);
    });
    return { changed, open };
  };

  const isNewly = (gameId: number, mark: string): boolean => {
    const before = unopened.get(gameId);
    unopened.set(gameId, mark);
    return before !== mark;
  };

  const compare = async (): Promise<void> => {
    cancelNext();
    try {
      const { changed, open } = await findChanged();
      if (changed.length > 0 && !isClosed)
        await rooms.replace({
          // Whoever asked for a game by its code has opened it meanwhile: nobody in it is to be sent away.
          gameIds: (nowOpen) => changed.filter((gameId) => open.has(gameId) || !nowOpen.includes(gameId)),
          key: null,
          step: () => Promise.resolve(NO_RESPONSE),
        });
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      report('games that others may have changed could not be read', error);
    }
    if (!isClosed) cancelNext = clock.after(compareMs, () => void compareSoon());
  };
  const compareSoon = (): Promise<void> =>
    (comparing ??= compare().finally(() => {
      comparing = null;
    }));

  const stopFollowing = (gameId: number): void => {
    following.get(gameId)?.();
    following.delete(gameId);
  };

  rooms.watch({
    opened(room) {
      const { gameId } = room.state;
      following.get(gameId)?.();
      following.set(
        gameId,
        bus.subscribe(topicOf(gameId), (text) => onMessage(room, text)),
      );
      // Others may have appended between the reading and the subscription.
      void room.catchUp();
    },
    closed: ({ state: { gameId } }) => stopFollowing(gameId),
    wiped({ state: { gameId } }) {
      stopFollowing(gameId);
      bus.publish(topicOf(gameId), WIPED);
    },
  });
  const stopWatching = bus.watch((isWorking) => {
    compareMs = isWorking ? COMPARE_MS : WITHOUT_BUS_MS;
    void compareSoon();
  });
  const stopListening = otherHosts.onChange(() => void compareSoon());
  return () => {
    isClosed = true;
    cancelNext();
    stopWatching();
    stopListening();
    for (const cancel of following.values()) cancel();
    following.clear();
  };
}
