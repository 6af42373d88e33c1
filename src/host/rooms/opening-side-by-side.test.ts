/** Games that are asked for at once are read side by side, and opened as they are by then. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import {
  type EventStore,
  RoomClosedError,
  StorageError,
  type StoredResponse,
} from '../storage/event-store.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { Gates, settled } from './gates.fake.ts';
import type { Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

const DONE: StoredResponse = { status: 200, body: 'done', secretsOf: null };
const GAMES = 10;
/** So many are read side by side. */
const AT_ONCE = 4;

let eventStore: EventStore;
let gates: Gates;
let rooms: Rooms;
let codes: string[];

/** A host that opens nothing by itself. */
async function open(): Promise<Rooms> {
  const clock = createManualClock();
  return openRooms({
    eventStore,
    bus: createLocalBus(),
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report: () => undefined,
    games: [],
  });
}

beforeEach(async () => {
  gates = new Gates();
  ({ eventStore } = createMemoryStore(emptyContents(), gates.enter));
  const first = await open();
  codes = [];
  for (let count = 0; count < GAMES; count += 1) {
    const answer = ({ code }: { readonly code: string }) => ({ ...DONE, body: code });
    const { body } = await first.create({
      name: `Night ${count}`,
      teamCount: 2,
      settings: {},
      bankerName: 'Banker',
      key: null,
      answer,
    });
    codes.push(body);
  }
  await first.close();
  rooms = await open();
});
afterEach(async () => {
  await gates.releaseAll();
  await rooms.close();
});

const start = (room: Room): Promise<StoredResponse> =>
  room.execute({
    actor: { id: HOST_ACTOR_ID, role: 'banker' },
    command: { type: 'start' },
    key: null,
    answer: () => DONE,
    refuse: () => DONE,
  });
const roomOf = async (code = ''): Promise<Room> => {
  const room = await rooms.byCode(code);
  if (room === null) throw new Error('the game is gone');
  return room;
};

describe('games that are asked for at once', () => {
  it('are read side by side, a few at a time, and those that are read are open before the others', async () => {
    gates.hold('readCheckpoint');
    const opened: string[] = [];
    rooms.watch({ opened: ({ state }) => void opened.push(state.code), wiped: () => undefined });
    const asked = Promise.all(codes.map((code) => rooms.byCode(code)));
    await expect.poll(() => gates.waiting('readCheckpoint')).toBe(AT_ONCE);
    await settled();
    expect(gates.waiting('readCheckpoint')).toBe(AT_ONCE);
    await gates.release('readCheckpoint');
    await expect.poll(() => opened).toEqual([codes[0]]);
    await gates.releaseAll();
    expect((await asked).map((room) => room?.state.code)).toEqual(codes);
    expect(opened.toSorted()).toEqual(codes.toSorted());
  });

  it('are read once each, however many ask for one', async () => {
    const [code = ''] = codes;
    const before = gates.calls.filter((call) => call === 'readCheckpoint').length;
    const found = await Promise.all(Array.from({ length: 60 }, () => rooms.byCode(code)));
    expect(new Set(found).size).toBe(1);
    expect(gates.calls.filter((call) => call === 'readCheckpoint')).toHaveLength(before + 1);
  });

  it('are opened with what was being written as they were read', async () => {
    const room = await roomOf(codes[0]);
    gates.hold('append');
    const writing = start(room);
    await expect.poll(() => gates.waiting('append')).toBe(1);
    const resting = rooms.rest(room, () => true);
    const asked = roomOf(codes[0]);
    await expect.poll(() => gates.calls.at(-1)).toBe('readCheckpoint');
    await gates.releaseAll();
    await Promise.all([writing, resting]);
    expect((await asked).state.status).toBe('in_progress');
  });

  it('are not opened once they are wiped, though they were read before', async () => {
    const room = await roomOf(codes[0]);
    await rooms.rest(room, () => true);
    gates.hold('readCheckpoint');
    const asked = rooms.byCode(codes[0] ?? '');
    await expect.poll(() => gates.waiting('readCheckpoint')).toBe(1);
    const wiping = rooms.wipe(room);
    await expect.poll(() => gates.waiting('readCheckpoint')).toBe(2);
    await gates.releaseAll();
    expect(await wiping).toBe(true);
    expect(await asked).toBeNull();
    expect(rooms.all()).toEqual([]);
  });

  it('are asked for in vain while the store fails, and found afterwards', async () => {
    gates.hold('readCheckpoint');
    const asked = rooms.byCode(codes[0] ?? '');
    await expect.poll(() => gates.waiting('readCheckpoint')).toBe(1);
    const answer = asked.catch((error: unknown) => error);
    await gates.release('readCheckpoint', new StorageError('away'));
    expect(await answer).toBeInstanceOf(StorageError);
    await gates.releaseAll();
    expect((await roomOf(codes[0])).state.code).toBe(codes[0]);
  });

  it('are not read any more by a host that closes', async () => {
    gates.hold('readCheckpoint');
    const asked = codes.map((code) => rooms.byCode(code).catch((error: unknown) => error));
    await expect.poll(() => gates.waiting('readCheckpoint')).toBe(AT_ONCE);
    const reads = () => gates.calls.filter((call) => call === 'readCheckpoint').length;
    const begun = reads();
    const closing = rooms.close();
    await settled();
    await gates.releaseAll();
    await closing;
    for (const answer of await Promise.all(asked)) expect(answer).toBeInstanceOf(RoomClosedError);
    expect(reads()).toBe(begun);
  });
});
