import { describe, expect, it } from 'vitest';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { summarise } from '../model/summary.ts';
import { publicName, share, teamResults } from './results.ts';

const { compare } = new Intl.Collator('en');
const summed = (history: readonly Challenge[]) => summarise(history, compare);
const done = (id: number, team_number: number) => aChallenge({ id, team_number, status: 'completed' });

describe('the results', () => {
  const counted = (results: ReturnType<typeof teamResults>) =>
    results.map(({ team, asked, done: count }) => [team.team_number, asked, count]);

  it('hold every team in the order of their places', () => {
    const teams = [0, 2, 1, 4, 3].map((farm, index) => aTeam({ team_number: index + 1, tally: { farm } }));
    const history = [
      [2, 2],
      [3, 1],
      [4, 4],
      [5, 3],
    ].flatMap(([team = 0, count = 0]) =>
      Array.from({ length: count }, (_, index) => done(10 * team + index, team)),
    );
    const summary = summed([...history, aChallenge({ id: 99, team_number: 1 })]);
    const results = teamResults(summary, teams);
    expect(counted(results)).toEqual([
      [4, 4, 4],
      [5, 3, 3],
      [2, 2, 2],
      [3, 1, 1],
      [1, 1, 0],
    ]);
    expect(results[4]).toMatchObject({ medianDoingMs: null });
  });

  it('hold a folded team for as long as there is anything to count', () => {
    const teams = [
      aTeam({ team_number: 1, folded_at: 5, tally: { farm: 1 } }),
      aTeam({ team_number: 2, folded_at: 5 }),
      aTeam({ team_number: 3, folded_at: 5 }),
      aTeam({ team_number: 4 }),
    ];
    const summary = summed([done(1, 1), aChallenge({ id: 2, team_number: 3, status: 'cancelled' })]);
    expect(counted(teamResults(summary, teams))).toEqual([
      [4, 0, 0],
      [1, 1, 1],
      [3, 1, 0],
    ]);
  });

  it('show only names that the board may show', () => {
    const counts = { playerId: 10, playerName: 'Anna' };
    expect(publicName(counts, [], false)).toBe('Anna');
    expect(publicName(counts, [aPlayer()], true)).toBe('Anna');
    expect(publicName(counts, [aPlayer({ approved: false })], true)).toBeNull();
    expect(publicName(counts, [], true)).toBeNull();
  });

  it('have proportional bars', () => {
    expect([share(0, 0), share(0, 4), share(1, 4), share(4, 4)]).toEqual([0, 0, 25, 100]);
  });
});
