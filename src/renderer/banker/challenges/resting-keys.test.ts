// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showRestingKeys } from './resting-keys.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('marks the place for so long, anew where it is marked already, and nowhere else', () => {
  const [one, other] = [document.createElement('ul'), document.createElement('ul')];
  const marked = () => [one, other].map((area) => area.hasAttribute('data-resting-keys'));
  const keys = showRestingKeys();
  keys.restFor(one, 600);
  vi.advanceTimersByTime(500);
  keys.restFor(one, 600);
  vi.advanceTimersByTime(599);
  expect(marked()).toEqual([true, false]);
  keys.restFor(other, 600);
  expect(marked()).toEqual([false, true]);
  vi.advanceTimersByTime(600);
  expect(marked()).toEqual([false, false]);
  keys.restFor(null, 600);
  keys.restFor(one, 600);
  keys.end();
  expect(marked()).toEqual([false, false]);
});
