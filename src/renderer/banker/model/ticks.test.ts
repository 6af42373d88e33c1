import { describe, expect, it } from 'vitest';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { NO_TICKS, teamsOfSeveral, withAll, without, withRange, withTick } from './ticks.ts';

const idsOf = (ticks: ReadonlySet<number>) => [...ticks].toSorted((one, other) => one - other);

describe('ticks', () => {
  it('go on and off', () => {
    expect(idsOf(withTick(NO_TICKS, 3))).toEqual([3]);
    expect(idsOf(withTick(new Set([1, 3]), 3))).toEqual([1]);
    expect(idsOf(withAll(new Set([1]), [2, 1]))).toEqual([1, 2]);
    expect(idsOf(without(new Set([1, 2, 3]), [2, 9]))).toEqual([1, 3]);
  });

  it('cover a range of the rows as they stand, upwards and downwards, and keep what was ticked elsewhere', () => {
    const shown = [30, 10, 40, 20];
    expect(idsOf(withRange(new Set([30]), shown, 10, 20))).toEqual([10, 20, 30, 40]);
    expect(idsOf(withRange(NO_TICKS, shown, 40, 30))).toEqual([10, 30, 40]);
  });

  it('cover one row alone where the other end is not there any more, or never was', () => {
    expect(idsOf(withRange(NO_TICKS, [10, 20], 99, 20))).toEqual([20]);
    expect(idsOf(withRange(NO_TICKS, [10, 20], null, 20))).toEqual([20]);
  });

  it('are offered for teams of which several wait', () => {
    const waiting = [
      [1, 2],
      [2, 1],
      [3, 2],
      [4, 3],
      [5, 3],
    ].map(([id = 0, team_number = 0]) => aChallenge({ id, team_number }));
    expect(teamsOfSeveral(waiting)).toEqual([
      [2, [1, 3]],
      [3, [4, 5]],
    ]);
  });
});
