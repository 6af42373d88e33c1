import { describe, expect, it } from 'vitest';
import { aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { planBalance } from './balance-plan.ts';

const teams = [1, 2, 3].map((team_number) => aTeam({ team_number }));
const inTeam = (player_id: number, team_number: number | null) =>
  aPlayer({ player_id, team_number, player_name: `Player ${player_id}` });
const moves = (...args: Parameters<typeof planBalance>) =>
  planBalance(...args).map(({ player, from, to }) => [player.player_id, from, to]);

describe('a plan to balance teams', () => {
  it('moves as few as possible, those who came last first, and places whoever has no team', () => {
    const players = [inTeam(4, 1), inTeam(1, 1), inTeam(2, 1), inTeam(3, 1), inTeam(5, null)];
    expect(moves(teams, players)).toEqual([
      [5, null, 2],
      [3, 1, 3],
      [4, 1, 2],
    ]);
  });

  it('moves who came last, whichever host gave the higher id', () => {
    const joined = (player_id: number, minute: number) => ({
      ...inTeam(player_id, 1),
      joined_at: `2026-11-24T20:0${minute}:00Z`,
    });
    expect(moves(teams.slice(0, 2), [joined(33, 0), joined(34, 1), joined(1, 2), joined(2, 3)])).toEqual([
      [1, 1, 2],
      [2, 1, 2],
    ]);
  });

  it('is empty where teams are even, and counts neither folded teams nor who has been removed', () => {
    const folded = [...teams.slice(0, 2), aTeam({ team_number: 3, folded_at: 1 })];
    const removed = aPlayer({ player_id: 9, team_number: 1, removed: true });
    expect(moves(folded, [inTeam(1, 1), inTeam(2, 2), removed])).toEqual([]);
  });
});
