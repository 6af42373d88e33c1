/** A fault in one batch of commands costs that batch, and not the game. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import { type StoredResponse, StorageError } from '../storage/event-store.ts';
import { createMemoryStore, emptyContents, type MemoryContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import type { Room } from './room.ts';
import { openRooms, type Rooms } from './rooms.ts';

const DONE: StoredResponse = { status: 200, body: 'done', secretsOf: null };

let contents: MemoryContents;
let clock: ManualClock;
let rooms: Rooms;
let room: Room;
let reports: string[];
let isTimeBroken: boolean;
let isBusBroken: boolean;

beforeEach(async () => {
  contents = emptyContents();
  clock = createManualClock();
  reports = [];
  isTimeBroken = false;
  isBusBroken = false;
  const hostTime = createHostTime(clock);
  const bus = createLocalBus();
  rooms = await openRooms({
    eventStore: createMemoryStore(contents).eventStore,
    bus: {
      ...bus,
      publish(gameId, events) {
        if (isBusBroken) throw new Error('the bus is broken');
        bus.publish(gameId, events);
      },
    },
    clock,
    hostTime: {
      ...hostTime,
      now() {
        if (isTimeBroken) throw new Error('no time');
        return hostTime.now();
      },
    },
    pinOf: () => null,
    report: (message) => void reports.push(message),
  });
  await rooms.create({
    name: 'Night',
    teamCount: 2,
    settings: {},
    bankerName: 'B',
    key: null,
    answer: () => DONE,
  });
  [room] = rooms.all() as [Room];
});
afterEach(() => rooms.close());

function start(): Promise<StoredResponse> {
  const actor = { id: HOST_ACTOR_ID, role: 'banker' } as const;
  return room.execute({
    actor,
    command: { type: 'start' },
    key: null,
    answer: () => DONE,
    refuse: () => DONE,
  });
}

it('rejects the commands of the batch, and carries on with the next', async () => {
  isTimeBroken = true;
  await expect(start()).rejects.toThrow(StorageError);
  expect(room.state.status).toBe('waiting');
  isTimeBroken = false;
  expect(await start()).toEqual(DONE);
  expect(room.state.status).toBe('in_progress');
  expect(reports).toEqual(['a batch of commands failed']);
});

it('does not keep a game from being wiped when its last events cannot be published', async () => {
  const answered = start();
  isBusBroken = true;
  await answered;
  await rooms.wipe(room);
  expect(reports).toEqual(['the last events could not be published']);
  expect(contents.games.size).toBe(0);
  // A room that is closed writes no more checkpoints.
  clock.advance(10_000);
  expect(contents.games.size).toBe(0);
  expect(reports).toHaveLength(1);
});
