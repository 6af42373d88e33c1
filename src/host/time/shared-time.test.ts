import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from './manual-clock.fake.ts';
import { createSharedClock } from './shared-clock.fake.ts';
import { shareTime, type SharedTime } from './shared-time.ts';

const START = Date.UTC(2026, 10, 24, 19);

/** The database's clock, and the way there and back. */
let trueTime: ManualClock;
let reports: string[];
beforeEach(() => {
  trueTime = createManualClock(START);
  reports = [];
});

interface Way {
  readonly there: number;
  readonly back: number;
}
/** A host whose own clocks are anything: only what passes counts. */
function measuring(way: () => Way | null): Promise<SharedTime> {
  let takes: Way = { there: 0, back: 0 };
  const shared = createSharedClock(() => trueTime.wall()).open({
    there() {
      const now = way();
      if (now === null) throw new Error('away');
      takes = now;
      trueTime.advance(takes.there);
    },
    back: () => trueTime.advance(takes.back),
  });
  return shareTime({
    clock: trueTime,
    shared,
    onCorrection: () => undefined,
    report: (message) => void reports.push(message),
  });
}
/** How far it is off, ms. */
const offBy = (time: SharedTime) => time.now() - trueTime.wall();
/** Lets what was measured be taken in. */
const settle = () => new Promise((resolve) => void setImmediate(resolve));
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1_000) {
    trueTime.advance(1_000);
    await settle();
  }
}

describe('the time that hosts share', () => {
  it.each([
    [{ there: 1, back: 1 }, 0],
    [{ there: 40, back: 40 }, 0],
    [{ there: 5, back: 15 }, 5],
    [{ there: 15, back: 5 }, -5],
    [{ there: 0, back: 90 }, 45],
  ])('is the database’s, but for half of the way there and back: %o', async (way, off) => {
    const time = await measuring(() => way);
    expect(Math.abs(offBy(time) + off)).toBeLessThanOrEqual(1);
  });

  it.each([
    { there: 0, back: 400 },
    { there: 400, back: 0 },
    { there: 200, back: 200 },
    { there: 3_000, back: 60 },
  ])('is never ahead where the way is long: %o', async (way) => {
    const time = await measuring(() => way);
    expect(offBy(time)).toBeLessThanOrEqual(0);
    expect(offBy(time)).toBeGreaterThanOrEqual(-way.back - 1);
  });

  it('takes the shortest way for the best, until that is long ago', async () => {
    const ways = [
      { there: 100, back: 300 },
      { there: 1, back: 1 },
      { there: 900, back: 10 },
    ];
    let count = 0;
    const time = await measuring(() => ways[count++ % 3] ?? null);
    expect(Math.abs(offBy(time))).toBeLessThanOrEqual(1);
  });

  it('follows what the database’s clock gains or loses, and never goes back', async () => {
    const time = await measuring(() => ({ there: 0, back: 0 }));
    trueTime.setWall(700);
    await pass(40_000);
    expect(offBy(time)).toBe(0);
    let last = time.now();
    trueTime.setWall(-900);
    for (let step = 0; step < 40; step += 1) {
      await pass(1_000);
      expect(time.now()).toBeGreaterThanOrEqual(last);
      last = time.now();
    }
    expect(offBy(time)).toBe(0);
  });

  it('goes on while the database is away, and says so once', async () => {
    let isThere = true;
    const time = await measuring(() => (isThere ? { there: 1, back: 1 } : null));
    isThere = false;
    await pass(60_000);
    expect(reports).toEqual(['the database’s time could not be read']);
    expect(Math.abs(offBy(time))).toBeLessThanOrEqual(1);
    isThere = true;
    await pass(10_000);
    isThere = false;
    await pass(10_000);
    expect(reports).toHaveLength(2);
    time.stop();
    await pass(60_000);
    expect(reports).toHaveLength(2);
  });

  it('is not there where the database is not', async () => {
    await expect(measuring(() => null)).rejects.toThrow('away');
  });
});
