import { beforeEach, describe, expect, it } from 'vitest';
import { createHostTime } from './clock.ts';
import { gapsWithin, watchGaps, type Gap, type Gaps, type HostsAlive } from './gaps.ts';
import { createManualClock, type ManualClock } from './manual-clock.fake.ts';

/** What hosts have written down. */
let seenAt: Map<string, number>;
let written: Gap[];
let isAway: boolean;
let clock: ManualClock;
let reports: string[];

beforeEach(() => {
  seenAt = new Map();
  written = [];
  isAway = false;
  clock = createManualClock();
  reports = [];
});

/** Lets what is asked be answered. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
}
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 500) {
    clock.advance(Math.min(500, ms - passed));
    await settle();
  }
}
const latestOf = () => (seenAt.size === 0 ? null : Math.max(...seenAt.values()));

function storeOf(host: string): HostsAlive {
  const ask = <T>(step: () => T): Promise<T> =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(step());
  return {
    beat: (now) => ask(() => void seenAt.set(host, now)),
    latest: () => ask(latestOf),
    addGap: (since, now) =>
      ask(() => {
        const gap = (latestOf() ?? 0) > since ? null : { from: since, to: now };
        if (gap !== null) written.push(gap);
        seenAt.set(host, now);
        return gap;
      }),
    gaps: () => ask(() => [...written]),
  };
}

async function start(host: string): Promise<Gaps> {
  const starting = watchGaps({
    alive: storeOf(host),
    clock,
    hostTime: createHostTime(clock),
    report: (message) => void reports.push(message),
  });
  // What it asks first is answered at once.
  await settle();
  await pass(3_000);
  return starting;
}

describe('times when no host was alive', () => {
  it('are found by the first host that starts, and known to the next', async () => {
    const first = await start('first');
    await pass(10_000);
    first.stop();
    const diedAt = latestOf() ?? 0;
    await pass(60_000);
    const restartAt = clock.wall();
    const second = await start('second');
    const [gap] = second.read().own;
    expect(gap?.from).toBe(diedAt);
    expect(gap?.to).toBeGreaterThanOrEqual(restartAt);
    expect(second.read().own).toHaveLength(1);
    const third = await start('third');
    expect(third.read()).toMatchObject({ own: [] });
    expect(third.read().all).toContainEqual(gap);
  });

  it('before the first host of all, nothing counts', async () => {
    const startAt = clock.wall();
    const first = await start('first');
    const [gap, ...more] = first.read().own;
    expect([gap?.from, more]).toEqual([0, []]);
    expect(gap?.to).toBeGreaterThanOrEqual(startAt);
  });

  it('are none while another host lives, also if it cannot say so for a while', async () => {
    await start('first');
    await pass(5_000);
    isAway = true;
    await pass(10_000);
    isAway = false;
    const second = await start('second');
    expect(second.read().own).toEqual([]);
    expect(written).toHaveLength(1);
    expect(reports).toEqual(['that this host is alive could not be written down']);
  });

  it('are noticed at once by a host that has stood still itself, and stay if it was alone', async () => {
    const lone = await start('lone');
    await pass(5_000);
    const before = lone.read().all.length;
    const from = clock.wall();
    clock.hang(20_000);
    const { all } = lone.read();
    expect(all).toHaveLength(before + 1);
    expect(gapsWithin(all, from, clock.wall())).toBeGreaterThan(19_000);
    await pass(5_000);
    expect(gapsWithin(lone.read().all, from, clock.wall())).toBeGreaterThan(19_000);
    expect(lone.read().own.at(-1)?.to).toBe(written.at(-1)?.to);
  });

  it('are taken back by a host that has stood still alone', async () => {
    const sleepy = await start('sleepy');
    await pass(5_000);
    const from = clock.wall();
    clock.hang(20_000);
    // Another one was there all the time.
    seenAt.set('other', clock.wall());
    expect(gapsWithin(sleepy.read().all, from, clock.wall())).toBeGreaterThan(19_000);
    await settle();
    expect(gapsWithin(sleepy.read().all, from, clock.wall())).toBe(0);
  });
});

it.each<[readonly (readonly [number, number])[], number]>([
  [[], 0],
  [[[0, 5]], 0],
  [[[25, 30]], 0],
  [[[5, 15]], 5],
  [
    [
      [12, 14],
      [15, 17],
    ],
    4,
  ],
  [
    [
      [15, 17],
      [12, 16],
    ],
    5,
  ],
  [[[0, 100]], 10],
  [
    [
      [11, 13],
      [11, 13],
      [10, 12],
    ],
    3,
  ],
])('of gaps %j, what lies between 10 and 20 is %d', (gaps, missing) => {
  expect(
    gapsWithin(
      gaps.map(([from, to]) => ({ from, to })),
      10,
      20,
    ),
  ).toBe(missing);
});
