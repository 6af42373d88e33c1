import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Warning } from '../../protocol/host-warnings.ts';
import { createHostTime } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { SLEEP_NOTICED_MS, SLEEP_TOLD_MS, type SleepWatch, watchSleep } from './sleep-watch.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let clock: ReturnType<typeof createManualClock>;
let watch: SleepWatch;
let warned: (Warning | null)[];
let isNeeded: boolean;

beforeEach(() => {
  clock = createManualClock();
  warned = [];
  isNeeded = true;
  watch = watchSleep({
    clock,
    hostTime: createHostTime(clock),
    isNeeded: () => isNeeded,
    warn: (warning) => void warned.push(warning),
  });
});
afterEach(() => watch.stop());

/** How many minutes it is said to have slept. */
const lengths = () =>
  warned.map((warning) =>
    warning?.code === 'laptop_slept'
      ? Math.round((warning.params.until - warning.params.from) / MINUTE_MS)
      : null,
  );

describe.each(['sleep', 'hang'] as const)('a laptop whose clocks %s while it is away', (kind) => {
  it('is said to have slept, for how long and until when, once', () => {
    clock.advance(5 * MINUTE_MS);
    const from = clock.wall();
    clock[kind](4 * MINUTE_MS);
    watch.look();
    clock.advance(MINUTE_MS);
    expect(warned).toEqual([{ code: 'laptop_slept', params: { from, until: from + 4 * MINUTE_MS } }]);
  });

  it('is found out at the next tick, where the system does not tell that it woke up', () => {
    clock[kind](4 * MINUTE_MS);
    clock.advance(1_000);
    expect(lengths()).toEqual([4]);
  });

  it('is no longer talked about after a while, and is again after the next time', () => {
    clock[kind](MINUTE_MS);
    watch.look();
    clock.advance(SLEEP_TOLD_MS - 1);
    clock[kind](2 * MINUTE_MS);
    watch.look();
    clock.advance(SLEEP_TOLD_MS - 1);
    expect(lengths()).toEqual([1, 2]);
    clock.advance(1);
    expect(lengths()).toEqual([1, 2, null]);
  });

  it('is not talked about if no phone has noticed, or nobody plays', () => {
    clock[kind](SLEEP_NOTICED_MS - 1);
    watch.look();
    isNeeded = false;
    clock[kind](HOUR_MS);
    watch.look();
    isNeeded = true;
    clock.advance(MINUTE_MS);
    expect(warned).toEqual([]);
  });
});

it('takes no setting of the clock for a sleep', () => {
  for (const jump of [HOUR_MS, -HOUR_MS, 400 * 24 * HOUR_MS, -400 * 24 * HOUR_MS]) {
    clock.setWall(jump);
    clock.advance(MINUTE_MS);
  }
  expect(warned).toEqual([]);
});
