import { describe, expect, it } from 'vitest';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { errandOf, inSeatOrder } from './other-seats.ts';

const requested = aChallenge({ id: 1, player_id: 7, status: 'requested' });
const assigned = aChallenge({ id: 2, player_id: 7, status: 'assigned', claimed_at: null });
const claimed = aChallenge({ id: 3, player_id: 7, status: 'assigned', claimed_at: '2026-06-12T18:00:00Z' });

describe('what another seat on this phone has to do', () => {
  it.each([
    [[], null],
    [[requested], 'waits'],
    [[requested, claimed], 'checking'],
    [[requested, claimed, assigned], 'do_this'],
  ] as const)('is the most urgent of what is open (%#)', (challenges, errand) => {
    expect(errandOf(challenges, 7)).toBe(errand);
    expect(errandOf(challenges, 8)).toBeNull();
  });

  it('is shown in the same order, whoever was there last', () => {
    const seats = [{ playerId: 12 }, { playerId: 3 }, { playerId: 7 }];
    expect(inSeatOrder(seats).map(({ playerId }) => playerId)).toEqual([3, 7, 12]);
    expect(inSeatOrder(seats.toReversed())).toEqual(inSeatOrder(seats));
  });
});
