import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import {
  type EventStore,
  type StoredResponse,
  RoomClosedError,
  StorageError,
} from '../storage/event-store.ts';
import { createMemoryStore, emptyContents, type MemoryContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { Gates, settled } from './gates.fake.ts';
import type { Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

let contents: MemoryContents;
let eventStore: EventStore;
let clock: ManualClock;
let rooms: Rooms;
let gates: Gates;

const DONE: StoredResponse = { status: 200, body: 'done', secretsOf: null };
const code = ({ state }: Room) => state.code;

async function open(options: { games?: []; random?: (below: number) => number } = {}): Promise<Rooms> {
  return openRooms({
    eventStore,
    bus: createLocalBus(),
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report: () => undefined,
    ...options,
  });
}

function createGame(name = 'Night', key: string | null = null, of = rooms): Promise<StoredResponse> {
  return of.create({
    name,
    teamCount: 2,
    settings: {},
    bankerName: 'Banker',
    key: key === null ? null : { participantId: HOST_ACTOR_ID, key, requestHash: 'h' },
    answer: (state) => ({ status: 201, body: state.code, secretsOf: null }),
  });
}

function start(room: Room): Promise<StoredResponse> {
  const answer = () => DONE;
  const actor = { id: HOST_ACTOR_ID, role: 'banker' } as const;
  return room.execute({ actor, command: { type: 'start' }, key: null, answer, refuse: answer });
}

beforeEach(async () => {
  contents = emptyContents();
  gates = new Gates();
  clock = createManualClock();
  ({ eventStore } = createMemoryStore(contents, gates.enter));
  rooms = await open();
});
afterEach(async () => {
  await gates.releaseAll();
  await rooms.close();
});

describe('creating games', () => {
  it('never assigns a code twice, even while another game is being written', async () => {
    // The same code is drawn repeatedly before a different one.
    let drawn = 0;
    const fewCodes = await open({ random: (below) => Math.floor((drawn += 1) / 12) % below });
    gates.hold('append');
    const both = Promise.all([createGame('One', null, fewCodes), createGame('Two', null, fewCodes)]);
    await settled();
    expect(gates.waiting('append')).toBe(1);
    await gates.releaseAll();
    const [one, two] = await both;
    expect(one.body).not.toBe(two.body);
    await fewCodes.close();
  });

  it('G2 creates one game per key, however many requests arrive at once', async () => {
    const answers = await Promise.all([
      createGame('Night', 'once'),
      createGame('Night', 'once'),
      createGame('Night', 'once'),
    ]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(rooms.all()).toHaveLength(1);
  });

  it('G8 creates nothing if the write fails', async () => {
    gates.hold('append');
    const made = createGame();
    await settled();
    await Promise.all([
      gates.release('append', new StorageError('full')),
      expect(made).rejects.toThrow(StorageError),
    ]);
    expect(rooms.all()).toEqual([]);
    await gates.releaseAll();
    await createGame();
    expect(rooms.all()).toHaveLength(1);
  });
});

describe('looking up a game', () => {
  it('opens a stored game once, however many look it up at the same time', async () => {
    const { body } = await createGame();
    await rooms.close();
    rooms = await open({ games: [] });
    const opened: Room[] = [];
    rooms.watch({ opened: (room) => opened.push(room), wiped: () => undefined });
    expect(rooms.all()).toEqual([]);
    const found = await Promise.all([rooms.byCode(body), rooms.bySeat(1), rooms.byId(1), rooms.byCode(body)]);
    const [room] = opened;
    expect(opened).toHaveLength(1);
    expect(found).toEqual([room, { room, participant: room?.state.participants.get(1) }, room, room]);
  });

  it('finds nothing for an unknown code, id or participant', async () => {
    await createGame();
    expect([await rooms.byCode('NOWAY2'), await rooms.byId(9), await rooms.bySeat(9)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('opens none for any seat where all games are open, so that no token needs a look beforehand', () => {
    expect(rooms.isSeatAtHand(99_999)).toBe(true);
  });

  it('is not disturbed by a rest that was meant while nobody used it', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    await rooms.rest(room, () => false);
    expect(rooms.all()).toEqual([room]);
  });

  it('waits while the game is being restored, then finds it', async () => {
    await createGame();
    const [before] = rooms.all() as [Room];
    let finish: () => void = () => undefined;
    const restored = rooms.replace({
      gameIds: () => [before.state.gameId],
      key: null,
      step: () => new Promise((resolve) => void (finish = () => resolve(DONE))),
    });
    await settled();
    const looking = Promise.all([rooms.byCode(code(before)), rooms.bySeat(1)]);
    expect(await Promise.race([looking, settled().then(() => 'waits')])).toBe('waits');
    finish();
    await restored;
    const [room, seated] = await looking;
    expect(room).toBe(rooms.all()[0]);
    expect(room?.epoch).not.toBe(before.epoch);
    expect(seated?.room).toBe(room);
  });
});

describe('wiping', () => {
  it('removes the game and lets nobody in', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    await rooms.wipe(room);
    expect(await rooms.byCode(code(room))).toBeNull();
    expect(await rooms.bySeat(1)).toBeNull();
    expect(await eventStore.list()).toEqual([]);
  });

  it('waits for the append in flight; later commands are rejected and never reach the game', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    gates.hold('append');
    const inFlight = start(room);
    await settled();
    const queued = start(room);
    const wiped = rooms.wipe(room);
    const late = start(room);
    const looking = rooms.byCode(code(room));
    await expect(queued).rejects.toThrow(RoomClosedError);
    await expect(late).rejects.toThrow(/being restored or wiped, so nothing was changed/);
    expect(contents.games.size).toBe(1);
    await gates.releaseAll();
    expect(await inFlight).toBe(DONE);
    await wiped;
    expect(contents.games.size).toBe(0);
    expect(await looking).toBeNull();
  });

  it('is never overtaken by the play clock', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    await start(room);
    gates.hold('saveCheckpoint');
    clock.advance(1_000);
    await settled();
    const wiped = rooms.wipe(room);
    await settled();
    expect(contents.games.size).toBe(1);
    await gates.releaseAll();
    await wiped;
    clock.advance(10_000);
    await settled();
    expect(contents.games.size).toBe(0);
  });

  it('happens once if requested twice at the same time', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    const wiped: Room[] = [];
    rooms.watch({ opened: () => undefined, wiped: (gone) => wiped.push(gone) });
    await Promise.all([rooms.wipe(room), rooms.wipe(room)]);
    expect(wiped).toEqual([room]);
  });

  it('G8 leaves the game open, under a new epoch, if the store fails', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    gates.hold('wipe');
    const wiped = rooms.wipe(room);
    await settled();
    await Promise.all([
      gates.release('wipe', new StorageError('full')),
      expect(wiped).rejects.toThrow('full'),
    ]);
    const again = await rooms.byCode(code(room));
    expect(again?.state).toEqual(room.state);
    expect(again?.epoch).not.toBe(room.epoch);
    expect(await start(again ?? room)).toBe(DONE);
  });
});

describe('replacing', () => {
  it('G2 runs the step once per key, and gives everyone its response', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    const { gameId, seq } = room.state;
    const key = { participantId: HOST_ACTOR_ID, key: 'restore', requestHash: 'h' };
    let steps = 0;
    const step = async () => {
      steps += 1;
      const responses = [{ key, response: DONE }];
      await eventStore.append({ gameId, expectedSeq: seq, events: [], responses, usedTickets: [] });
      return DONE;
    };
    const once = () => rooms.replace({ gameIds: () => [gameId], key, step });
    expect(await Promise.all([once(), once()])).toEqual([DONE, { ...DONE, isRepeat: true }]);
    expect(steps).toBe(1);
  });

  it('reopens the same games if the step fails, then continues with the next operation', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    const step = () => Promise.reject(new StorageError('gone'));
    const refused = rooms.replace({ gameIds: () => [room.state.gameId], key: null, step });
    const next = createGame('Next');
    await expect(refused).rejects.toThrow('gone');
    expect((await next).status).toBe(201);
    expect(rooms.all().map(({ state }) => state.name)).toEqual(['Night', 'Next']);
  });
});

