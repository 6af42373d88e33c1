import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINALE_STEPS } from '../../../game/enums.ts';
import { aTeam } from '../shapes.fixtures.ts';
import { finalStandings, finaleSteps, neighboursOf, revealedBy, revealedSoFar } from './finale.ts';
import { isOrderKeptBack } from './kept-back.ts';

/** Teams 1, 2, 3... that built so much. */
const teamsWith = (...built: readonly number[]) =>
  built.map((farm, index) => aTeam({ team_number: index + 1, tally: { farm } }));
const ALL = ['helpers', 'totals', 'chart'] as const;

describe('the steps of a finale', () => {
  it.each([
    { built: [1, 5, 3, 2], places: ['third', 'second', 'first'], why: 'four teams' },
    { built: [1, 5, 3], places: ['second', 'first'], why: 'three teams: the third would be the last' },
    { built: [1, 5], places: ['first'], why: 'two teams: the second would be the last' },
    { built: [5, 5, 3, 1], places: ['third', 'first'], why: 'two firsts: nobody is second' },
    { built: [5, 3, 3, 1], places: ['second', 'first'], why: 'two seconds: nobody is third' },
    { built: [2, 2, 2], places: ['first'], why: 'all of them first' },
    { built: [4, 0, 0, 0], places: ['first'], why: 'nobody else built anything' },
    { built: [7], places: [], why: 'one team alone' },
  ])('are $places with $why', ({ built, places }) => {
    expect(finaleSteps(teamsWith(...built))).toEqual(['opening', ...places, ...ALL]);
  });

  it('are the opening alone where nothing was built, and where there are no teams yet', () => {
    for (const teams of [teamsWith(0, 0, 0), teamsWith(0), []])
      expect(finaleSteps(teams)).toEqual(['opening']);
  });

  it('name teams that share a place together', () => {
    const teams = teamsWith(5, 3, 5, 1);
    expect(revealedBy('first', teams).map(({ team }) => team.team_number)).toEqual([1, 3]);
    expect(revealedSoFar('helpers', teams).map(({ team }) => team.team_number)).toEqual([2, 1, 3]);
    expect(revealedSoFar('opening', teams)).toEqual([]);
  });

  it('never reveal a team that nobody stands behind, but for the first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { maxLength: 12 }), (built) => {
        const teams = teamsWith(...built);
        for (const { place } of ['third', 'second'].flatMap((step) => revealedBy(step as 'third', teams)))
          expect(built.filter((count) => count > 0).length).toBeGreaterThanOrEqual(Number(place));
        const least = Math.min(...built);
        for (const { built: count } of revealedSoFar('second', teams)) expect(count).toBeGreaterThan(least);
      }),
    );
  });

  it('pass over a folded team: it is no winner, and nobody is second for standing before it', () => {
    const folded = aTeam({ team_number: 9, folded_at: 1, tally: { farm: 99 } });
    const teams = [...teamsWith(5, 3), folded];
    expect(finaleSteps(teams)).toEqual(['opening', 'first', ...ALL]);
    expect(revealedBy('first', teams).map(({ team }) => team.team_number)).toEqual([1]);
    expect(finaleSteps([...teamsWith(5), folded])).toEqual(['opening', ...ALL]);
  });

  it('lead forwards through all of them and back again, from any that is shown', () => {
    const teams = teamsWith(1, 5, 3);
    const forwards = [...finaleSteps(teams)];
    for (const [index, step] of forwards.entries())
      expect(neighboursOf(step, teams)).toEqual({
        back: forwards[index - 1] ?? null,
        next: forwards[index + 1] ?? null,
      });
    expect(neighboursOf('third', teams)).toEqual({ back: 'opening', next: 'second' });
  });
});

describe('all teams at the end', () => {
  const shown = (teams: Parameters<typeof finalStandings>[0]) =>
    finalStandings(teams).map(({ team, place }) => [team.team_number, place]);

  it('come by their places, and by their letters where they share one; only what was revealed has a number', () => {
    expect(shown(teamsWith(0, 4, 1, 5, 3, 2))).toEqual([
      [4, 1],
      [2, 2],
      [5, 3],
      [6, null],
      [3, null],
      [1, null],
    ]);
    expect(shown(teamsWith(1, 2, 2, 9, 1, 3))).toEqual([
      [4, 1],
      [6, 2],
      [2, 3],
      [3, 3],
      [1, null],
      [5, null],
    ]);
    expect(shown(teamsWith(0, 5))).toEqual([
      [2, 1],
      [1, null],
    ]);
    const folded = aTeam({ team_number: 9, folded_at: 1, tally: { farm: 99 } });
    expect(shown([folded, ...teamsWith(1, 5)])).toEqual([
      [2, 1],
      [1, null],
      [9, null],
    ]);
  });

  it('are all there, once each, and none with a number is the last', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { maxLength: 12 }), (built) => {
        const all = finalStandings(teamsWith(...built));
        expect(all.map(({ team }) => team.team_number).toSorted((one, other) => one - other)).toEqual(
          built.map((_, index) => index + 1),
        );
        const least = Math.min(...built);
        const afterTheFirst = all.filter(({ place }) => place !== null && place > 1);
        for (const { built: count } of afterTheFirst) expect(count).toBeGreaterThan(least);
        for (const [index, { built: count, team }] of all.entries()) {
          const before = all[index - 1];
          if (before === undefined) continue;
          expect(before.built).toBeGreaterThanOrEqual(count);
          const isBefore = before.built > count || before.team.team_number < team.team_number;
          expect(isBefore).toBe(true);
        }
      }),
    );
  });
});

it('the order is kept back from the opening until the first is revealed', () => {
  expect(FINALE_STEPS.filter((finale) => isOrderKeptBack({ finale }))).toEqual([
    'opening',
    'third',
    'second',
  ]);
  expect(isOrderKeptBack({ finale: null })).toBe(false);
});
