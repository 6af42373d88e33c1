import { describe, expect, it } from 'vitest';
import { BURST_MS, burstGate, titleWith } from './burst.ts';

describe('the chime', () => {
  it('sounds once for a burst, and again after a pause', () => {
    const begins = burstGate();
    const times = [0, 10, BURST_MS - 1, 2 * BURST_MS - 2, 3 * BURST_MS];
    expect(times.map(begins)).toEqual([true, false, false, false, true]);
  });

  it('has a visual equivalent in the title', () => {
    expect([titleWith(0, 'Friday'), titleWith(3, 'Friday')]).toEqual(['Friday', '(3) Friday']);
  });
});
