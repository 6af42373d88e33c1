import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aTeam } from './shapes.fixtures.ts';
import { standings } from './standings.ts';

const shown = (teams: Parameters<typeof standings>[0]) =>
  standings(teams).map(({ team, built, place }) => [team.team_number, built, place]);

it('ranks teams by what they built; ties share a place and go by number', () => {
  const teams = [
    aTeam({ team_number: 1, tally: { farm: 1 } }),
    aTeam({ team_number: 2, tally: { farm: 1, mine: 2 } }),
    aTeam({ team_number: 3, tally: { school: 1 } }),
    aTeam({ team_number: 4 }),
  ];
  expect(shown(teams)).toEqual([
    [2, 3, 1],
    [1, 1, 2],
    [3, 1, 2],
    [4, 0, 4],
  ]);
});

it('shows what a folded team has built, but it leads nobody: it comes last, without a place', () => {
  const teams = [
    aTeam({ team_number: 1, folded_at: 9, tally: { farm: 5 } }),
    aTeam({ team_number: 2, folded_at: 9, tally: { farm: 0 } }),
    aTeam({ team_number: 3, tally: { farm: 1 } }),
    aTeam({ team_number: 4 }),
  ];
  expect(shown(teams)).toEqual([
    [3, 1, 1],
    [4, 0, 2],
    [1, 5, null],
  ]);
});

it('is fair: whoever built more is ahead, equals share, and the order of the list decides nothing', () => {
  const tallies = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(tallies, (counts) => {
      const teams = counts.map((farm, index) => aTeam({ team_number: index + 1, tally: { farm } }));
      const ranked = standings(teams);
      expect(standings(teams.toReversed())).toEqual(ranked);
      for (const one of ranked)
        for (const other of ranked)
          expect(Math.sign(Number(one.place) - Number(other.place))).toBe(
            Math.sign(other.built - one.built) + 0,
          );
    }),
  );
});
