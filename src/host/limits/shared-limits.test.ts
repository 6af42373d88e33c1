/** Limits on real Redis servers: what several hosts count together is what one would have counted alone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OWN_REDIS, startOwnRedis, type OwnRedis } from '../../../scripts/own-redis.ts';
import { createCredentials } from '../auth/credentials.ts';
import type { HostBus } from '../bus/host-bus.ts';
import { parseRedisAddress } from '../bus/redis-address.ts';
import { redisBusAt } from '../bus/redis-bus.ts';
import { systemClock } from '../time/clock.ts';
import { RESERVE } from './command-limits.ts';
import { createLocalLimits, type Limits } from './limits.ts';
import { createPinGuesses, type PinAttempt } from './pin-guesses.ts';
import { createSharedLimits } from './shared-limits.ts';

const PATIENCE = { timeout: 10_000 };
const HOSTS = 3;
const HALL = '10.0.0.1';
const BURST = 10;
const ANNA = { gameId: 1, participantId: 7, foldedName: 'anna' };
const credentials = createCredentials(Buffer.alloc(32, 7));

/** The same numbers every time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

describe.skipIf(OWN_REDIS.path === null)(`limits that hosts count together${OWN_REDIS.note}`, () => {
  let server: OwnRedis;
  let buses: HostBus[];
  let now: number;
  let reports: string[];
  let told: string[];

  beforeEach(async () => {
    server = await startOwnRedis();
    buses = [];
    now = 1_000_000;
    reports = [];
    told = [];
  });
  afterEach(async () => {
    for (const bus of buses) await bus.close();
    await server.dispose();
  });

  const localWith = (suspect: (gameId: number, participantId: number) => void): Limits =>
    createLocalLimits({
      now: () => now,
      pinGuesses: createPinGuesses({ monotonic: () => now }, suspect),
      joinBurst: BURST,
    });

  async function openHost(): Promise<Limits> {
    const address = parseRedisAddress(server.url);
    if (address === null) throw new Error('This is no address of Redis.');
    const bus = redisBusAt(address)({ name: 'test', clock: systemClock(), report: () => undefined });
    buses.push(bus);
    await expect.poll(() => bus.evaluate('return {1}', [], []), PATIENCE).toEqual([1]);
    return createSharedLimits({
      bus,
      createLocal: localWith,
      now: () => now,
      joinBurst: BURST,
      fingerprint: (text) => credentials.fingerprint(text),
      suspect: (gameId, participantId) => told.push(`alone ${gameId} ${participantId}`),
      tellAll: (gameId, participantId) => told.push(`${gameId} ${participantId}`),
      report: (message) => reports.push(message),
    });
  }
  const openHosts = async (): Promise<readonly [Limits, Limits, Limits]> => [
    await openHost(),
    await openHost(),
    await openHost(),
  ];

  const wrong = (limits: Limits, network = HALL, seat: Omit<PinAttempt, 'network'> = ANNA) =>
    limits.tryPin({ ...seat, network }, false);
  const right = (limits: Limits, network = HALL) => limits.tryPin({ ...ANNA, network }, true);

  it.each([1, 2, 3, 4])('are what one host alone would have counted (%i)', async (seed) => {
    const hosts = await openHosts();
    const suspects: string[] = [];
    const alone = localWith((gameId, participantId) => suspects.push(`${gameId} ${participantId}`));
    const random = numbersFrom(seed);
    const networks = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'];
    const seats = [
      ANNA,
      { gameId: 1, participantId: 8, foldedName: 'mia' },
      { gameId: 1, participantId: null, foldedName: 'nobody' },
    ];
    const step = async (limits: Limits, kind: number, network: string, choice: number): Promise<number> => {
      const seat = seats[choice % seats.length] ?? ANNA;
      switch (kind) {
        case 0:
          return limits.takeJoin(network);
        case 1:
          await limits.putBackJoin(network);
          return 0;
        case 2:
          return limits.takeCommand({ id: 2 + (choice % 90), role: 'player' }, network, 1 + (choice % 600));
        case 3:
          return limits.takeCommand({ id: 9, role: 'banker' }, network, 1 + (choice % 2_000));
        case 4: {
          const { count, endsInMs } = await limits.addFailure(choice % 2 === 0 ? 'code' : 'auth', network);
          return count * 1_000_000 + endsInMs;
        }
        case 5:
          await limits.failedGuess(network);
          return limits.msUntilGuess(network);
        case 6:
          return limits.tryPin({ ...seat, network }, true);
        default:
          return limits.tryPin({ ...seat, network }, false);
      }
    };
    for (let count = 0; count < 600; count += 1) {
      now += random(10) === 0 ? random(400_003) : random(997);
      const [kind, network, choice] = [random(12), networks[random(4)] ?? HALL, random(100_000)];
      const expected = await step(alone, kind, network, choice);
      const together = await step(hosts[count % HOSTS] ?? hosts[0], kind, network, choice);
      expect(Math.abs(together - expected), `step ${count} of kind ${kind}`).toBeLessThanOrEqual(1);
    }
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(suspects);
    expect(reports).toEqual([]);
  });

  it('leave each seat what is its own once others have used up what their address may do', async () => {
    const [one, other] = await openHosts();
    for (let id = 1_000; id < 1_084; id += 1) await one.takeCommand({ id, role: 'player' }, HALL, 600);
    let done = 0;
    for (let count = 0; count < RESERVE.burst + 10; count += 1) {
      const host = count % 2 === 0 ? one : other;
      if ((await host.takeCommand({ id: 7, role: 'player' }, HALL, 1)) === 0) done += 1;
    }
    expect(done).toBe(RESERVE.burst);
  });

  it('spend one budget, however many ask at once', async () => {
    const hosts = await openHosts();
    const waits = await Promise.all(
      Array.from({ length: 60 }, (_, index) => (hosts[index % HOSTS] ?? hosts[0]).takeJoin(HALL)),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(BURST);
    const tries = await Promise.all(
      Array.from({ length: 60 }, (_, index) => wrong(hosts[index % HOSTS] ?? hosts[0])),
    );
    expect(tries.filter((wait) => wait === 0)).toHaveLength(5);
    expect(await right(hosts[2])).toBeGreaterThan(0);
  });

  it('forget wrong PINs after a right one, on whichever host', async () => {
    const [one, other, third] = await openHosts();
    for (const host of [one, other, third, one]) expect(await wrong(host)).toBe(0);
    expect(await right(other)).toBe(0);
    for (const host of [one, other, third, one]) expect(await wrong(host)).toBe(0);
  });

  it('hold no name, no address, and nothing for longer than it counts', async () => {
    const [one] = await openHosts();
    await wrong(one);
    await wrong(one, HALL, { ...ANNA, participantId: null, foldedName: 'nobody' });
    await one.takeJoin(HALL);
    await one.addFailure('auth', HALL);
    await one.takeCommand({ id: 7, role: 'player' }, HALL, 1);
    const [bus] = buses;
    const keys = (await bus?.evaluate(`return redis.call('KEYS', '*')`, [], [])) ?? [];
    expect(keys.length).toBeGreaterThan(10);
    for (const key of keys.map(String)) {
      expect(key).toMatch(/^test limit [0-9a-f]{64}$/);
      const [ttl] = (await bus?.evaluate(`return {redis.call('PTTL', ARGV[1])}`, [], [key])) ?? [];
      expect(Number(ttl)).toBeGreaterThan(0);
    }
  });

  it.each([
    ['frozen', async (one: OwnRedis) => one.freeze(), async (one: OwnRedis) => one.thaw()],
    ['ended', (one: OwnRedis) => one.kill(), (one: OwnRedis) => one.start()],
  ])('go on on each host while the server is %s, which is said once', async (_, harm, mend) => {
    const [one, other] = await openHosts();
    const joined = async (host: Limits) => (await host.takeJoin(HALL)) === 0;
    for (let count = 0; count < 6; count += 1) expect(await joined(one)).toBe(true);
    await harm(server);
    const here: boolean[] = [];
    const there: boolean[] = [];
    for (let count = 0; count < 12; count += 1) {
      here.push(await joined(one));
      there.push(await joined(other));
    }
    // This host goes on from what it has counted; neither lets everything through, nor nothing.
    expect(here.filter(Boolean)).toHaveLength(4);
    expect(there.filter(Boolean)).toHaveLength(BURST);
    expect(reports).toEqual([
      'limits are counted on this host alone until the bus answers',
      'limits are counted on this host alone until the bus answers',
    ]);
    for (let count = 0; count < 5; count += 1) await wrong(one);
    expect(told).toEqual(['alone 1 7']);
    await mend(server);
    for (const bus of buses)
      await expect.poll(() => bus.evaluate('return {1}', [], []), PATIENCE).toEqual([1]);
    for (let count = 0; count < 30; count += 1) await (count % 2 === 0 ? one : other).takeJoin('10.0.0.9');
    expect(await joined(one)).toBe(await joined(other));
    expect(await other.takeJoin('10.0.0.9')).toBeGreaterThan(0);
    expect(new Set(reports).size).toBe(2);
    expect(reports).toHaveLength(4);
  });
});
