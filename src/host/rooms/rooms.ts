/** All games of one host: made, found by code, by id or by a seat's id, wiped. */
import { randomInt, randomUUID } from 'node:crypto';
import { gameCreationEvents } from '../../game/decide-game.ts';
import type { LoggedEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import {
  DEFAULT_SETTINGS,
  HOST_ACTOR_ID,
  type GameState,
  type Participant,
  type GameSettings,
} from '../../game/state.ts';
import { generateGameCode } from '../../protocol/game-codes.ts';
import {
  type EventStore,
  type StoredResponse,
  type IdempotencyKey,
  RoomClosedError,
} from '../storage/event-store.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import type { EventBus } from './event-bus.ts';
import { findStoredResponse } from './find-stored-response.ts';
import { createKeyedMutex } from './keyed-mutex.ts';
import { createRoom, type Failpoint, type Room, type RoomOptions } from './room.ts';

export interface RoomsOptions {
  readonly eventStore: EventStore;
  readonly bus: EventBus;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly pinOf: RoomOptions['pinOf'];
  readonly report: RoomOptions['report'];
  readonly failpoint?: (point: Failpoint) => void;
  /** The games as the store's check at the start folded them; absent: they are folded now. */
  readonly games?: readonly GameState[] | undefined;
  /** An integer from 0 to below - 1. */
  readonly random?: (below: number) => number;
}

interface NewGameRequest {
  readonly name: string;
  readonly teamCount: number;
  readonly settings: Partial<GameSettings>;
  readonly bankerName: string;
  readonly key: IdempotencyKey | null;
  readonly answer: (state: GameState, bankerId: number) => StoredResponse;
}

interface Replacement {
  readonly gameIds: readonly number[];
  /** Null: no key was sent. */
  readonly key: IdempotencyKey | null;
  /** Changes what the store holds of the games, and keeps the answer, which it gives, under the key. */
  readonly step: () => Promise<StoredResponse>;
}

interface RoomsWatcher {
  opened(room: Room): void;
  wiped(room: Room): void;
}

/**
 * Games are opened, made, replaced and wiped one after the other. Who looks for one that is not open waits until none of this is
 * under way: nobody is told that a game is gone while it is being restored. All reject with `StorageError` where the store fails,
 * and with `RoomClosedError` once `close` was called.
 */
export interface Rooms {
  /** Those that are open just now. */
  all(): readonly Room[];
  byCode(code: string): Promise<Room | null>;
  byId(gameId: number): Promise<Room | null>;
  /** The room that holds this participant, removed ones included. */
  bySeat(participantId: number): Promise<SeatedParticipant | null>;
  /** Writes the game's first events and opens its room, unless the key has its answer already. Where it rejects, nothing was made. */
  create(order: NewGameRequest): Promise<StoredResponse>;
  /**
   * Closes the room and removes every trace of the game; a game that is gone already stays so. Rejects with `StorageError`: the
   * game is open again then, or, with an `UnfinishedWipeError`, gone but for traces.
   */
  wipe(room: Room): Promise<void>;
  /**
   * Closes the rooms of these games, takes the step, and opens what the store holds of them then, each under a new epoch; nothing
   * happens where the key has its answer already. Rejects with what `step` rejects with: then the same games are open again,
   * also under new epochs.
   */
  replace(replacement: Replacement): Promise<StoredResponse>;
  /** The code itself when no game has it, else a new one. For a step of `replace`: elsewhere another game may take it meanwhile. */
  freeCode(wanted: string): Promise<string>;
  /** Told of each room that opens and of each game that goes; called at once for those that are open. */
  watch(watcher: RoomsWatcher): void;
  tick(): void;
  /** Lets what is under way end, and closes every room. */
  close(): Promise<void>;
}

export interface SeatedParticipant {
  readonly room: Room;
  readonly participant: Participant;
}

const HOST_IS_CLOSING = 'The host is closing, so nothing was changed. Try again once it is back.';
const GAME_IS_CHANGING = 'The game is being restored or wiped, so nothing was changed. Try again.';

/** Opens the room of every game in the store. Rejects with `StorageError` when it cannot be read. */
export async function openRooms(options: RoomsOptions): Promise<Rooms> {
  const { eventStore, hostTime } = options;
  const random = options.random ?? ((below: number) => randomInt(below));
  const byCode = new Map<string, Room>();
  const roomBySeat = new Map<number, Room>();
  const watchers: RoomsWatcher[] = [];
  const runExclusive = createKeyedMutex<'games'>();
  let closed: Promise<void> | null = null;

  const exclusively = <T>(step: () => Promise<T>): Promise<T> =>
    runExclusive('games', () => {
      if (closed !== null) return Promise.reject(new RoomClosedError(HOST_IS_CLOSING));
      return step();
    });

  const open = async (state: GameState): Promise<Room> => {
    const checkpoint = await eventStore.readCheckpoint(state.gameId);
    const room = createRoom({ ...options, state, checkpoint, epoch: randomUUID() });
    byCode.set(state.code, room);
    for (const id of state.participants.keys()) roomBySeat.set(id, room);
    for (const watcher of watchers) watcher.opened(room);
    return room;
  };

  /** Nobody finds the room any more from here on; what it holds is the store's alone once this resolves. */
  const close = (room: Room, why: string): Promise<void> => {
    byCode.delete(room.state.code);
    for (const id of room.state.participants.keys()) roomBySeat.delete(id);
    return room.close(why);
  };

  const foldStored = async (gameId: number): Promise<GameState | null> => {
    let state: GameState | null = null;
    for await (const logged of eventStore.read(gameId, 0)) state = evolve(state, logged);
    return state;
  };

  const openStored = async (gameId: number): Promise<Room | null> => {
    const state = await foldStored(gameId);
    return state === null ? null : open(state);
  };

  /** An open room at once; else, in turn, the store is asked for the game's id. */
  const lookUp = async (
    known: () => Room | undefined,
    find: () => Promise<number | null>,
  ): Promise<Room | null> =>
    known() ??
    exclusively(async () => {
      const room = known();
      if (room !== undefined) return room;
      const gameId = await find();
      return gameId === null ? null : (withId(gameId) ?? openStored(gameId));
    });

  const withId = (gameId: number) => [...byCode.values()].find(({ state }) => state.gameId === gameId);

  const withSeat = (participantId: number) => {
    const room =
      roomBySeat.get(participantId) ??
      [...byCode.values()].find(({ state }) => state.participants.has(participantId));
    if (room !== undefined) roomBySeat.set(participantId, room);
    return room;
  };

  const freeCode = async (wanted: string): Promise<string> =>
    (await eventStore.findByCode(wanted)) === null ? wanted : freeCode(generateGameCode(random));

  const notifyWiped = (room: Room) => {
    for (const watcher of watchers) watcher.wiped(room);
  };

  const createGame = async ({ name, teamCount, settings, bankerName, key, answer }: NewGameRequest) => {
    const gameId = await eventStore.nextId('game');
    const bankerId = await eventStore.nextId('participant');
    const game = {
      gameId,
      code: await freeCode(generateGameCode(random)),
      name,
      teamCount,
      settings: { ...DEFAULT_SETTINGS, ...settings },
    };
    const at = hostTime.now();
    const events = gameCreationEvents({ ...game, bankerId, bankerName }).map((event, index): LoggedEvent => ({
      seq: index + 1,
      at,
      playMs: 0,
      by: HOST_ACTOR_ID,
      event,
    }));
    const state = events.reduce<GameState | null>((folded, logged) => evolve(folded, logged), null);
    if (state === null) throw new Error('a game is made of at least one event');
    const response = answer(state, bankerId);
    const responses = key === null ? [] : [{ key, response }];
    await eventStore.append({ gameId, expectedSeq: 0, events, responses, usedTickets: [] });
    await open(state);
    return response;
  };

  const wipe = async (gameId: number): Promise<void> => {
    const room = withId(gameId);
    if (room === undefined) return;
    await close(room, GAME_IS_CHANGING);
    try {
      await eventStore.wipe(gameId);
    } catch (error) {
      // What cannot be finished now is finished at the next start; a game whose events are gone does not come back.
      if ((await openStored(gameId)) === null) notifyWiped(room);
      throw error;
    }
    notifyWiped(room);
  };

  const replace = async ({ gameIds, step }: Replacement): Promise<StoredResponse> => {
    const before = gameIds.flatMap((gameId) => withId(gameId) ?? []);
    await Promise.all(before.map((room) => close(room, GAME_IS_CHANGING)));
    try {
      return await step();
    } finally {
      for (const gameId of gameIds.toSorted((one, other) => one - other)) await openStored(gameId);
      for (const room of before) if (withId(room.state.gameId) === undefined) notifyWiped(room);
    }
  };

  if (options.games === undefined) for (const { gameId } of await eventStore.list()) await openStored(gameId);
  else for (const state of options.games) await open(state);

  return {
    all: () => [...byCode.values()],
    byCode: (code) =>
      lookUp(
        () => byCode.get(code),
        () => eventStore.findByCode(code),
      ),
    byId: (gameId) =>
      lookUp(
        () => withId(gameId),
        () => Promise.resolve(gameId),
      ),
    async bySeat(participantId) {
      const room = await lookUp(
        () => withSeat(participantId),
        () => eventStore.findByParticipant(participantId),
      );
      const participant = room?.state.participants.get(participantId);
      return room === null || participant === undefined ? null : { room, participant };
    },
    create: (order) =>
      exclusively(async () => (await findStoredResponse(eventStore, order.key)) ?? createGame(order)),
    wipe: ({ state }) => exclusively(() => wipe(state.gameId)),
    replace: (replacement) =>
      exclusively(
        async () => (await findStoredResponse(eventStore, replacement.key)) ?? replace(replacement),
      ),
    freeCode,
    watch(watcher) {
      watchers.push(watcher);
      for (const room of byCode.values()) watcher.opened(room);
    },
    tick() {
      for (const room of byCode.values()) room.tick();
    },
    close() {
      closed ??= runExclusive('games', async () => {
        await Promise.all([...byCode.values()].map((room) => room.close(HOST_IS_CLOSING)));
      });
      return closed;
    },
  };
}
