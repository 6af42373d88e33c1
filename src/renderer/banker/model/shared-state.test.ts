import { expect, it } from 'vitest';
import { aChallenge, aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { changedStates } from './shared-state.ts';

const game = aGame();
const view = {
  game,
  message: null,
  teams: [aTeam(), aTeam({ team_number: 2 })],
  players: [aPlayer(), aPlayer({ player_id: 11 })],
  challenges: [aChallenge({ id: 5, status: 'assigned' })],
};
const message = { text: 'Supper', at: 5, until: 9 };

it.each([
  ['status', { game: { ...game, status: 'paused' as const } }],
  ['finale', { game: { ...game, finale: 'opening' as const } }],
  ['next game', { game: { ...game, next_game_code: 'DEF567' } }],
  ['planned end', { game: { ...game, ends_by_itself: true } }],
  ['setting locked', { game: { ...game, settings: { ...game.settings, locked: true } } }],
  ['message', { message }],
  ['teams', { teams: [...view.teams, aTeam({ team_number: 3 })] }],
  ['teams', { teams: [aTeam(), aTeam({ team_number: 2, folded_at: 7 })] }],
  ['school 2', { teams: [aTeam(), aTeam({ team_number: 2, has_school: true })] }],
  ['name 11', { players: [aPlayer(), aPlayer({ player_id: 11, player_name: 'Ben' })] }],
  ['team 11', { players: [aPlayer(), aPlayer({ player_id: 11, team_number: null })] }],
  ['extra time 11', { players: [aPlayer(), aPlayer({ player_id: 11, extra_time_factor: 2 })] }],
  ['needs 11', { players: [aPlayer(), aPlayer({ player_id: 11, needs: ['seated'] })] }],
  ['removal 11', { players: [aPlayer(), aPlayer({ player_id: 11, removed: true })] }],
  ['block 11', { players: [aPlayer(), aPlayer({ player_id: 11, blocked: true })] }],
])('tells that %s has changed, and nothing else', (state, changed) => {
  expect(changedStates(view, { ...view, ...changed })).toEqual([state]);
  expect(changedStates({ ...view, ...changed }, view)).toEqual([state]);
});

it('tells nothing of what has only come or gone, nor of what is as it was in another object', () => {
  const shown = {
    ...view,
    players: [...view.players.map((each) => ({ ...each })), aPlayer({ player_id: 12 })],
  };
  expect(changedStates(view, { ...shown, teams: view.teams.map((team) => ({ ...team })) })).toEqual([]);
  expect(changedStates({ ...view, game: null }, view)).toEqual([]);
  expect(changedStates(view, { ...view, game: null })).toEqual([]);
});

it('tells of a claim that is sent back, and not of one that is made, counted or withdrawn with its challenge', () => {
  const [open] = view.challenges;
  const claimed = { ...view, challenges: [aChallenge({ ...open, claimed_at: '2026-06-12T18:00:00Z' })] };
  expect(changedStates(claimed, view)).toEqual(['claim 5']);
  expect(changedStates(view, claimed)).toEqual([]);
  for (const status of ['completed', 'cancelled', 'requested'] as const)
    expect(changedStates(claimed, { ...view, challenges: [aChallenge({ ...open, status })] })).toEqual([]);
  expect(changedStates(claimed, { ...view, challenges: [] })).toEqual([]);
});
