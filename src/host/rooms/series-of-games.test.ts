/** Games that went on in a next one, on a host that opens a game when somebody asks for it: each without the others of its series. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { GameOutlooks, StoredResponse } from '../storage/event-store.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { type Continuations, watchContinuations } from './continuations.ts';
import { createLocalBus } from './event-bus.ts';
import { settled } from './gates.fake.ts';
import type { Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

const DONE: StoredResponse = { status: 200, body: 'done', secretsOf: null };
const answer = () => DONE;
const actor = { id: HOST_ACTOR_ID, role: 'banker' } as const;
/** Nothing is known of any game, as after a crash: the games themselves have to say what they continue. */
const outlooks: GameOutlooks = {
  due: () => Promise.resolve([]),
  unknown: () => Promise.resolve([]),
  running: () => Promise.resolve([]),
  continuing: () => Promise.resolve([]),
  save: () => Promise.resolve(),
};
/** Far more turns of the event loop than opening a whole series takes, as the store answers at once. */
const MANY_TURNS = 100;

let contents: ReturnType<typeof emptyContents>;
let rooms: Rooms;
let continuations: Continuations;
let reported: string[];

async function openHost(): Promise<void> {
  const clock = createManualClock();
  const { eventStore } = createMemoryStore(contents);
  const report = (message: string) => void reported.push(message);
  rooms = await openRooms({
    eventStore,
    bus: createLocalBus(),
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report,
    outlooks,
  });
  continuations = watchContinuations({ rooms, report });
}
/** Another host has what this one has stored, and nothing open. */
async function openNextHost(): Promise<void> {
  await rooms.close();
  await openHost();
}

beforeEach(async () => {
  contents = emptyContents();
  reported = [];
  await openHost();
});
afterEach(() => rooms.close());

const give = (room: Room, type: 'start' | 'end') =>
  room.execute({ actor, command: { type }, key: null, answer, refuse: answer });
const tell = async (room: Room, next: Room): Promise<Room> => {
  const command = { type: 'continue_game', gameId: next.state.gameId, code: next.state.code } as const;
  await room.execute({ actor, command, key: null, answer, refuse: answer });
  return next;
};
const roomOf = async (code = ''): Promise<Room> => {
  const room = await rooms.byCode(code);
  if (room === null) throw new Error('the game is gone');
  return room;
};
const quiet = async (): Promise<void> => {
  for (let turn = 0; turn < MANY_TURNS; turn += 1) await settled();
};
const openCodes = () => rooms.all().map(({ state }) => state.code);

/** The codes of so many games, each of which goes on in the next one. The last waits for its start. */
async function playSeries(length: number): Promise<readonly string[]> {
  const { body } = await rooms.create({
    name: 'Night',
    teamCount: 2,
    settings: {},
    bankerName: 'Banker',
    key: null,
    answer: ({ code }) => ({ ...DONE, body: code }),
  });
  const codes = [body];
  for (let room = await roomOf(body); codes.length < length;) {
    const current = room;
    for (const type of ['start', 'end'] as const) await give(current, type);
    room = await continuations.begin(current, (next) => tell(current, next));
    codes.push(room.state.code);
  }
  return codes;
}

it('opening one of a series opens no other', async () => {
  const codes = await playSeries(4);
  for (const code of codes) {
    await openNextHost();
    await roomOf(code);
    await quiet();
    expect([openCodes(), reported]).toEqual([[code], []]);
  }
});

it('a next game of which the earlier one was not told tells it, and opens none before that one', async () => {
  const codes = await playSeries(3);
  const [, , third = ''] = codes;
  const room = await roomOf(third);
  for (const type of ['start', 'end'] as const) await give(room, type);
  // As if the host had been killed before the earlier game was told.
  let made = '';
  void continuations.begin(room, ({ state }) => {
    made = state.code;
    return new Promise(() => undefined);
  });
  await expect.poll(() => made).not.toBe('');
  await openNextHost();
  await roomOf(made);
  await quiet();
  expect([openCodes(), reported]).toEqual([[made, third], []]);
  expect((await roomOf(third)).state.next?.code).toBe(made);
});

it('a game whose next one is gone without its knowledge knows it once it is opened', async () => {
  const [first = '', second = ''] = await playSeries(2);
  const { gameId } = (await roomOf(second)).state;
  await rooms.close();
  await createMemoryStore(contents).eventStore.wipe(gameId, null);
  await openHost();
  await roomOf(first);
  await quiet();
  expect([(await roomOf(first)).state.next, reported]).toEqual([null, []]);
});
