import { expect, it } from 'vitest';
import { startCount } from './start-count.tsx';

const START = 1_000_000;

it.each([
  [null, 0, null],
  [START, -1_001, null],
  [START, -50, 3],
  [START, 0, 3],
  [START, 999, 3],
  [START, 1_000, 2],
  [START, 2_000, 1],
  [START, 2_999, 1],
  [START, 3_000, null],
  [START, 3_600_000, null],
] as const)('a game that started at %s counts after %d ms: %s', (startTime, after, count) => {
  expect(startCount(startTime, START + after)).toBe(count);
});

it('counts nothing while the host’s clock is not known', () => {
  expect(startCount(START, 0)).toBeNull();
});
