import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { withChanged } from '../../shared/results/latest-challenges.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { canUndo, type HistoryFilter, listed, matchesFilter, tookMs, waitedMs } from './history-list.ts';

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

  const after = (news: readonly Challenge[], filter: HistoryFilter = {}, hasOlder = false) =>
    listed({ fetched: list, hasOlder, changed: withChanged(new Map(), news) }, filter);

  it('puts a new challenge on top and a changed one where it was', () => {
    const four = aChallenge({ id: 4 });
    expect(after([four])).toEqual([four, three, two]);
    const cancelled = { ...three, status: 'cancelled' as const, version: 2 };
    expect(after([cancelled])).toEqual([cancelled, two]);
  });

  it('ignores versions older than what was fetched', () => {
    expect(after([{ ...two, version: 3 }])).toEqual(list);
  });

  it('keeps what is older than everything fetched for its page, and shows it once no page is to come', () => {
    const one = aChallenge({ id: 1, requested_at: '2026-11-24T19:59:59Z' });
    expect(after([one], {}, true)).toEqual(list);
    expect(after([one])).toEqual([three, two, one]);
  });

  it('is in the order of asking, whichever hosts gave the ids', () => {
    const asked = (id: number, minute: number) =>
      aChallenge({ id, requested_at: `2026-11-24T20:0${minute}:00Z` });
    const fetched = [asked(2, 3), asked(33, 2)];
    const news = [asked(34, 1), asked(3, 4)];
    const shown = (hasOlder: boolean) =>
      listed({ fetched, hasOlder, changed: withChanged(new Map(), news) }, {}).map(({ id }) => id);
    expect(shown(true)).toEqual([3, 2, 33]);
    expect(shown(false)).toEqual([3, 2, 33, 34]);
  });

  it("drops what no longer matches, and never adds what doesn't", () => {
    const filter = { status: 'requested' } as const;
    expect(after([{ ...three, status: 'assigned', version: 2 }], filter)).toEqual([]);
    expect(after([{ ...two, id: 5 }], filter)).toEqual([three]);
  });

  it('shows what a filter on the host would, whatever was heard before, between and after the pages', () => {
    const statuses = ['requested', 'assigned', 'completed'] as const;
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.integer({ min: 1, max: 8 }), status: fc.constantFrom(...statuses) })),
        fc.record({ first: fc.nat(20), second: fc.nat(20), size: fc.integer({ min: 1, max: 4 }) }),
        fc.constantFrom<HistoryFilter>({}, { status: 'completed' }, { status: 'requested' }),
        fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8 }),
        (steps, { first, second, size }, filter, asked) => {
          // Each host counts its own ids up: which was asked for first, they do not tell.
          const requested_at = (id: number) => `2026-11-24T20:00:0${asked.indexOf(id)}Z`;
          const changedTo = (id: number, given: Partial<Challenge>) =>
            aChallenge({ id, requested_at: requested_at(id), ...given });
          const events = steps.map(({ id, status }, index) => changedTo(id, { status, version: index + 1 }));
          const known = asked.map((id) => changedTo(id, { version: 0 }));
          const hostAt = (count: number) =>
            listed(
              { fetched: known, hasOlder: false, changed: withChanged(new Map(), events.slice(0, count)) },
              {},
            ).filter((each) => matchesFilter(each, filter));
          const page = hostAt(first).slice(0, size);
          const last = asked.indexOf(page.at(-1)?.id ?? 0);
          const rest = hostAt(first + second).filter(({ id }) => asked.indexOf(id) < last);
          // The page hears everything from before its first question on.
          const shown = listed(
            { fetched: [...page, ...rest], hasOlder: false, changed: withChanged(new Map(), events) },
            filter,
          );
          expect(shown).toEqual(hostAt(events.length));
        },
      ),
    );
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
