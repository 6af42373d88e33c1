/** What hosts make of a clock that is set to and fro, or a little, where each measures it at another moment or from further away. */
import { beforeEach, expect, it } from 'vitest';
import { createClockDoubts } from './clock-doubts.ts';
import { createManualClock, type ManualClock } from './manual-clock.fake.ts';
import { createSharedClock } from './shared-clock.fake.ts';
import { shareTime, type SharedTime } from './shared-time.ts';

const START = Date.UTC(2026, 10, 24, 19);
const HOUR_MS = 60 * 60_000;
const TICK_MS = 50;
/** Between the moments at which two hosts measure. */
const APART_MS = 250;

interface TestedHost {
  readonly clock: ManualClock;
  time: SharedTime | null;
  isStopped: boolean;
}
let truth: ManualClock;
let shared: ReturnType<typeof createSharedClock>;
let setBy: number;
let hosts: TestedHost[];
beforeEach(() => {
  truth = createManualClock(START);
  setBy = 0;
  shared = createSharedClock(() => truth.wall() + setBy);
  hosts = [];
});

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += TICK_MS) {
    truth.advance(TICK_MS);
    for (const { clock, isStopped } of hosts) if (!isStopped) clock.advance(TICK_MS);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
    for (const { time } of hosts) time?.now();
  }
}

/** @param roundTripMs to the database and back, for each host */
async function startSome(roundTripMs: readonly number[], watchMs: number): Promise<void> {
  for (const ms of roundTripMs) {
    const clock = createManualClock(0);
    const host: TestedHost = { clock, time: null, isStopped: false };
    hosts.push(host);
    const half = () => (ms === 0 ? null : new Promise<void>((resolve) => void clock.after(ms / 2, resolve)));
    const near = shared.open({ there: () => undefined, back: () => undefined });
    const far: typeof near = {
      ...near,
      async read() {
        await half();
        const reading = await near.read();
        await half();
        return reading;
      },
    };
    void shareTime({ clock, shared: far, onCorrection: () => undefined, report: () => undefined }).then(
      (time) => (host.time = time),
    );
    await pass(APART_MS);
  }
  await pass(watchMs);
}

/** How far the time of the host that is furthest off is from the true one, ms. */
const mostOff = () =>
  Math.max(...hosts.flatMap(({ time }) => (time === null ? [] : Math.abs(time.now() - truth.wall()))));

it.each(
  [1, 2, 3].flatMap((count) =>
    [HOUR_MS, -HOUR_MS].flatMap((step) =>
      [500, 1_000, 1_500, 2_500].map((undoneMs) => [count, step, undoneMs] as const),
    ),
  ),
)(
  'G7 %i hosts go on when the clock is set by %i ms, put right for %i ms, and set again',
  async (count, step, undoneMs) => {
    await startSome(
      Array.from({ length: count }, () => 0),
      12_000,
    );
    setBy = step;
    await pass(5_000);
    setBy = 0;
    await pass(undoneMs);
    setBy = step;
    await pass(25_000);
    expect(mostOff()).toBeLessThanOrEqual(5);
    expect(shared.kept()).toMatchObject({ correctionMs: -step, doubtState: 'settled' });
  },
);

it.each([
  [200, 1_350],
  [200, -1_350],
  [400, 1_700],
])('a host %i ms away, which cannot tell a step of %i ms, denies none', async (roundTripMs, step) => {
  await startSome([0, roundTripMs, 0], 12_000);
  setBy = step;
  await pass(25_000);
  expect(shared.kept()).toMatchObject({ correctionMs: -step, doubtState: 'settled' });
  expect(mostOff()).toBeLessThanOrEqual(roundTripMs);
});

it.each([-HOUR_MS, HOUR_MS])(
  'a host that starts while the only other one, far from the database, still finds out about a step of %i ms has its time',
  async (step) => {
    await startSome([300], 12_000);
    const [far] = hosts;
    const beat = () => shared.set({ seenAt: far?.time?.now() ?? null });
    beat();
    setBy = step;
    await startSome([0], 0);
    for (let second = 0; second < 60; second += 1) {
      beat();
      await pass(1_000);
      expect(mostOff()).toBeLessThanOrEqual(300);
    }
    expect(shared.kept()).toMatchObject({ correctionMs: -step, doubtState: 'settled' });
  },
);

it('a doubt that nobody has any more ends, though no host has watched for long, and a later one is another', async () => {
  await startSome([0, 0], 3_000);
  setBy = HOUR_MS;
  await pass(4_000);
  setBy = 0;
  await pass(40_000);
  expect(shared.kept()).toMatchObject({ correctionMs: 0, doubtState: 'denied' });
  const [host] = hosts;
  if (host === undefined) throw new Error('no host');
  host.isStopped = true;
  await pass(30_000);
  host.isStopped = false;
  await pass(20_000);
  expect(mostOff()).toBeLessThanOrEqual(5);
  expect(shared.kept()).toMatchObject({ correctionMs: 0, doubtState: 'denied' });
});

it('a doubt that another host denied, and that was no longer seen, says nothing about a later step', async () => {
  const doubts = [1, 2];
  const judge = createClockDoubts(
    {
      doubt: () => Promise.resolve(doubts.shift() ?? null),
      deny: () => Promise.reject(new Error('denied')),
      correct: () => Promise.reject(new Error('corrected')),
    },
    () => 0,
  );
  const verdict = (doubt: number, doubtState: 'denied' | 'settled', stepMs: number) =>
    judge({
      reading: { clock: START, correctionMs: 0, doubt, doubtState, seenAt: START },
      stepMs,
      isSure: true,
      isOdd: stepMs !== 0,
      isExact: true,
    });
  expect(await verdict(0, 'settled', HOUR_MS)).toBe('wait');
  expect(await verdict(1, 'denied', 0)).toBe('follow');
  expect(await verdict(1, 'denied', HOUR_MS)).toBe('wait');
  expect(await verdict(2, 'denied', HOUR_MS)).toBe('adopt');
});
