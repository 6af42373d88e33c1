import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPresses, SLOW_MS } from './presses.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('counts a press once until its answer, and shows it only if that takes long', () => {
  const presses = createPresses();
  const seen: boolean[] = [];
  presses.subscribe(() => seen.push(presses.isSlow('complete 1')));
  expect(presses.begin('complete 1')).toBe(true);
  expect(presses.begin('complete 1')).toBe(false);
  expect(presses.begin('complete 2')).toBe(true);
  vi.advanceTimersByTime(SLOW_MS - 1);
  presses.end('complete 2');
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(presses.isSlow('complete 1')).toBe(true);
  expect(presses.isSlow('complete 2')).toBe(false);
  presses.end('complete 1');
  expect(seen).toEqual([true, false]);
  vi.advanceTimersByTime(10 * SLOW_MS);
  expect(seen).toEqual([true, false]);
  expect(presses.begin('complete 1')).toBe(true);
});
