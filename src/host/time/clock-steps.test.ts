/** The clock of the database that hosts share is set, or hosts stand still, while games are on. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from './manual-clock.fake.ts';
import { createSharedClock } from './shared-clock.fake.ts';
import { shareTime, type SharedTime } from './shared-time.ts';

const START = Date.UTC(2026, 10, 24, 19);
const HOUR_MS = 60 * 60_000;
/** As hosts agree where all are near the database. */
const AGREED_MS = 5;
/** Until a doubt has been settled, or denied, in steps of a second. */
const SETTLED_MS = 20_000;

let truth: ManualClock;
let shared: ReturnType<typeof createSharedClock>;
/** How far the database's clock has been set. */
let setBy: number;
let hosts: TestedHost[];
let reports: string[];
beforeEach(() => {
  truth = createManualClock(START);
  setBy = 0;
  shared = createSharedClock(() => truth.wall() + setBy);
  hosts = [];
  reports = [];
});

interface TestedHost {
  readonly time: SharedTime;
  /** All that was said of the correction. */
  readonly corrections: number[];
  /** Its machine stands still: none of its clocks counts what passes. */
  isStopped: boolean;
  /** It does not reach the database. */
  isCutOff: boolean;
  readonly clock: ManualClock;
}

const settle = () => new Promise((resolve) => void setImmediate(resolve));

async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1_000) {
    truth.advance(1_000);
    for (const { clock, isStopped } of hosts) if (!isStopped) clock.advance(1_000);
    // Several calls to the database come one after the other.
    for (let turn = 0; turn < 5; turn += 1) await settle();
    for (const { time } of hosts) time.now();
  }
}

/** Hosts that live say so, as `gaps.ts` has them do. */
function beat(): void {
  const [host] = hosts;
  if (host !== undefined) shared.set({ seenAt: host.time.now() });
}

async function start(): Promise<TestedHost> {
  const clock = createManualClock(0);
  const corrections: number[] = [];
  const state = { isStopped: false, isCutOff: false };
  const starting = shareTime({
    clock,
    shared: shared.open({
      there() {
        if (state.isCutOff) throw new Error('away');
      },
      back: () => undefined,
    }),
    onCorrection: (ms) => void corrections.push(ms),
    report: (message) => void reports.push(message),
  });
  const started: SharedTime[] = [];
  const ready = starting.then((time) => started.push(time));
  await settle();
  while (started.length === 0) {
    await pass(1_000);
    clock.advance(1_000);
    await settle();
  }
  await ready;
  const host = Object.assign(state, { time: await starting, corrections, clock });
  hosts.push(host);
  return host;
}

async function startSome(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await start();
  // They have seen what the clock was before.
  await pass(15_000);
}

/** How far each host's time is from the true one, ms. */
const offs = () => hosts.map(({ time }) => time.now() - truth.wall());
const expectAgreed = () => {
  for (const off of offs()) expect(Math.abs(off)).toBeLessThanOrEqual(AGREED_MS);
};

describe.each([1, 2, 3])('the time of %i hosts', (count) => {
  it.each([HOUR_MS, -HOUR_MS, 26 * HOUR_MS, -26 * HOUR_MS, 3_000, -3_000, 40_000, -40_000])(
    'G7 goes on, and jumps for none at any moment, when the database’s clock is set by %i ms, and when it is put right',
    async (step) => {
      await startSome(count);
      for (const says of [step, 0]) {
        setBy = says;
        for (let second = 0; second < 40; second += 1) {
          await pass(1_000);
          expectAgreed();
        }
        expect(shared.kept()).toMatchObject({ correctionMs: says === 0 ? 0 : -step, doubtState: 'settled' });
        for (const { corrections } of hosts) expect(corrections.at(-1)).toBe(says === 0 ? 0 : -step);
      }
      expect(reports).toEqual([]);
    },
  );

  it('follows what is less than a second, which is no step', async () => {
    await startSome(count);
    setBy = 900;
    await pass(40_000);
    expect(offs()).toEqual(hosts.map(() => 900));
    expect(shared.kept()).toMatchObject({ correctionMs: 0, doubt: 0 });
  });

  it('goes on when the clock is set once more before hosts have found out', async () => {
    await startSome(count);
    setBy = HOUR_MS;
    await pass(5_000);
    setBy = -2 * HOUR_MS;
    await pass(3_000);
    setBy = HOUR_MS;
    await pass(SETTLED_MS);
    expectAgreed();
    expect(shared.kept().correctionMs).toBe(-HOUR_MS);
  });

  it('goes on when the clock is right again before they have, and nothing is corrected', async () => {
    await startSome(count);
    setBy = HOUR_MS;
    await pass(5_000);
    setBy = 0;
    // Nobody who doubted it is a witness.
    await pass(2 * SETTLED_MS);
    expectAgreed();
    expect(shared.kept()).toMatchObject({ correctionMs: 0, doubtState: 'denied' });
    setBy = HOUR_MS;
    await pass(SETTLED_MS);
    expectAgreed();
    expect(shared.kept()).toMatchObject({ correctionMs: -HOUR_MS, doubtState: 'settled' });
  });

  it('goes on when the database is away meanwhile', async () => {
    await startSome(count);
    setBy = HOUR_MS;
    await pass(5_000);
    for (const host of hosts) host.isCutOff = true;
    await pass(30_000);
    for (const host of hosts) host.isCutOff = false;
    await pass(SETTLED_MS);
    expectAgreed();
    expect(reports).toHaveLength(count);
  });
});

