import { describe, expect, it } from 'vitest';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { canUndo, matchesFilter, tookMs, waitedMs, withUpdate, withPage } from './history-list.ts';

const three = aChallenge({ id: 3, team_number: 2, player_id: 12 });
const two = aChallenge({ id: 2, status: 'completed', version: 4 });
const list = [three, two];

describe('the history', () => {
  it('shows what matches the filter', () => {
    expect(list.filter((each) => matchesFilter(each, {}))).toEqual(list);
    expect(list.filter((each) => matchesFilter(each, { status: 'completed' }))).toEqual([two]);
    expect(list.filter((each) => matchesFilter(each, { team: 2, player: 12 }))).toEqual([three]);
    expect(list.filter((each) => matchesFilter(each, { team: 2, player: 10 }))).toEqual([]);
  });

  it('puts a new challenge on top and a changed one where it was', () => {
    const four = aChallenge({ id: 4 });
    expect(withUpdate(list, four, {})).toEqual([four, three, two]);
    const cancelled = { ...three, status: 'cancelled' as const, version: 2 };
    expect(withUpdate(list, cancelled, {})).toEqual([cancelled, two]);
  });

  it('ignores older versions, and what belongs to a page not loaded yet', () => {
    expect(withUpdate(list, { ...two, version: 3 }, {})).toBe(list);
    expect(withUpdate(list, aChallenge({ id: 1 }), {})).toBe(list);
  });

  it("drops what no longer matches, and never adds what doesn't", () => {
    const filter = { status: 'requested' } as const;
    expect(withUpdate([three], { ...three, status: 'assigned', version: 2 }, filter)).toEqual([]);
    const others = [three];
    expect(withUpdate(others, { ...two, id: 5 }, filter)).toBe(others);
  });

  it('appends pages without duplicates', () => {
    const one = aChallenge({ id: 1 });
    expect(withPage(list, [two, one])).toEqual([three, two, one]);
  });
});

describe('a row of the history', () => {
  it('can be undone when somebody took the last step', () => {
    expect(canUndo(aChallenge({ status: 'assigned' }))).toBe(true);
    expect(canUndo(aChallenge({ status: 'completed' }))).toBe(true);
    expect(canUndo(aChallenge({ status: 'expired', ended_reason: 'time' }))).toBe(true);
    expect(canUndo(aChallenge({ status: 'cancelled', ended_reason: 'player' }))).toBe(true);
  });

  it('cannot be undone without a step, or when it ended with the game, its player or an undo', () => {
    expect(canUndo(aChallenge())).toBe(false);
    for (const ended_reason of ['undone', 'game_ended', 'removed', 'merged'] as const) {
      expect(canUndo(aChallenge({ status: 'cancelled', ended_reason }))).toBe(false);
    }
  });

  it('says how long it took', () => {
    const at = (seconds: number) => new Date(seconds * 1000).toISOString();
    const done = aChallenge({ requested_at: at(0), assigned_at: at(30), completed_at: at(90) });
    expect([waitedMs(done), tookMs(done)]).toEqual([30_000, 60_000]);
    expect([waitedMs(aChallenge()), tookMs({ ...done, completed_at: null })]).toEqual([null, null]);
  });
});