describe('a game that cannot be read back', () => {
  it('does not make a finished step fail, holds up no other game, and is opened by the next lookup', async () => {
    await createGame('One');
    await createGame('Two');
    const [one, two] = rooms.all() as [Room, Room];
    gates.hold('readCheckpoint');
    const replaced = rooms.replace({ gameIds: (all) => all, key: null, step: () => Promise.resolve(DONE) });
    await settled();
    await gates.release('readCheckpoint', new StorageError('away'));
    await gates.release('readCheckpoint');
    expect(await replaced).toEqual(DONE);
    expect(rooms.all().map(code)).toEqual([code(two)]);
    await gates.releaseAll();
    expect((await rooms.byCode(code(one)))?.state.name).toBe('One');
  });

  it('is wiped all the same', async () => {
    await createGame();
    const [room] = rooms.all() as [Room];
    gates.hold('readCheckpoint');
    const replaced = rooms.replace({ gameIds: (all) => all, key: null, step: () => Promise.resolve(DONE) });
    await settled();
    await gates.release('readCheckpoint', new StorageError('away'));
    await replaced;
    await gates.releaseAll();
    expect(rooms.all()).toEqual([]);
    await rooms.wipe(room);
    expect(await eventStore.list()).toEqual([]);
  });

  it('cannot be a new one: after the write, nothing more is asked of the store', async () => {
    await createGame();
    expect(gates.calls.at(-1)).toBe('append');
    expect(rooms.all()).toHaveLength(1);
  });
});

describe('closing', () => {
  it('waits for the operation in progress, and rejects those that have not started', async () => {
    gates.hold('append');
    const begun = createGame('Begun');
    await settled();
    const waiting = createGame('Waiting');
    const closed = rooms.close();
    await gates.releaseAll();
    expect((await begun).status).toBe(201);
    await expect(waiting).rejects.toThrow(/The host is closing/);
    await closed;
    expect([...contents.games.values()]).toHaveLength(1);
    await expect(createGame('Late')).rejects.toThrow(RoomClosedError);
  });
});
