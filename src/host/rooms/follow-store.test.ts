/** Games that others have written to, or whose epoch has changed, are opened again; the others stay open. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StorageError, type EventStore } from '../storage/event-store.ts';
import { batch, createGame, joined } from '../storage/events.fixtures.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { followStore } from './follow-store.ts';
import { openRooms, type Rooms } from './rooms.ts';

const clock = createManualClock();
let eventStore: EventStore;
let rooms: Rooms;
let ids: readonly number[];
/** What is put in front of every epoch. */
let history: string;
let tellChange: () => void;
let isAway: boolean;
let reports: string[];

beforeEach(async () => {
  history = 'one';
  isAway = false;
  reports = [];
  const stored = createMemoryStore(emptyContents()).eventStore;
  eventStore = {
    ...stored,
    epochOf: (gameId) => `${history} ${gameId}`,
    list: () => (isAway ? Promise.reject(new StorageError('away')) : stored.list()),
  };
  ids = [await createGame(eventStore), await createGame(eventStore)];
  const report = (message: string) => void reports.push(message);
  const hostTime = createHostTime(clock);
  rooms = await openRooms({ bus: createLocalBus(), eventStore, clock, hostTime, pinOf: () => null, report });
  followStore({
    rooms,
    eventStore,
    clock,
    report,
    otherHosts: {
      onChange(listener) {
        tellChange = listener;
        return () => undefined;
      },
    },
  });
});
afterEach(() => rooms.close());

const room = (at: number) => rooms.all().find(({ state }) => state.gameId === ids[at]);

it('where somebody else has written, and only there', async () => {
  const [first, second] = [room(0), room(1)];
  await eventStore.append(batch(ids[0] ?? 0, 1, joined(7, 'Anna')));
  tellChange();
  await expect.poll(() => room(0)?.state.seq).toBe(2);
  expect(room(0)).not.toBe(first);
  expect(room(1)).toBe(second);
});

it('where the history is another one, all of them, under their new epochs', async () => {
  history = 'other';
  tellChange();
  await expect.poll(() => rooms.all().map(({ epoch }) => epoch)).toEqual(ids.map((id) => `other ${id}`));
});

it('where a game is new, or gone', async () => {
  await eventStore.wipe(ids[0] ?? 0);
  const added = await createGame(eventStore);
  tellChange();
  await expect.poll(() => rooms.all().map(({ state }) => state.gameId)).toEqual([ids[1], added]);
});

it('later on, if the store cannot be read now', async () => {
  isAway = true;
  history = 'other';
  tellChange();
  await expect.poll(() => reports).toHaveLength(1);
  isAway = false;
  clock.advance(1_000);
  await expect.poll(() => rooms.all().map(({ epoch }) => epoch)).toEqual(ids.map((id) => `other ${id}`));
});
