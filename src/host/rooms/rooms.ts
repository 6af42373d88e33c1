/** Every game of this host: created, found by code, id or participant, restored and wiped. */
import { randomInt } from 'node:crypto';
import type { GameState } from '../../game/state.ts';
import { generateGameCode } from '../../protocol/game-codes.ts';
import {
  type StoredResponse,
  type KeyedResponse,
  HOST_IS_CLOSING,
  NewerGameError,
  RoomClosedError,
  UnfinishedWipeError,
  UnopenableGameError,
} from '../storage/event-store.ts';
import { createGameTime } from '../time/clock.ts';
import { runAtOnce, runInSlices } from '../time/time-slices.ts';
import {
  examine,
  foldStored,
  foldReadable,
  timesOf,
  type ExaminedGame,
  type StoredTimes,
} from './examined-game.ts';
import { answerOnce, findStoredResponse } from './find-stored-response.ts';
import { createGameReader } from './game-reader.ts';
import { createGamesAside, nullIfUnopenable } from './games-aside.ts';
import { createKeyedMutex } from './keyed-mutex.ts';
import { gameWithBanker, type NewGame, answerOfMadeGame, writeNewGame } from './new-game.ts';
import { createRoomIndex } from './room-index.ts';
import { createRoom, type Room } from './room.ts';
import type { MayWipe, Replacement, Rooms, RoomsOptions, RoomsWatcher } from './rooms-types.ts';
import { throwUnread } from './shared-log.ts';
import { wipeLog } from './wipe-log.ts';

export type { Rooms, RoomsOptions, SeatedParticipant } from './rooms-types.ts';

const NO_RESPONSE: StoredResponse = { status: 204, body: '', secretsOf: null };
const GAME_IS_CHANGING = 'The game is being restored or wiped, so nothing was changed. Try again.';

