import { describe, expect, it } from 'vitest';
import { milestonePassed } from './milestones.ts';

describe('milestones', () => {
  it.each([
    [61_000, 60_000, 60_000],
    [30_250, 29_990, 30_000],
    [250, 0, 0],
    [60_000, 59_000, null],
    [40_000, 30_001, null],
    [20_000, 90_000, null],
    [null, 30_000, null],
    [30_000, null, null],
  ])('between %s and %s ms left: %s', (before, now, milestone) => {
    expect(milestonePassed(before, now)).toBe(milestone);
  });

  it('reports only the nearest when a phone slept through several', () => {
    expect(milestonePassed(400_000, 9_000)).toBe(10_000);
  });
});
