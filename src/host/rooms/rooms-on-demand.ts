/**
 * Lets rooms rest that nobody uses, and opens those in which something is due: where games are opened on demand, a host holds only those
 * in memory that somebody plays, and what is due in the others is still done in time.
 */
import {
  type EventStore,
  type GameOutlooks,
  NewerGameError,
  RoomClosedError,
  StorageError,
  UnopenableGameError,
} from '../storage/event-store.ts';
import type { Cancel, Clock, HostTime } from '../time/clock.ts';
import type { KnownGaps } from '../time/gaps.ts';
import { forEachSideBySide, READ_AT_ONCE } from './game-reader.ts';
import { outlookOf } from './outlook.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms-types.ts';

export interface RoomsOnDemandOptions {
  readonly rooms: Pick<Rooms, 'all' | 'byId' | 'rest' | 'usedAt' | 'isHeld' | 'isLogShared'>;
  readonly outlooks: GameOutlooks;
  readonly eventStore: Pick<EventStore, 'list'>;
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  readonly hostTime: Pick<HostTime, 'now'>;
  /** How long nobody has used a room before it rests, ms. */
  readonly idleMs: number;
  /** When no host was alive, where several have the games; absent: this one has them alone. */
  readonly readGaps?: (() => KnownGaps) | undefined;
  /** Receives what cannot be opened or closed now; once for each run of failures. */
  readonly report: (message: string, error: unknown) => void;
}

export interface RoomsOnDemand {
  /** Resolves once the games are open that this host has to have open from the start. Rejects with `StorageError`. */
  readonly opened: Promise<void>;
  readonly stop: Cancel;
}

/** How often is looked, and how long before something is due its game is opened. */
const LOOK_MS = 1_000;
const AHEAD_MS = 5_000;
/** How often all games are looked through for those of which nothing is known. */
const ALL_MS = 30_000;
/** The most games of which nothing is known that are opened in one look. Nobody waits for them. */
const UNKNOWN_AT_ONCE = 20;
/** Resting for less than this is not worth the reading. */
const SHORTEST_REST_MS = 60_000;

export function watchRoomsOnDemand(options: RoomsOnDemandOptions): RoomsOnDemand {
  const { rooms, outlooks, eventStore, clock, hostTime, idleMs, readGaps, report } = options;
  /** What could not be done when it was last tried. */
  const failing = new Set<string>();
  let isStopped = false;
  let cancel: Cancel = () => undefined;
  /** How many of the times in which no host was alive the games have been told of. */
  let gapsTold = 0;
  /** When all games are looked through next, monotonic ms. */
  let nextAllAt = 0;

  const tryTo = async (what: string, step: () => Promise<unknown>): Promise<void> => {
    try {
      await step();
      failing.delete(what);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      // Another host has wiped a game meanwhile, or this one is closing.
      if (error instanceof RoomClosedError) return;
      if (!failing.has(what) && !isStopped) report(what, error);
      failing.add(what);
    }
  };

  /** What fails in one keeps no other from its turn; then it is told. */
  const each = async <Item>(items: readonly Item[], step: (item: Item) => Promise<void>): Promise<void> => {
    const failures: StorageError[] = [];
    await forEachSideBySide(items, READ_AT_ONCE, async (item) => {
      if (isStopped) return;
      try {
        await step(item);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        failures.push(error);
      }
    });
    if (failures[0] !== undefined) throw failures[0];
  };

  /** A game that cannot be opened has nothing due until its log goes on. */
  const setAside = async (gameId: number): Promise<void> => {
    const [head] = await eventStore.list([gameId]);
    if (head !== undefined)
      await outlooks.save(gameId, head.seq, { dueAt: null, status: 'completed', continues: null });
  };

  /** Its room gives what is due by itself. If nothing is, its outlook was not known, or play time has stood still since. */
  const openDue = async (gameId: number, by: number, open: Room | null = null): Promise<void> => {
    try {
      const room = open ?? (await rooms.byId(gameId));
      if (room === null) return;
      const outlook = outlookOf(room.state, room.moment());
      if (outlook.dueAt === null || outlook.dueAt > by) await outlooks.save(gameId, room.state.seq, outlook);
    } catch (error) {
      if (!(error instanceof UnopenableGameError)) throw error;
      // A host of the newer version does what is due in its games, and says when.
      if (!(error instanceof NewerGameError)) await setAside(gameId);
    }
  };
  const openAllDue = async (): Promise<void> => {
    const by = hostTime.now() + AHEAD_MS;
    const due = await outlooks.due(by);
    const open = new Map(rooms.all().map((room) => [room.state.gameId, room]));
    await each(due, (gameId) => openDue(gameId, by, open.get(gameId)));
  };

  /** Made by an earlier version, or taken in from a file. */
  const openUnknown = async (): Promise<void> => {
    if (clock.monotonic() < nextAllAt) return;
    const found = await outlooks.unknown(UNKNOWN_AT_ONCE);
    await each(found, (gameId) => openDue(gameId, 0));
    if (found.length < UNKNOWN_AT_ONCE) nextAllAt = clock.monotonic() + ALL_MS;
  };

  /** Each tells its log how long no host was alive; alone, this host runs their clocks. */
  const openRunning = async (): Promise<void> => {
    await each(await outlooks.running(), (gameId) => openDue(gameId, 0));
  };
  const tellGaps = async (): Promise<void> => {
    const own = readGaps?.().own.length ?? 0;
    if (own === gapsTold) return;
    await openRunning();
    gapsTold = own;
  };

  const isIdle = (room: Room): boolean => {
    if (room.isBusy || rooms.isHeld(room) || clock.monotonic() - rooms.usedAt(room) < idleMs) return false;
    const { dueAt, status } = outlookOf(room.state, room.moment());
    if (!rooms.isLogShared && status === 'in_progress') return false;
    return dueAt === null || dueAt > hostTime.now() + SHORTEST_REST_MS;
  };
  const letRest = async (): Promise<void> => {
    await each(rooms.all(), async (room) => {
      if (isIdle(room)) await rooms.rest(room, isIdle);
    });
  };

  const look = async (): Promise<void> => {
    await tryTo('games could not be told that no host was alive', tellGaps);
    await tryTo('games in which something is due could not be opened', openAllDue);
    await tryTo('games of which nothing is known could not be opened', openUnknown);
    await tryTo('a game that nobody uses could not be closed', letRest);
    if (!isStopped) cancel = clock.after(LOOK_MS, () => void look());
  };
  const begin = async (): Promise<void> => {
    if (!rooms.isLogShared) await openRunning();
    void look();
  };
  return {
    opened: begin(),
    stop() {
      isStopped = true;
      cancel();
    },
  };
}
