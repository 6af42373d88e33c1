import { describe, expect, it } from 'vitest';
import { LONG_WAIT_MS, elapsedSince, TOO_LONG_WAIT_MS, waitUrgency } from './waiting-time.ts';

describe('waiting time', () => {
  it('becomes long and then too long exactly at the thresholds', () => {
    const waits = [LONG_WAIT_MS - 1, LONG_WAIT_MS, TOO_LONG_WAIT_MS - 1, TOO_LONG_WAIT_MS];
    expect(waits.map(waitUrgency)).toEqual(['fine', 'long', 'long', 'too_long']);
  });

  it("counts from the host's instant and is never negative", () => {
    const instant = '2026-11-24T20:00:00.000Z';
    expect(elapsedSince(instant, Date.parse(instant) + 1_500)).toBe(1_500);
    expect(elapsedSince(instant, Date.parse(instant) - 300)).toBe(0);
  });
});
