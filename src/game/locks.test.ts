import { describe, expect, it } from 'vitest';
import { lockFor } from './locks.ts';
import { runningTrial, type Trial } from './test-game.harness.ts';

function withSchool(trial: Trial, ...teams: readonly number[]): Trial {
  for (const number of teams) trial.does({ type: 'change_team', number, change: { hasSchool: true } });
  return trial;
}

describe('without a school', () => {
  it('one open challenge locks the whole team, and no other team', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    const locked = { code: 'team_locked', holderId: 101 };
    expect([11, 12, 21].map((id) => lockFor(trial.state, id))).toEqual([locked, locked, null]);
    expect(trial.refuses({ type: 'request', id: 102, playerId: 12, building: 'mine' })).toEqual(locked);
    trial.does({ type: 'cancel', id: 101 });
    expect(lockFor(trial.state, 12)).toBeNull();
  });

  it('a player who moved here has what it brought along and no more', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    trial.does({ type: 'change_participant', id: 11, change: { teamNumber: 2 } });
    expect(lockFor(trial.state, 11)).toEqual({ code: 'player_limit', holderId: 101 });
    expect(lockFor(trial.state, 21)).toBeNull();
  });
});

describe('with a school', () => {
  it('each player has one', () => {
    const trial = withSchool(runningTrial(), 1);
    trial.requests(101, 11);
    expect(lockFor(trial.state, 11)).toEqual({ code: 'player_limit', holderId: 101 });
    expect(lockFor(trial.state, 12)).toBeNull();
  });

  it('or as many as the game allows; the oldest holds the lock', () => {
    const trial = withSchool(runningTrial({ maxActivePerPlayer: 2 }), 1);
    trial.requests(109, 11);
    trial.passes(1000);
    trial.requests(102, 11);
    expect(trial.refuses({ type: 'request', id: 103, playerId: 11, building: 'mine' })).toEqual({
      code: 'player_limit',
      holderId: 109,
    });
  });

  it('lost while several are open, the oldest of the team holds the lock', () => {
    const trial = withSchool(runningTrial(), 1);
    trial.requests(109, 12);
    trial.passes(1000);
    trial.requests(102, 11);
    trial.does({ type: 'change_team', number: 1, change: { hasSchool: false } });
    expect(lockFor(trial.state, 11)).toEqual({ code: 'team_locked', holderId: 109 });
  });
});

it('is about a team', () => {
  const trial = runningTrial();
  trial.joins(30, null);
  expect([30, 99, 1].map((id) => lockFor(trial.state, id)?.code)).toEqual(['no_team', 'no_team', 'no_team']);
});

describe('taken meanwhile', () => {
  const undo = { type: 'undo', id: 101 } as const;

  it('a team keeps the challenge that came after', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    trial.does({ type: 'cancel', id: 101 });
    trial.requests(102, 12);
    expect(trial.refuses(undo)).toEqual({ code: 'team_locked', holderId: 102, challengeId: 101 });
    trial.does({ type: 'cancel', id: 102 });
    trial.does(undo);
    expect(trial.challenge(101).status).toBe('requested');
  });

  it('a player keeps the challenge that came after', () => {
    const trial = withSchool(runningTrial(), 1);
    trial.assigns(101, 11);
    trial.does({ type: 'complete', id: 101 });
    trial.requests(102, 11);
    expect(trial.refuses(undo)).toEqual({ code: 'player_limit', holderId: 102, challengeId: 101 });
  });

  it('a school is not taken back while others use its privilege', () => {
    const trial = runningTrial();
    trial.assigns(101, 11, 'school');
    trial.does({ type: 'complete', id: 101 });
    trial.requests(102, 12);
    expect(trial.refuses(undo)).toEqual({ code: 'team_locked', holderId: 102, challengeId: 101 });
  });

  it('a challenge comes back to the team it was asked for in', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    trial.does({ type: 'cancel', id: 101 });
    trial.does({ type: 'change_participant', id: 11, change: { teamNumber: 2 } });
    trial.requests(102, 21);
    trial.does(undo);
    expect(trial.state.open.has(101)).toBe(true);
  });
});