/** Opens a room for every stored game, unless they are opened on demand. Rejects with `StorageError` if the store cannot be read. */
export async function openRooms(options: RoomsOptions): Promise<Rooms> {
  const { eventStore, hostTime, clock, isLogShared = false, outlooks } = options;
  const isOnDemand = outlooks !== undefined;
  const random = options.random ?? ((below: number) => randomInt(below));
  const index = createRoomIndex();
  const withId = (gameId: number) => index.withId(gameId);
  /** When each was last looked up, monotonic ms. */
  const usedAt = new WeakMap<Room, number>();
  /** Their logs may have been read before others appended what whoever asks for these rooms knows. */
  const unread = new WeakSet<Room>();
  const watchers: RoomsWatcher[] = [];
  const holders: ((room: Room) => boolean)[] = [];
  const runExclusive = createKeyedMutex<'games'>();
  const aside = createGamesAside(options);
  let closed: Promise<void> | null = null;

  const exclusively = <T>(step: () => Promise<T>): Promise<T> =>
    runExclusive('games', () => {
      if (closed !== null) return Promise.reject(new RoomClosedError(HOST_IS_CLOSING));
      return step();
    });

  /** In a database that many games share, one that cannot be read must not keep the others closed. */
  const fold = (gameId: number) => (isOnDemand ? foldReadable : foldStored)(eventStore, gameId);
  const reader = createGameReader({ eventStore, fold });

  /** Throws `UnopenableGameError`. */
  const open = ({ state, why, latest }: ExaminedGame, { checkpoint, lastAt }: StoredTimes): Room => {
    if (why !== null) throw aside.add(new UnopenableGameError(state, why));
    const room: Room = createRoom({
      ...options,
      gameTime: createGameTime(hostTime, latest, lastAt),
      isLogShared,
      state,
      checkpoint,
      lastAt,
      epoch: eventStore.epochOf(state.gameId),
      onOtherLog: () => openAgain(room),
      keepsOutlook: isOnDemand,
      findNext: () => byId(state.gameId),
    });
    usedAt.set(room, clock.monotonic());
    // From now on this room changes it.
    reader.outdate([state.gameId]);
    if (isLogShared) unread.add(room);
    index.add(room);
    for (const watcher of watchers) watcher.opened(room);
    return room;
  };

  /** The room can no longer be found. Once this resolves, it writes nothing more to the store. */
  const close = (room: Room, why: string): Promise<void> => {
    index.remove(room);
    return room.close(why);
  };

  const openStored = async (gameId: number): Promise<Room | null> => {
    const known = aside.get(gameId);
    if (known !== undefined) throw known;
    const read = await aside.noting(reader.read(gameId));
    return read === null ? null : open(read.game, read.times);
  };

  const isStillNewer = (gameId: number) => aside.isStillNewer(gameId, eventStore);

  const readStored = async (gameId: number): Promise<GameState | null> => {
    const room = withId(gameId);
    if (room !== undefined) return room.state;
    const state = isStillNewer(gameId) ? null : await aside.noting(fold(gameId)).catch(nullIfUnopenable);
    if (state === null || (await runInSlices(examine(state))).why !== null) return null;
    // Somebody has put in order what is stored.
    aside.remove(gameId);
    return state;
  };

  /** Reads the game before it is this call's turn, and opens it then as it was read, unless it has changed meanwhile. */
  const openAhead = async (gameId: number): Promise<Room | null> => {
    const reading = reader.ahead(gameId);
    await reading.settled;
    return exclusively(async () => {
      try {
        const room = withId(gameId);
        if (room !== undefined) return room;
        if (!reading.isCurrent()) return await openStored(gameId);
        const read = await aside.noting(reading.result);
        return read === null ? null : open(read.game, read.times);
      } finally {
        reading.done();
      }
    });
  };

  /** A store that is closed as well cannot be read. */
  const rejectUnlessClosed = (error: unknown): never => {
    throw closed === null ? error : new RoomClosedError(HOST_IS_CLOSING);
  };

  /** Returns an open room at once; otherwise asks the store for the game's id, and waits its turn to open it or to know that it is gone. */
  const lookUp = async (
    known: () => Room | undefined,
    find: () => Promise<number | null>,
  ): Promise<Room | null> => {
    const opened = async () => {
      const room = known();
      if (room !== undefined) return room;
      const gameId = await find();
      return gameId === null ? null : (withId(gameId) ?? openStored(gameId));
    };
    const openedAhead = async () => {
      const gameId = closed === null ? await find().catch(rejectUnlessClosed) : null;
      return gameId === null || aside.get(gameId) !== undefined ? exclusively(opened) : openAhead(gameId);
    };
    const room = known() ?? (await openedAhead());
    if (room !== null && unread.has(room)) {
      throwUnread(await room.catchUp());
      unread.delete(room);
    }
    if (room !== null) usedAt.set(room, clock.monotonic());
    return room;
  };

  const byId = (gameId: number): Promise<Room | null> =>
    lookUp(
      () => withId(gameId),
      () => Promise.resolve(gameId),
    );

  const freeCode = async (wanted: string): Promise<string> =>
    (await eventStore.findByCode(wanted)) === null ? wanted : freeCode(generateGameCode(random));

  const notifyWiped = (room: Room) => {
    for (const watcher of watchers) watcher.wiped(room);
  };

  const createGame = async (order: NewGame): Promise<{ room: Room; response: StoredResponse }> => {
    const findCode = () => freeCode(generateGameCode(random));
    const { state, response } = await writeNewGame({ eventStore, hostTime, findCode }, order);
    // Its play clock has never run. Nothing that can fail comes after the write: the game exists now.
    return { room: open(runAtOnce(examine(state)), { checkpoint: null, lastAt: state.createdAt }), response };
  };

  /** Opens whichever of these games are stored. One that cannot be read now is opened by its next lookup. */
  const reopen = async (gameIds: readonly number[], before: readonly Room[]): Promise<void> => {
    const gone = new Set<number>();
    for (const gameId of gameIds) aside.remove(gameId);
    for (const gameId of gameIds.toSorted((one, other) => one - other)) {
      try {
        if ((await openStored(gameId)) === null) gone.add(gameId);
      } catch (error) {
        if (!(error instanceof UnopenableGameError)) options.report('a game could not be reopened', error);
      }
    }
    for (const room of before) if (gone.has(room.state.gameId)) notifyWiped(room);
  };

  const wipe = async (gameId: number, answer: KeyedResponse | null, mayWipe?: MayWipe): Promise<boolean> => {
    const room = withId(gameId) ?? (await openStored(gameId));
    if (room === null) return true;
    await close(room, GAME_IS_CHANGING);
    let isWiped = false;
    try {
      isWiped = await wipeLog(options, room.state, { answer, mayWipe });
    } catch (error) {
      // A wipe that cannot be finished now is finished at the next start. A game whose events are gone stays gone.
      await reopen([gameId], [room]);
      throw error;
    } finally {
      reader.outdate([gameId]);
    }
    if (isWiped) notifyWiped(room);
    else await reopen([gameId], [room]);
    return isWiped;
  };

  const wipeUnopenable = async (gameId: number, answer: KeyedResponse | null): Promise<boolean> => {
    const known = aside.get(gameId);
    if (!isOnDemand || known === undefined || known instanceof NewerGameError) return false;
    try {
      await eventStore.wipe(gameId, answer);
    } catch (error) {
      if (error instanceof UnfinishedWipeError) aside.remove(gameId);
      throw error;
    } finally {
      reader.outdate([gameId]);
    }
    aside.remove(gameId);
    return true;
  };

  const replace = async (replacement: Replacement): Promise<StoredResponse> => {
    const gameIds = replacement.gameIds(index.all().map(({ state }) => state.gameId));
    const before = gameIds.flatMap((gameId) => withId(gameId) ?? []);
    await Promise.all(before.map((room) => close(room, GAME_IS_CHANGING)));
    try {
      return await replacement.step(gameIds);
    } finally {
      reader.outdate(gameIds);
      await reopen(gameIds, before);
    }
  };

  /** Under a new epoch, with everything that is stored, if anything is and that has not been done since. */
  const openAgain = (room: Room): void => {
    const { gameId } = room.state;
    const gameIds = () => (withId(gameId) === room ? [gameId] : []);
    const nothing = () => Promise.resolve(NO_RESPONSE);
    exclusively(() => replace({ gameIds, key: null, step: nothing })).catch((error: unknown) => {
      if (!(error instanceof RoomClosedError)) options.report('a game could not be opened again', error);
    });
  };

  /** A game that cannot be opened must not keep the others closed. */
  const openAtStart = (step: () => Promise<unknown>) => step().catch(nullIfUnopenable);
  if (isOnDemand) {
    // Nobody has asked for any of them.
  } else if (options.games === undefined)
    for (const { gameId } of await eventStore.list()) await openAtStart(() => openStored(gameId));
  else
    for (const state of options.games)
      await openAtStart(async () =>
        open(await runInSlices(examine(state)), await timesOf(eventStore, state)),
      );

  return {
    all: () => index.all(),
    byCode: (code) =>
      lookUp(
        () => index.withCode(code),
        () => eventStore.findByCode(code),
      ),
    byId,
    isOnDemand,
    read: readStored,
    async has(gameId) {
      const isStored = async () => (await eventStore.list([gameId])).length > 0;
      return withId(gameId) !== undefined || exclusively(isStored);
    },
    unopenable: () => aside.all(),
    isStillNewer,
    wipeUnopenable: (gameId, answer = null) => exclusively(() => wipeUnopenable(gameId, answer)),
    async openContinuing(gameId) {
      for (const id of (await outlooks?.continuing(gameId)) ?? []) await byId(id).catch(nullIfUnopenable);
    },
    hold: (isHeld) => void holders.push(isHeld),
    isHeld: (room) => holders.some((isHeld) => isHeld(room)),
    usedAt: (room) => usedAt.get(room) ?? 0,
    rest: (room, isIdle) =>
      exclusively(async () => {
        if (index.withCode(room.state.code) !== room || !isIdle(room)) return;
        index.remove(room);
        await room.rest();
        reader.outdate([room.state.gameId]);
        for (const watcher of watchers) watcher.closed?.(room);
      }),
    isLogShared,
    async catchUp(code) {
      if (isLogShared) throwUnread(await index.withCode(code)?.catchUp());
    },
    async bySeat(participantId) {
      const room = await lookUp(
        () => index.withSeat(participantId),
        () => eventStore.findByParticipant(participantId),
      );
      // Whoever joined on another host a moment ago may be here already.
      if (isLogShared && room?.state.participants.has(participantId) === false)
        throwUnread(await room.catchUp());
      const participant = room?.state.participants.get(participantId);
      return room === null || participant === undefined ? null : { room, participant };
    },
    isSeatAtHand: (participantId) => !isOnDemand || index.withSeat(participantId) !== undefined,
    create: (order) =>
      exclusively(() => {
        const game = gameWithBanker(order);
        const find = () => findStoredResponse(eventStore, order.key);
        const make = async () => (await createGame(game)).response;
        return answerOnce(find, async () => (await answerOfMadeGame(eventStore, game)) ?? make());
      }),
    findOrCreate: (existing, order) =>
      exclusively(async () => {
        const found = existing();
        return found ?? (await createGame({ ...order, key: null, answer: () => NO_RESPONSE })).room;
      }),
    wipe: ({ state }, answer = null, mayWipe) => exclusively(() => wipe(state.gameId, answer, mayWipe)),
    replace: (replacement) =>
      exclusively(
        async () => (await findStoredResponse(eventStore, replacement.key)) ?? replace(replacement),
      ),
    freeCode,
    watch(watcher) {
      watchers.push(watcher);
      for (const room of index.all()) watcher.opened(room);
    },
    tick() {
      for (const room of index.all()) room.tick();
    },
    close() {
      closed ??= runExclusive('games', async () => {
        await Promise.all(index.all().map((room) => room.close(HOST_IS_CLOSING)));
        await reader.close();
      });
      return closed;
    },
  };
}
