import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeBus, type FakeBus } from '../bus/host-bus.fake.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { PRESENCE_MS } from './presence-broadcaster.ts';
import { exchangePresence, type KnownSeat, type PresenceExchange } from './presence-exchange.ts';
import { TestLive } from './test-live.harness.ts';

const GAME = 5;
const ANNA = 100;
const TOM = 101;
const LEA = 102;
const SEATS = [ANNA, TOM, LEA];

let clock: ManualClock;
let bus: FakeBus;
let told: number;

beforeEach(() => {
  clock = createManualClock();
  bus = createFakeBus();
  told = 0;
});

function open(seats: readonly KnownSeat[]): PresenceExchange {
  return exchangePresence({
    gameId: GAME,
    bus: bus.open(),
    clock,
    own: () => seats,
    onTold: () => (told += 1),
    isSeat: (id) => SEATS.includes(id),
  });
}
const seat = (id: number, change: Partial<KnownSeat> = {}): KnownSeat => ({
  id,
  connected: true,
  since: 1_000,
  lastSeen: 2_000,
  onPhoneOf: null,
  ...change,
});
/** Lets messages arrive. */
const arrive = () => new Promise((resolve) => void setImmediate(resolve));
/** In steps, so that what is said on the way arrives. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    clock.advance(500);
    await arrive();
  }
}

describe('what hosts tell each other of who is connected', () => {
  it('is known to every other host, with nobody’s name', async () => {
    const here = open([]);
    const there = open([seat(ANNA), seat(TOM, { connected: false, onPhoneOf: ANNA })]);
    there.changed();
    await pass(500);
    expect(here.find(ANNA)).toEqual(seat(ANNA));
    expect(here.find(TOM)).toEqual(seat(TOM, { connected: false, onPhoneOf: ANNA }));
    expect(here.find(LEA)).toBeNull();
    // Its own is not somebody else's.
    expect(there.find(ANNA)).toBeNull();
    expect(bus.published.every(({ topic }) => topic === `presence ${GAME}`)).toBe(true);
  });

  it('is said at most once a second, however much changes, and again for who has missed it', async () => {
    const there = open([seat(ANNA)]);
    for (let change = 0; change < 50; change += 1) {
      there.changed();
      clock.advance(40);
    }
    expect(bus.published.length).toBeLessThanOrEqual(3);
    bus.setWorking(false);
    await pass(4_000);
    const late = open([]);
    bus.setWorking(true);
    await pass(2_000);
    expect(late.find(ANNA)?.connected).toBe(true);
  });

  it('takes a seat to be where it is connected, or was last', async () => {
    const here = open([]);
    const [first, second] = [
      open([seat(ANNA, { connected: false, lastSeen: 9_000 }), seat(TOM, { connected: false, lastSeen: 3 })]),
      open([seat(ANNA, { lastSeen: 4_000 }), seat(TOM, { connected: false, lastSeen: 4 })]),
    ];
    for (const each of [first, second, first]) {
      each.changed();
      await pass(1_000);
    }
    expect(here.find(ANNA)).toMatchObject({ connected: true, lastSeen: 4_000 });
    expect(here.find(TOM)).toMatchObject({ connected: false, lastSeen: 4 });
  });

  it('knows within five seconds that a host is gone, and when its phones were last heard from', async () => {
    const here = open([]);
    const there = open([seat(ANNA)]);
    there.changed();
    await pass(1_000);
    const before = told;
    bus.setWorking(false);
    await pass(5_000);
    expect(here.find(ANNA)).toEqual(seat(ANNA, { connected: false }));
    expect(told).toBeGreaterThan(before);
    bus.setWorking(true);
    await pass(2_000);
    expect(here.find(ANNA)?.connected).toBe(true);
  });

  it('knows at once of a host that takes its leave', async () => {
    const here = open([]);
    const there = open([seat(ANNA)]);
    there.changed();
    await pass(500);
    there.stop();
    await arrive();
    expect(here.find(ANNA)).toEqual(seat(ANNA, { connected: false }));
    const said = bus.published.length;
    await pass(10_000);
    expect(bus.published).toHaveLength(said);
  });

  it.each([
    '',
    'hello',
    '{}',
    '[]',
    '[5,[]]',
    '["x"]',
    '["x",5]',
    '["x",[5]]',
    '["x",[[1]]]',
    '["x",[["1",true,1,1,null]]]',
    '["x",[[1,1,1,1,null]]]',
    '["x",[[1,true,"1",1,null]]]',
    '["x",[[1,true,1,{},null]]]',
    '["x",[[1,true,1,1,"2"]]]',
    '['.repeat(5_000),
    JSON.stringify(['x', Array.from({ length: 40_000 }, () => [ANNA, true, 1_000_000, 1_000_000, null])]),
  ])('passes over what no host of ours says, and has it counted: %.40s', async (text) => {
    const here = open([]);
    bus.open().publish(`presence ${GAME}`, text);
    await arrive();
    expect(bus.foreign()).toBe(1);
    expect(here.find(1)).toBeNull();
    expect(here.find(ANNA)).toBeNull();
  });

  it('keeps nothing of seats that the game does not have, nor of hosts without end', async () => {
    const here = open([]);
    const say = (host: string, id: number, lastSeen: number) =>
      bus.open().publish(`presence ${GAME}`, JSON.stringify([host, [[id, true, 1, lastSeen, null]]]));
    say('made up', 5_000, 1);
    await pass(500);
    expect(here.find(5_000)).toBeNull();
    say('first', TOM, 7);
    for (let count = 0; count < 100; count += 1) say(`host ${count}`, ANNA, count);
    await arrive();
    // It has been forgotten for the others, and what it said last is known.
    expect(here.find(TOM)).toMatchObject({ connected: false, lastSeen: 7 });
    expect(here.find(ANNA)).toMatchObject({ connected: true });
    await pass(6_000);
    expect(here.find(ANNA)).toMatchObject({ connected: false, lastSeen: 99 });
    expect(here.find(5_000)).toBeNull();
  });
});

describe('a desk', () => {
  let harness: TestLive;
  let anna: number;

  beforeEach(async () => {
    harness = new TestLive();
    harness.hostBus = bus.open();
    await harness.begin();
    anna = await harness.addPlayer('Anna');
  });
  afterEach(() => harness.close());

  it('shows phones that are connected to other hosts, and other hosts learn of those here', async () => {
    const desk = await harness.openSocket(harness.bankerId);
    await desk.next('presence');
    const { gameId } = harness.room.state;
    bus.open().publish(`presence ${gameId}`, JSON.stringify(['other', [[anna, true, 7_000, 8_000, null]]]));
    await harness.settle();
    harness.clock.advance(PRESENCE_MS);
    const { items } = await desk.next('presence', 1);
    expect(items).toContainEqual({ player_id: anna, connected: true, since: 7_000 });
    expect(harness.live.presence(anna)).toEqual({ connected: true, lastSeen: 8_000 });
    expect(bus.published.some(({ text }) => text.includes(`[${harness.bankerId},true`))).toBe(true);
  });
});
