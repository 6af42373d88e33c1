import { describe, expect, it } from 'vitest';
import { aGame } from '../shapes.fixtures.ts';
import { endLeftMs, endStage, isEndToBeSaid } from './planned-end.ts';

const END = 10_000_000;

describe('a planned end', () => {
  it.each([
    [600_001, 'far', false],
    [600_000, 'ten_minutes', true],
    [580_001, 'ten_minutes', true],
    [580_000, 'ten_minutes', false],
    [120_001, 'ten_minutes', false],
    [120_000, 'two_minutes', true],
    [100_000, 'two_minutes', false],
    [60_000, 'last_minute', true],
    [1, 'last_minute', true],
    [0, 'over', true],
    [-3_600_000, 'over', true],
  ] as const)('in %d ms is %s, and said: %s', (leftMs, stage, isSaid) => {
    expect([endStage(leftMs), isEndToBeSaid(leftMs)]).toEqual([stage, isSaid]);
  });

  it('counts down while the game is played, paused or not', () => {
    const left = (status: 'waiting' | 'in_progress' | 'paused' | 'completed', end: number | null = END) =>
      endLeftMs(aGame({ status, end_time: end }), END - 1_500);
    expect(left('in_progress')).toBe(2_000);
    expect(left('paused')).toBe(2_000);
    expect([left('waiting'), left('completed'), left('in_progress', null), endLeftMs(null, 1)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
