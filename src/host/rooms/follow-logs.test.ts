/** What one host does to a game is seen on the others: at once by the bus, and soon without it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFakeBus } from '../bus/host-bus.fake.ts';
import { StorageError } from '../storage/event-store.ts';
import { batch, createGame, joined } from '../storage/events.fixtures.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createLocalBus } from './event-bus.ts';
import { followLogs, tellAppended } from './follow-logs.ts';
import { settled } from './gates.fake.ts';
import { openRooms, type Rooms } from './rooms.ts';

const NO_RESPONSE = { status: 204, body: '', secretsOf: null };

interface TestedHost {
  readonly rooms: Rooms;
  readonly opened: number[];
  readonly wiped: number[];
  readonly close: () => Promise<void>;
}

let clock = createManualClock();
let contents = emptyContents();
let hostBus = createFakeBus();
let history: string;
let isAway: boolean;
let reports: string[];
let gameId: number;
/** What happens before a host follows the log of a game that it has just opened. */
let onOpened: (gameId: number) => unknown = () => undefined;
let one: TestedHost;
let other: TestedHost;

const store = () => {
  const { eventStore } = createMemoryStore(contents, () =>
    isAway ? Promise.reject(new StorageError('away')) : Promise.resolve(),
  );
  return { ...eventStore, epochOf: (id: number) => `${history} ${id}` };
};

async function openHost(): Promise<TestedHost> {
  const eventStore = store();
  const bus = hostBus.open();
  const report = (message: string) => void reports.push(message);
  const rooms = await openRooms({
    eventStore,
    bus: createLocalBus(),
    clock,
    hostTime: createHostTime(clock),
    pinOf: () => null,
    report,
    isLogShared: true,
    onAppended: (id, seq) => tellAppended(bus, id, seq),
  });
  const opened: number[] = [];
  const wiped: number[] = [];
  rooms.watch({
    opened({ state }) {
      opened.push(state.gameId);
      void onOpened(state.gameId);
    },
    wiped: ({ state }) => void wiped.push(state.gameId),
  });
  const stop = followLogs({
    rooms,
    eventStore,
    bus,
    clock,
    report,
    otherHosts: { onChange: () => () => undefined },
  });
  return {
    rooms,
    opened,
    wiped,
    async close() {
      stop();
      await rooms.close();
    },
  };
}

beforeEach(async () => {
  clock = createManualClock();
  contents = emptyContents();
  hostBus = createFakeBus();
  history = 'first';
  isAway = false;
  reports = [];
  gameId = await createGame(store());
  one = await openHost();
  other = await openHost();
});
afterEach(() => Promise.all([one.close(), other.close()]));

const room = ({ rooms }: TestedHost) => rooms.all().find(({ state }) => state.gameId === gameId);
const seqOn = (host: TestedHost) => room(host)?.state.seq;

/** As the room does it, whose banker lets somebody in. */
const join = (host: TestedHost, id: number) =>
  room(host)?.execute({
    actor: { id: 0, role: 'banker' },
    command: { type: 'join', id, role: 'player', name: `P${id}`, teamNumber: 1, withoutPhone: false },
    key: null,
    answer: () => ({ status: 200, body: '', secretsOf: null }),
    refuse: () => ({ status: 409, body: '', secretsOf: null }),
  });

it('what is appended, at once, and the room stays open', async () => {
  const before = room(other);
  await join(one, 70);
  await expect.poll(() => seqOn(other)).toBe(2);
  expect(room(other)).toBe(before);
  expect(other.opened).toEqual([gameId]);
});

it('what is appended while no message arrives, within a second', async () => {
  hostBus.setWorking(false);
  // What began with the loss is over.
  await settled();
  await join(one, 70);
  clock.advance(999);
  await settled();
  expect(seqOn(other)).toBe(1);
  clock.advance(1);
  await expect.poll(() => seqOn(other)).toBe(2);
});

