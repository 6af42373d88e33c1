import { describe, expect, it } from 'vitest';
import { uptimeClock } from './clock.ts';

/** A monotonic clock and a system uptime in steps of 10 ms, both set by the test. */
function testClocks() {
  let [monotonic, up] = [0, 5_000];
  let readings = 0;
  const read = uptimeClock(
    () => monotonic,
    () => {
      readings += 1;
      return Math.floor(up / 10) * 10;
    },
  );
  return {
    read,
    readings: () => readings,
    advance: (ms: number) => {
      monotonic += ms;
      up += ms;
    },
    sleep: (ms: number) => {
      up += ms;
    },
  };
}

describe('the uptime', () => {
  it('follows the monotonic clock, and rarely asks the system', () => {
    const { read, readings, advance } = testClocks();
    const before = readings();
    advance(20);
    expect(read()).toBe(5_020);
    advance(20);
    expect(read()).toBe(5_040);
    expect(readings()).toBe(before);
    advance(3_600_000);
    expect(read()).toBe(3_605_040);
    expect(readings()).toBe(before + 1);
  });

  it('never goes backwards, even though the system counts in coarser steps', () => {
    const { read, advance } = testClocks();
    let last = read();
    for (let step = 0; step < 200; step += 1) {
      advance(7);
      const now = read();
      expect(now).toBeGreaterThan(last);
      last = now;
    }
    expect(last).toBeLessThanOrEqual(5_000 + 200 * 7 + 10);
  });

  it('G7 includes a sleep that the monotonic clock misses, shortly afterwards', () => {
    const { read, advance, sleep } = testClocks();
    sleep(600_000);
    advance(60);
    expect(read()).toBeGreaterThanOrEqual(605_060 - 10);
  });
});
