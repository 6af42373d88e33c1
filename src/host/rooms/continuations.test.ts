/** A next game whose earlier one fails it: what was refused has not happened. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { RoomClosedError, StorageError, type StoredResponse } from '../storage/event-store.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { type Continuations, watchContinuations } from './continuations.ts';
import { createLocalBus } from './event-bus.ts';
import type { Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

let rooms: Rooms;
let continuations: Continuations;
let reported: string[];

const DONE: StoredResponse = { status: 200, body: 'done', secretsOf: null };
const answer = () => DONE;
const actor = { id: HOST_ACTOR_ID, role: 'banker' } as const;

beforeEach(async () => {
  const clock = createManualClock();
  const { eventStore } = createMemoryStore(emptyContents(), () => Promise.resolve());
  reported = [];
  const report = (message: string) => void reported.push(message);
  const hostTime = createHostTime(clock);
  rooms = await openRooms({ eventStore, bus: createLocalBus(), clock, hostTime, pinOf: () => null, report });
  continuations = watchContinuations({ rooms, report });
});
afterEach(() => rooms.close());

/** A game that is over. */
async function over(): Promise<Room> {
  await rooms.create({
    name: 'Night',
    teamCount: 2,
    settings: {},
    bankerName: 'Banker',
    key: null,
    answer: () => DONE,
  });
  const [room] = rooms.all();
  if (room === undefined) throw new Error('No game was made.');
  for (const type of ['start', 'end'] as const)
    await room.execute({ actor, command: { type }, key: null, answer, refuse: answer });
  return room;
}

it('is gone again when the earlier game was wiped before it could be told, and the reason is passed on', async () => {
  const room = await over();
  const told = continuations.begin(room, async (next) => {
    expect(rooms.all()).toContain(next);
    await rooms.wipe(room, null);
    const command = { type: 'continue_game', gameId: next.state.gameId, code: next.state.code } as const;
    return await room.execute({ actor, command, key: null, answer, refuse: answer });
  });
  await expect(told).rejects.toBeInstanceOf(RoomClosedError);
  expect([rooms.all(), reported]).toEqual([[], []]);
});

it.each([StorageError, RoomClosedError])(
  'is gone again when telling the earlier game fails: %o',
  async (Failure) => {
    const room = await over();
    await expect(continuations.begin(room, () => Promise.reject(new Failure('no')))).rejects.toBeInstanceOf(
      Failure,
    );
    expect(rooms.all()).toEqual([room]);
    expect(reported).toEqual([]);
  },
);

it('is gone again when the earlier game refuses it', async () => {
  const room = await over();
  await expect(continuations.begin(room, () => Promise.resolve('refused'))).resolves.toBe('refused');
  expect(rooms.all()).toEqual([room]);
});
