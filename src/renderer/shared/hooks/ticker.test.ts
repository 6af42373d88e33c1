import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTicker } from './ticker.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('ticker', () => {
  it('runs one timer for everybody, and none for nobody', () => {
    vi.useFakeTimers();
    const ticker = createTicker(globalThis);
    let ticks = 0;
    const count = () => {
      ticks += 1;
    };
    const leaveFirst = ticker.subscribe(count);
    const leaveSecond = ticker.subscribe(() => count());
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(ticks).toBe(8);
    leaveFirst();
    expect(vi.getTimerCount()).toBe(1);
    leaveSecond();
    expect(vi.getTimerCount()).toBe(0);
  });
});
