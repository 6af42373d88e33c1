import { describe, expect, it } from 'vitest';
import { aGame, aPlayer, aTeam } from '../shapes.fixtures.ts';
import { newestArrivals } from './newest-arrivals.ts';

const { settings } = aGame();
const view = (players: readonly ReturnType<typeof aPlayer>[], approve_names = false) => ({
  players,
  teams: [aTeam()],
  game: aGame({ settings: { ...settings, approve_names } }),
});
const ids = (...given: Parameters<typeof newestArrivals>) =>
  newestArrivals(...given).map(({ player }) => player.player_id);

describe('those who joined last', () => {
  it('are players in the game, the newest first, with their teams', () => {
    const players = [
      aPlayer({ player_id: 3, role: 'banker' }),
      aPlayer({ player_id: 4 }),
      aPlayer({ player_id: 5, removed: true }),
      aPlayer({ player_id: 6, team_number: null }),
      aPlayer({ player_id: 7 }),
    ];
    expect(ids(view(players), 9)).toEqual([7, 6, 4]);
    expect(ids(view(players), 2)).toEqual([7, 6]);
    expect(newestArrivals(view(players), 9).map(({ team }) => team?.name ?? null)).toEqual([
      'Team 1',
      null,
      'Team 1',
    ]);
  });

  it('are told by when they joined, whichever host gave their ids', () => {
    const joined = (player_id: number, minute: number) =>
      aPlayer({ player_id, joined_at: `2026-11-24T20:0${minute}:00Z` });
    expect(ids(view([joined(1, 0), joined(33, 1), joined(2, 2), joined(34, 2)]), 9)).toEqual([34, 2, 33, 1]);
  });

  it('show no name that waits for approval', () => {
    const players = [aPlayer({ player_id: 4 }), aPlayer({ player_id: 5, approved: false })];
    expect(ids(view(players, true), 9)).toEqual([4]);
    expect(ids(view(players, false), 9)).toEqual([5, 4]);
    expect(ids({ ...view(players), game: null }, 9)).toEqual([4]);
  });
});
