import { describe, expect, it } from 'vitest';
import { clock, clockLeft, LONG_WAIT_MS, since, TOO_LONG_WAIT_MS, urgency } from './age.ts';

describe('ages', () => {
  it('reads as minutes and seconds, with hours only when there are some', () => {
    expect([0, 9_999, 190_000, 3_723_000].map(clock)).toEqual(['0:00', '0:09', '3:10', '1:02:03']);
  });

  it('never shows zero before it is over, nor anything below zero', () => {
    expect([1, 1_000, 1_001, 0, -5_000].map(clockLeft)).toEqual(['0:01', '0:01', '0:02', '0:00', '0:00']);
  });

  it('turns amber and then red exactly at the thresholds', () => {
    const waits = [LONG_WAIT_MS - 1, LONG_WAIT_MS, TOO_LONG_WAIT_MS - 1, TOO_LONG_WAIT_MS];
    expect(waits.map(urgency)).toEqual(['fine', 'long', 'long', 'too_long']);
  });

  it('counts from the instant of the host and never backwards', () => {
    const instant = '2026-11-24T20:00:00.000Z';
    expect(since(instant, Date.parse(instant) + 1_500)).toBe(1_500);
    expect(since(instant, Date.parse(instant) - 300)).toBe(0);
  });
});
