import { describe, expect, it } from 'vitest';
import { uptimeClock } from './clock.ts';

/** Hands that a test turns: the steady clock, and what the system says it has been up for, in steps of 10 ms. */
function hands() {
  let [steady, up] = [0, 5_000];
  let asked = 0;
  const read = uptimeClock(
    () => steady,
    () => {
      asked += 1;
      return Math.floor(up / 10) * 10;
    },
  );
  return {
    read,
    asked: () => asked,
    passes: (ms: number) => {
      steady += ms;
      up += ms;
    },
    sleeps: (ms: number) => {
      up += ms;
    },
  };
}

describe('the uptime', () => {
  it('goes on with the steady clock, and seldom asks the system', () => {
    const { read, asked, passes } = hands();
    const before = asked();
    passes(20);
    expect(read()).toBe(5_020);
    passes(20);
    expect(read()).toBe(5_040);
    expect(asked()).toBe(before);
    passes(3_600_000);
    expect(read()).toBe(3_605_040);
    expect(asked()).toBe(before + 1);
  });

  it('never runs backwards, though the system counts in coarser steps', () => {
    const { read, passes } = hands();
    let last = read();
    for (let step = 0; step < 200; step += 1) {
      passes(7);
      const now = read();
      expect(now).toBeGreaterThan(last);
      last = now;
    }
    expect(last).toBeLessThanOrEqual(5_000 + 200 * 7 + 10);
  });

  it('G7 includes a sleep that the steady clock does not see, a moment after it', () => {
    const { read, passes, sleeps } = hands();
    sleeps(600_000);
    passes(60);
    expect(read()).toBeGreaterThanOrEqual(605_060 - 10);
  });
});
