import fc from 'fast-check';
import { List, Map } from 'immutable';
import { describe, expect, it } from 'vitest';
import type { ChallengeState } from '../../../game/state.ts';
import { TestGame } from '../../../game/test-game.harness.ts';
import { historyPage, type HistoryPageQuery } from './history-page.ts';

const game = new TestGame();
game.join(2, 1);
game.execute({ type: 'start' });
game.request(1, 2);
const asked = [...game.state.challenges.values()];

/** A game whose challenges were asked for in this order, in turn by two teams. */
function listOf(ids: readonly number[]) {
  const challenges = ids.flatMap((id, at) =>
    asked.map((each) => ({ ...each, id, teamNumber: 1 + (at % 2) })),
  );
  return { challengeOrder: List(ids), challenges: Map(challenges.map((each) => [each.id, each])) };
}

const everything = () => true;
const ofTeamOne = ({ teamNumber }: ChallengeState) => teamNumber === 1;

/** Ids of all pages; `listAt` is the list as it is when that page is asked for. */
function paged(
  listAt: (page: number) => ReturnType<typeof listOf>,
  { limit, matches = everything }: { readonly limit: number; readonly matches?: HistoryPageQuery['matches'] },
): readonly number[] {
  const seen: number[] = [];
  let before: number | undefined;
  for (let page = 0; page < 100; page += 1) {
    const { items, next } = historyPage(listAt(page), { before, limit, matches });
    seen.push(...items.map(({ id }) => id));
    if (next === null) return seen;
    before = next;
  }
  throw new Error('the pages never end');
}

const idsInAnyOrder = fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 20 });
/** As two hosts give them in turn, each out of a block of its own. */
const OF_TWO_HOSTS = [1, 33, 2, 34, 3, 35, 4, 36];

describe('the pages of the history', () => {
  it('have each challenge once, the newest request first, whatever their ids and the size of a page', () => {
    fc.assert(
      fc.property(idsInAnyOrder, fc.integer({ min: 1, max: 21 }), (ids, limit) => {
        expect(paged(() => listOf(ids), { limit })).toEqual(ids.toReversed());
      }),
    );
  });

  it.each([1, 2, 3, 8])('have each of two hosts’ challenges once, %i a page', (limit) => {
    expect(paged(() => listOf(OF_TWO_HOSTS), { limit })).toEqual(OF_TWO_HOSTS.toReversed());
  });

  it('neither leave out nor repeat one while others are asked for, and have only what matches', () => {
    fc.assert(
      fc.property(idsInAnyOrder, fc.nat(), fc.integer({ min: 1, max: 9 }), (ids, known, limit) => {
        const first = ids.length === 0 ? 0 : known % (ids.length + 1);
        const listAt = (page: number) => listOf(ids.slice(0, first + 2 * page));
        expect(paged(listAt, { limit })).toEqual(ids.slice(0, first).toReversed());
        const ofTeam = ids.slice(0, first).filter((_, at) => at % 2 === 0);
        expect(paged(listAt, { limit, matches: ofTeamOne })).toEqual(ofTeam.toReversed());
      }),
    );
  });

  it('have, after an id that is no challenge of this game, all with a lower one', () => {
    fc.assert(
      fc.property(idsInAnyOrder, fc.integer({ min: 1, max: 91 }), (ids, before) => {
        fc.pre(!ids.includes(before));
        const { items } = historyPage(listOf(ids), { before, limit: 99, matches: everything });
        expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(ids.filter((id) => id < before)));
      }),
    );
  });
});
