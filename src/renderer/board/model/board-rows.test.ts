import { describe, expect, it } from 'vitest';
import { aChallenge, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { boardRows } from './board-rows.ts';

const teams = [aTeam(), aTeam({ team_number: 2, name: 'Norway' })];

describe('the rows of the board', () => {
  it('put who has least time left and who has waited longest first', () => {
    const challenges = [
      aChallenge({ id: 1, status: 'assigned', deadline_play_ms: null }),
      aChallenge({ id: 2, requested_at: '2026-11-24T20:05:00Z' }),
      aChallenge({ id: 3, status: 'assigned', deadline_play_ms: 90_000 }),
      aChallenge({ id: 5, status: 'assigned', deadline_play_ms: 30_000 }),
      aChallenge({ id: 4, requested_at: '2026-11-24T20:04:00Z' }),
    ];
    const { active, waiting } = boardRows({ challenges, players: [], teams, approveNames: false });
    expect(active.map(({ challenge }) => challenge.id)).toEqual([5, 3, 1]);
    expect(waiting.map(({ challenge }) => challenge.id)).toEqual([4, 2]);
  });

  it('name the team the challenge was requested in', () => {
    const { waiting } = boardRows({
      challenges: [aChallenge({ team_number: 2 })],
      players: [],
      teams,
      approveNames: false,
    });
    expect(waiting[0]?.team?.name).toBe('Norway');
  });

  it.each([
    [true, false, null],
    [true, true, 'Anna'],
    [false, false, 'Anna'],
  ])('with approval %s and the name approved %s show %s', (approveNames, approved, shown) => {
    const { waiting } = boardRows({
      challenges: [aChallenge()],
      players: [aPlayer({ approved })],
      teams,
      approveNames,
    });
    expect(waiting[0]?.playerName).toBe(shown);
  });

  it('hide unknown names while names need approval', () => {
    const { waiting } = boardRows({ challenges: [aChallenge()], players: [], teams, approveNames: true });
    expect(waiting[0]?.playerName).toBeNull();
  });
});