it('what is appended between the reading of a game and its opening', async () => {
  const added = await createGame(store());
  onOpened = (id) => {
    onOpened = () => undefined;
    return store().append(batch(id, 1, joined(72, 'Ben')));
  };
  const opened = await other.rooms.byId(added);
  await expect.poll(() => opened?.state.seq).toBe(2);
});

it('a game that contradicts itself once, until its log goes on', async () => {
  const isTried = () => reports.filter((report) => report === 'a game cannot be opened').length;
  const compareAgain = async () => {
    clock.advance(2_000);
    await settled();
    await settled();
  };
  const broken = await createGame(store());
  const merged = (id: number, into: number) => ({ type: 'participant_merged', id, into }) as const;
  const inCircle = [joined(74, 'Anna'), joined(75, 'Ben'), merged(74, 75), merged(75, 74)];
  await store().append(batch(broken, 1, ...inCircle));
  for (let count = 0; count < 5; count += 1) await compareAgain();
  // By both hosts.
  expect(isTried()).toBe(2);
  await store().append(batch(broken, 5, joined(76, 'Clara')));
  for (let count = 0; count < 3; count += 1) await compareAgain();
  expect(isTried()).toBe(4);
});

it('what was told in a message that was lost, within two seconds', async () => {
  await store().append(batch(gameId, 1, joined(71, 'Anna')));
  await expect
    .poll(() => {
      clock.advance(2_000);
      return [seqOn(one), seqOn(other)];
    })
    .toEqual([2, 2]);
  expect(other.opened).toEqual([gameId]);
});

it('a new game', async () => {
  const added = await createGame(store());
  await expect
    .poll(() => {
      clock.advance(2_000);
      return other.opened;
    })
    .toEqual([gameId, added]);
});

it('a new game once, if somebody asks for it just then', async () => {
  const added = await createGame(store());
  clock.advance(2_000);
  expect((await other.rooms.byId(added))?.state.gameId).toBe(added);
  // Its turn comes after whatever was to be done.
  await other.rooms.replace({ gameIds: () => [], key: null, step: async () => NO_RESPONSE });
  expect(other.opened).toEqual([gameId, added]);
});

it('that a game was wiped, at once and only once', async () => {
  const wiped = room(one);
  if (wiped !== undefined) await one.rooms.wipe(wiped);
  await expect.poll(() => other.wiped).toEqual([gameId]);
  expect(other.rooms.all()).toEqual([]);
  clock.advance(4_000);
  await expect.poll(() => one.rooms.all()).toEqual([]);
  expect([one.wiped, other.wiped]).toEqual([[gameId], [gameId]]);
});

it('another history, under its new epoch', async () => {
  history = 'other';
  await expect
    .poll(() => {
      clock.advance(2_000);
      return room(other)?.epoch;
    })
    .toBe(`other ${gameId}`);
});

it('later on, if the store cannot be read now', async () => {
  isAway = true;
  await expect
    .poll(() => {
      clock.advance(2_000);
      return reports;
    })
    .toContain('games that others may have changed could not be read');
  isAway = false;
  await store().append(batch(gameId, 1, joined(71, 'Anna')));
  await expect
    .poll(() => {
      clock.advance(2_000);
      return seqOn(other);
    })
    .toBe(2);
});

it('nothing, from a message that no host of ours has sent', async () => {
  for (const text of ['', '-1', '1e9', 'Anna', '9'.repeat(40)])
    hostBus.open().publish(`game ${gameId}`, text);
  await expect.poll(() => hostBus.foreign()).toBe(10);
  expect(reports).toEqual([]);
  hostBus.open().publish(`game ${gameId}`, '999');
  await join(one, 70);
  await expect.poll(() => seqOn(other)).toBe(2);
});

it('without a name in any message', async () => {
  await join(one, 70);
  await expect.poll(() => seqOn(other)).toBe(2);
  expect(hostBus.published).toEqual([{ topic: `game ${gameId}`, text: '2' }]);
});
