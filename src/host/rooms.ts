/** All games of one host: made, found by code or by a seat's id, wiped. */
import { randomInt, randomUUID } from 'node:crypto';
import { gameCreationEvents } from '../game/decide-game.ts';
import type { LoggedEvent } from '../game/events.ts';
import { evolve, fold } from '../game/evolve.ts';
import {
  DEFAULT_SETTINGS,
  HOST_ACTOR_ID,
  type GameState,
  type Participant,
  type GameSettings,
} from '../game/state.ts';
import { generateGameCode } from '../protocol/game-codes.ts';
import type { Clock, HostTime } from './clock.ts';
import type { EventStore, Outcome, OutcomeKey } from './log/event-store.ts';
import { createRoom, type Failpoint, type Room, type RoomOptions } from './room.ts';

export interface RoomsOptions {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly pinOf: RoomOptions['pinOf'];
  readonly report: RoomOptions['report'];
  readonly failpoint?: (point: Failpoint) => void;
  /** The games as the log's check at the start folded them; absent: they are folded now. */
  readonly games?: readonly GameState[];
  /** An integer from 0 to below - 1. */
  readonly random?: (below: number) => number;
}

interface NewGameOrder {
  readonly name: string;
  readonly teamCount: number;
  readonly settings: Partial<GameSettings>;
  readonly bankerName: string;
  readonly key: OutcomeKey | null;
  readonly answer: (state: GameState, bankerId: number) => Outcome;
}

export interface Rooms {
  all(): readonly Room[];
  byCode(code: string): Room | null;
  /** The room that holds this participant, removed ones included. */
  bySeat(participantId: number): { readonly room: Room; readonly participant: Participant } | null;
  /** Writes the game's first events and opens its room. Throws `StorageError`; nothing was made then. */
  create(order: NewGameOrder): { readonly room: Room; readonly outcome: Outcome };
  /**
   * Closes the room and removes every trace of the game. Throws `StorageError`: the game is open again then, or, with an
   * `UnfinishedWipeError`, gone but for traces.
   */
  wipe(room: Room): void;
  /**
   * Closes the rooms of these games, lets `step` change what the log holds of them, and opens what is there then, each under a
   * new epoch. Throws what `step` throws: then the same games are open again, also under new epochs.
   */
  replace(gameIds: readonly number[], step: () => void): readonly Room[];
  /** The code itself when no game has it, else a new one. */
  freeCode(wanted: string): string;
  /** Told of each room that opens and closes; called at once for those that are open. */
  watch(watcher: { opened(room: Room): void; wiped(room: Room): void }): void;
  tick(): void;
  close(): void;
}

/** Folds every game in the log and opens its room. Throws `StorageError` when the log cannot be read. */
export function openRooms(options: RoomsOptions): Rooms {
  const { eventStore, hostTime } = options;
  const random = options.random ?? ((below: number) => randomInt(below));
  const byCode = new Map<string, Room>();
  const seats = new Map<number, Room>();
  const watchers: { opened(room: Room): void; wiped(room: Room): void }[] = [];

  const open = (state: GameState): Room => {
    const room = createRoom({ ...options, state, epoch: randomUUID() });
    byCode.set(state.code, room);
    for (const id of state.participants.keys()) seats.set(id, room);
    for (const watcher of watchers) watcher.opened(room);
    return room;
  };

  const mintFreeCode = (): string => {
    const code = generateGameCode(random);
    return byCode.has(code) ? mintFreeCode() : code;
  };

  const close = (room: Room) => {
    room.close();
    byCode.delete(room.state.code);
    for (const id of room.state.participants.keys()) seats.delete(id);
  };

  const inLog = (gameIds: readonly number[]) =>
    eventStore
      .list()
      .flatMap(({ gameId }) => (gameIds.includes(gameId) ? fold(eventStore.read(gameId, 0)) : []));

  const found = options.games ?? inLog(eventStore.list().map(({ gameId }) => gameId));
  for (const state of found) open(state);

  return {
    all: () => [...byCode.values()],
    byCode: (code) => byCode.get(code) ?? null,
    bySeat(participantId) {
      const known =
        seats.get(participantId) ??
        [...byCode.values()].find((room) => room.state.participants.has(participantId));
      const participant = known?.state.participants.get(participantId);
      if (known === undefined || participant === undefined) return null;
      seats.set(participantId, known);
      return { room: known, participant };
    },
    create({ name, teamCount, settings, bankerName, key, answer }) {
      const gameId = eventStore.nextId('game');
      const bankerId = eventStore.nextId('participant');
      const game = {
        gameId,
        code: mintFreeCode(),
        name,
        teamCount,
        settings: { ...DEFAULT_SETTINGS, ...settings },
      };
      const at = hostTime.now();
      const events = gameCreationEvents({ ...game, bankerId, bankerName }).map(
        (event, index): LoggedEvent => ({
          seq: index + 1,
          at,
          playMs: 0,
          by: HOST_ACTOR_ID,
          event,
        }),
      );
      const state = events.reduce<GameState | null>((folded, logged) => evolve(folded, logged), null);
      if (state === null) throw new Error('a game is made of at least one event');
      const outcome = answer(state, bankerId);
      const outcomes = key === null ? [] : [{ key, outcome }];
      eventStore.append({ gameId, expectedSeq: 0, events, outcomes, usedTickets: [] });
      return { room: open(state), outcome };
    },
    wipe(room) {
      const { gameId } = room.state;
      close(room);
      const isGone = () => eventStore.list().every((head) => head.gameId !== gameId);
      try {
        eventStore.wipe(gameId);
      } catch (error) {
        // What cannot be finished now is finished at the next start; a game whose events are gone does not come back.
        if (!isGone()) open(room.state);
        else for (const watcher of watchers) watcher.wiped(room);
        throw error;
      }
      for (const watcher of watchers) watcher.wiped(room);
    },
    replace(gameIds, step) {
      const before = [...byCode.values()].filter(({ state }) => gameIds.includes(state.gameId));
      for (const room of before) close(room);
      try {
        step();
      } finally {
        for (const state of inLog(gameIds)) open(state);
      }
      const after = [...byCode.values()].filter(({ state }) => gameIds.includes(state.gameId));
      const isBack = new Set(after.map(({ state }) => state.gameId));
      for (const room of before) {
        if (isBack.has(room.state.gameId)) continue;
        for (const watcher of watchers) watcher.wiped(room);
      }
      return after;
    },
    freeCode: (wanted) => (byCode.has(wanted) ? mintFreeCode() : wanted),
    watch(watcher) {
      watchers.push(watcher);
      for (const room of byCode.values()) watcher.opened(room);
    },
    tick() {
      for (const room of byCode.values()) room.tick();
    },
    close() {
      for (const room of byCode.values()) room.close();
    },
  };
}
