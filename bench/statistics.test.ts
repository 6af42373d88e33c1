import { describe, expect, it } from 'vitest';
import { median, medianRatio, percentile } from './statistics.ts';

describe('percentiles', () => {
  it('are values of the sample, by nearest rank', () => {
    const sample = [15, 20, 35, 40, 50];
    expect([0, 0.3, 0.4, 0.5, 0.99, 1].map((p) => percentile(sample, p))).toEqual([15, 20, 20, 35, 50, 50]);
  });

  it('leave the sample unchanged', () => {
    const sample = [3, 1, 2];
    expect(median(sample)).toBe(2);
    expect(sample).toEqual([3, 1, 2]);
  });

  it('reject an empty sample', () => {
    expect(() => median([])).toThrow('empty sample');
  });
});

it('compares each round with the baseline of the same round', () => {
  expect(medianRatio([10, 200, 30], [10, 100, 30])).toBe(1);
});
