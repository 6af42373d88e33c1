import { describe, expect, it } from 'vitest';
import { lockRejection } from './locks.ts';
import { startTestGame, type TestGame } from './test-game.harness.ts';

function withSchool(game: TestGame, ...teams: readonly number[]): TestGame {
  for (const number of teams) game.execute({ type: 'change_team', number, change: { hasSchool: true } });
  return game;
}

describe('without a school', () => {
  it('one open challenge locks the whole team, and no other team', () => {
    const game = startTestGame();
    game.request(101, 11);
    const locked = { code: 'team_locked', holderId: 101 };
    expect([11, 12, 21].map((id) => lockRejection(game.state, id))).toEqual([locked, locked, null]);
    expect(game.expectRejection({ type: 'request', id: 102, playerId: 12, building: 'mine' })).toEqual(
      locked,
    );
    game.execute({ type: 'cancel', id: 101 });
    expect(lockRejection(game.state, 12)).toBeNull();
  });

  it('a player who moved here has only the challenge it brought along', () => {
    const game = startTestGame();
    game.request(101, 11);
    game.execute({ type: 'change_participant', id: 11, change: { teamNumber: 2 } });
    expect(lockRejection(game.state, 11)).toEqual({ code: 'player_limit', holderId: 101 });
    expect(lockRejection(game.state, 21)).toBeNull();
  });
});

describe('with a school', () => {
  it('each player may have one', () => {
    const game = withSchool(startTestGame(), 1);
    game.request(101, 11);
    expect(lockRejection(game.state, 11)).toEqual({ code: 'player_limit', holderId: 101 });
    expect(lockRejection(game.state, 12)).toBeNull();
  });

  it('or as many as the game allows; the oldest holds the lock', () => {
    const game = withSchool(startTestGame({ maxActivePerPlayer: 2 }), 1);
    game.request(109, 11);
    game.advance(1000);
    game.request(102, 11);
    expect(game.expectRejection({ type: 'request', id: 103, playerId: 11, building: 'mine' })).toEqual({
      code: 'player_limit',
      holderId: 109,
    });
  });

  it('if it is lost while several are open, the oldest of the team holds the lock', () => {
    const game = withSchool(startTestGame(), 1);
    game.request(109, 12);
    game.advance(1000);
    game.request(102, 11);
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: false } });
    expect(lockRejection(game.state, 11)).toEqual({ code: 'team_locked', holderId: 109 });
  });
});

it('is about a team', () => {
  const game = startTestGame();
  game.join(30, null);
  expect([30, 99, 1].map((id) => lockRejection(game.state, id)?.code)).toEqual([
    'no_team',
    'no_team',
    'no_team',
  ]);
});

describe('taken in the meantime', () => {
  const undo = { type: 'undo', id: 101 } as const;

  it('a team keeps the challenge that came after', () => {
    const game = startTestGame();
    game.request(101, 11);
    game.execute({ type: 'cancel', id: 101 });
    game.request(102, 12);
    expect(game.expectRejection(undo)).toEqual({ code: 'team_locked', holderId: 102, challengeId: 101 });
    game.execute({ type: 'cancel', id: 102 });
    game.execute(undo);
    expect(game.challenge(101).status).toBe('requested');
  });

  it('a player keeps the challenge that came after', () => {
    const game = withSchool(startTestGame(), 1);
    game.requestAndAssign(101, 11);
    game.execute({ type: 'complete', id: 101 });
    game.request(102, 11);
    expect(game.expectRejection(undo)).toEqual({ code: 'player_limit', holderId: 102, challengeId: 101 });
  });

  it('a school is not undone while others use its privilege', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11, 'school');
    game.execute({ type: 'complete', id: 101 });
    game.request(102, 12);
    expect(game.expectRejection(undo)).toEqual({ code: 'team_locked', holderId: 102, challengeId: 101 });
  });

  it('a challenge returns to the team it was requested for', () => {
    const game = startTestGame();
    game.request(101, 11);
    game.execute({ type: 'cancel', id: 101 });
    game.execute({ type: 'change_participant', id: 11, change: { teamNumber: 2 } });
    game.request(102, 21);
    game.execute(undo);
    expect(game.state.open.has(101)).toBe(true);
  });
});
