import { describe, expect, it } from 'vitest';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { summarise } from '../model/summary.ts';
import { publicName, share, teamResults } from './results.ts';

const { compare } = new Intl.Collator('en');
const counted = (history: readonly Challenge[]) => summarise(history, compare);
const teams = [1, 2, 3, 4].map((team_number) => aTeam({ team_number }));
const done = (id: number, team_number: number) => aChallenge({ id, team_number, status: 'completed' });

describe('the results', () => {
  it('hold every team, the best first, with ties sharing a place', () => {
    const summary = counted([
      done(1, 2),
      done(2, 2),
      done(3, 3),
      done(4, 1),
      aChallenge({ id: 5, team_number: 1 }),
    ]);
    const results = teamResults(summary, teams);
    expect(results.map(({ team, place }) => [team.team_number, place])).toEqual([
      [2, 1],
      [1, 2],
      [3, 2],
      [4, 4],
    ]);
    expect(results.map(({ asked, done: count }) => [asked, count])).toEqual([
      [2, 2],
      [2, 1],
      [1, 1],
      [0, 0],
    ]);
    expect(results.at(-1)).toMatchObject({ players: [], medianDoingMs: null });
  });

  it('show only names that the big screen may show', () => {
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