describe('a host that stood still, with its machine', () => {
  it.each([2_500, 40_000, HOUR_MS])('for %i ms takes the others’ time, within three seconds', async (ms) => {
    await startSome(3);
    const [stopped] = hosts;
    if (stopped === undefined) throw new Error('there is no host');
    stopped.isStopped = true;
    await pass(Math.ceil(ms / 1_000) * 1_000);
    stopped.isStopped = false;
    await pass(3_000);
    expectAgreed();
    await pass(SETTLED_MS);
    expectAgreed();
    expect(shared.kept()).toMatchObject({ correctionMs: 0, doubtState: 'denied' });
  });

  it('asks anew about each step that comes later', async () => {
    await startSome(3);
    const [stopped] = hosts;
    if (stopped === undefined) throw new Error('there is no host');
    stopped.isStopped = true;
    await pass(40_000);
    stopped.isStopped = false;
    await pass(3_000);
    setBy = HOUR_MS;
    for (let second = 0; second < 30; second += 1) {
      await pass(1_000);
      expectAgreed();
    }
    expect(shared.kept().correctionMs).toBe(-HOUR_MS);
  });

  it('so do several at once, as long as one was there', async () => {
    await startSome(3);
    for (const host of hosts.slice(1)) host.isStopped = true;
    await pass(60_000);
    for (const host of hosts.slice(1)) host.isStopped = false;
    await pass(SETTLED_MS);
    expectAgreed();
    expect(shared.kept().correctionMs).toBe(0);
  });

  it('does not tell the others what time it is when the clock is set meanwhile', async () => {
    await startSome(3);
    const [stopped] = hosts;
    if (stopped === undefined) throw new Error('there is no host');
    stopped.isStopped = true;
    await pass(60_000);
    setBy = HOUR_MS;
    await pass(SETTLED_MS);
    stopped.isStopped = false;
    await pass(SETTLED_MS);
    expectAgreed();
    expect(shared.kept().correctionMs).toBe(-HOUR_MS);
  });

  it('knows by itself of a sleep that its machine has counted, and asks nobody', async () => {
    await startSome(1);
    truth.advance(HOUR_MS);
    hosts[0]?.clock.sleep(HOUR_MS);
    expectAgreed();
    await pass(SETTLED_MS);
    expectAgreed();
    expect(shared.kept().doubt).toBe(0);
  });
});

describe('a host that starts', () => {
  it('while the others find out whether the clock was set waits for it, and says nothing', async () => {
    await startSome(2);
    setBy = HOUR_MS;
    await pass(2_000);
    await start();
    expect(shared.kept()).toMatchObject({ correctionMs: -HOUR_MS, doubtState: 'settled' });
    expectAgreed();
    await pass(SETTLED_MS);
    expectAgreed();
  });

  it('in the moment in which it was set, before any has noticed, waits, too', async () => {
    await startSome(2);
    beat();
    setBy = HOUR_MS;
    await start();
    expectAgreed();
    await pass(SETTLED_MS);
    expectAgreed();
    expect(shared.kept().correctionMs).toBe(-HOUR_MS);
  });

  it('just after it was set by so little that nobody can tell denies nothing, and waits for the others later', async () => {
    await startSome(2);
    beat();
    setBy = 2_500;
    await start();
    expect(offs()).toEqual([0, 0, 2_500]);
    await pass(SETTLED_MS);
    expectAgreed();
    expect(shared.kept().correctionMs).toBe(-2_500);
  });

  it('later has the others’ time at once', async () => {
    await startSome(2);
    setBy = HOUR_MS;
    await pass(SETTLED_MS);
    beat();
    const before = truth.wall();
    await start();
    expect(truth.wall()).toBe(before);
    expectAgreed();
  });
});

describe('a host that starts when none lives', () => {
  /** What hosts have left behind that ended so long ago. */
  async function leave(agoMs: number, left: Partial<ReturnType<typeof shared.kept>>): Promise<void> {
    shared.set({ seenAt: truth.wall(), ...left });
    await pass(agoMs);
  }

  it('soon after the last keeps to its time', async () => {
    setBy = HOUR_MS;
    await leave(60_000, { correctionMs: -HOUR_MS });
    await start();
    expectAgreed();
    expect(shared.kept().correctionMs).toBe(-HOUR_MS);
  });

  it.each([-HOUR_MS, HOUR_MS])(
    'goes by the clock where that is right again, or was right all the time: corrected by %i ms',
    async (correctionMs) => {
      await leave(10 * 60_000, { correctionMs });
      await start();
      expectAgreed();
      expect(shared.kept().correctionMs).toBe(0);
    },
  );

  it('does not wait for ever for those who had a doubt', async () => {
    await leave(60_000, { doubt: 4, doubtState: 'open' });
    const before = truth.wall();
    await start();
    expect(truth.wall() - before).toBeLessThanOrEqual(30_000);
    expect(shared.kept()).toMatchObject({ doubt: 4, doubtState: 'settled' });
    expectAgreed();
  });
});
