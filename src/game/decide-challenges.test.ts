import { describe, expect, it } from 'vitest';
import type { ChallengeCommand } from './commands.ts';
import { due, nextDeadline } from './play-time.ts';
import { BANKER, player, PUSH_UPS, runningTrial, THE_HOST, Trial } from './test-game.harness.ts';

type Named = Exclude<ChallengeCommand['type'], 'request' | 'assign' | 'change_challenge'>;

function named(type: Named, id = 101): ChallengeCommand {
  return { type, id };
}

function asking(id: number, playerId: number): ChallengeCommand {
  return { type: 'request', id, playerId, building: 'farm' };
}

function assigning(id: number, durationSeconds: number | null = null): ChallengeCommand {
  return { type: 'assign', id, exercise: PUSH_UPS, durationSeconds };
}

function extending(extendSeconds: number, exercise: { target?: number } = {}): ChallengeCommand {
  return { type: 'change_challenge', id: 101, exercise, extendSeconds };
}

describe('asking', () => {
  it('keeps who asked, for which team and building, and whether the team had a school', () => {
    const trial = runningTrial();
    trial.does({ type: 'change_team', number: 1, change: { hasSchool: true } });
    trial.requests(101, 11, 'mine');
    expect(trial.challenge(101)).toMatchObject({
      playerId: 11,
      teamNumber: 1,
      building: 'mine',
      hasSchool: true,
      status: 'requested',
      version: 1,
      requestedAt: trial.at,
      deadlinePlayMs: null,
    });
    expect(trial.state.open.toArray()).toEqual([101]);
    expect(trial.state.challengeOrder.toArray()).toEqual([101]);
  });

  it('needs a game that runs or stands still', () => {
    const trial = new Trial();
    trial.joins(11, 1);
    expect(trial.refuses(asking(101, 11))).toEqual({ code: 'game_not_started' });
    trial.does({ type: 'start' });
    trial.does({ type: 'pause', reason: 'banker' });
    trial.requests(101, 11);
    trial.does({ type: 'end' });
    expect(trial.refuses(asking(102, 11))).toEqual({ code: 'game_over' });
  });

  it('needs a player with a team', () => {
    const trial = runningTrial();
    trial.joins(30, null);
    expect(trial.refuses(asking(101, 30))).toEqual({ code: 'no_team' });
    expect(trial.refuses(asking(101, 99))).toEqual({ code: 'not_found' });
    expect(trial.refuses(asking(101, BANKER.id))).toEqual({ code: 'not_found' });
  });
});

describe('assigning', () => {
  it('sets exercise, time and deadline', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    trial.passes(5000);
    trial.does(assigning(101));
    expect(trial.challenge(101)).toMatchObject({
      status: 'assigned',
      exercise: PUSH_UPS,
      assignedAt: trial.at,
      durationSeconds: 600,
      deadlinePlayMs: 605_000,
      version: 2,
    });
  });

  it("multiplies the time by the player's factor, rounded", () => {
    const trial = runningTrial();
    trial.does({ type: 'change_participant', id: 11, change: { extraTimeFactor: 1.25 } });
    trial.assigns(101, 11, 'farm', 33);
    expect(trial.challenge(101).durationSeconds).toBe(41);
    trial.assigns(102, 21, 'farm', 33);
    expect(trial.challenge(102).durationSeconds).toBe(33);
  });

  it('changes whatever field an exercise has, and nothing where all stay', () => {
    const trial = runningTrial();
    trial.assigns(101, 11);
    const coached = { ...PUSH_UPS, coach: 'Carla' };
    expect(trial.does(extending(0, coached))).toMatchObject([
      { type: 'challenge_changed', exercise: coached },
    ]);
    expect(trial.does(extending(0, coached))).toEqual([]);
  });

  it('gives no time where timers are off', () => {
    const trial = runningTrial({ timers: false, completion: 'banker' });
    trial.assigns(101, 11, 'farm', 60);
    expect(trial.challenge(101)).toMatchObject({ durationSeconds: null, deadlinePlayMs: null });
    trial.does(named('complete'), player(11));
    trial.does(named('reject'));
    expect(trial.challenge(101)).toMatchObject({ claimedAt: null, deadlinePlayMs: null, frozenMs: null });
    expect(trial.does(extending(60))).toEqual([]);
  });

  it('G7 takes only what is asked for', () => {
    const trial = runningTrial();
    trial.assigns(101, 11);
    expect(trial.refuses(assigning(101))).toEqual({ code: 'challenge_status', challengeId: 101 });
    expect(trial.refuses(assigning(999))).toEqual({ code: 'not_found', challengeId: 999 });
  });
});

describe('changing a running one', () => {
  it('changes the exercise and leaves the time', () => {
    const trial = runningTrial();
    trial.assigns(101, 11, 'farm', 60);
    trial.does(extending(0, { target: 10 }));
    expect(trial.challenge(101)).toMatchObject({
      exercise: { ...PUSH_UPS, target: 10 },
      durationSeconds: 60,
    });
    expect(trial.left(101)).toBe(60_000);
  });

  it('extends the time, also the frozen one', () => {
    const trial = runningTrial({ completion: 'banker' });
    trial.assigns(101, 11, 'farm', 60);
    trial.passes(10_000);
    trial.does(extending(30));
    expect(trial.left(101)).toBe(80_000);
    trial.does(named('complete'), player(11));
    trial.does(extending(30));
    expect(trial.left(101)).toBe(110_000);
    expect(trial.challenge(101).durationSeconds).toBe(120);
  });

  it('is nothing where nothing changes, and refused unless assigned', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    expect(trial.refuses(extending(30))).toEqual({ code: 'challenge_status', challengeId: 101 });
    trial.does(assigning(101));
    expect(trial.does(extending(0, { target: 20 }))).toEqual([]);
  });
});

describe('done', () => {
  it('is done when the player says so, or the banker', () => {
    const trial = runningTrial();
    trial.assigns(101, 11);
    trial.assigns(102, 21);
    expect(trial.does(named('complete'), player(11))).toEqual([
      { type: 'challenge_completed', id: 101, builtSchool: false },
      { type: 'team_changed', number: 1, change: {} },
    ]);
    trial.does(named('complete', 102));
    expect(trial.challenge(102)).toMatchObject({
      status: 'completed',
      completedAt: trial.at,
      endedAt: trial.at,
      endedReason: null,
      deadlinePlayMs: null,
    });
    expect(trial.team(1).tally.toJSON()).toEqual({ farm: 1 });
    expect(trial.state.open.size).toBe(0);
  });

  it("is a claim, once, where the banker has the say, and stops the challenge's clock", () => {
    const trial = runningTrial({ completion: 'banker' });
    trial.assigns(101, 11, 'farm', 60);
    trial.passes(20_000);
    expect(trial.does(named('complete'), player(11))).toEqual([{ type: 'challenge_claimed', id: 101 }]);
    expect(trial.challenge(101)).toMatchObject({
      status: 'assigned',
      claimedAt: trial.at,
      deadlinePlayMs: null,
    });
    trial.passes(100_000);
    expect(trial.left(101)).toBe(40_000);
    expect(due(trial.state, trial.playMs)).toEqual([]);
    expect(trial.refuses(named('complete'), player(11))).toEqual({
      code: 'challenge_status',
      challengeId: 101,
    });
    trial.does(named('complete'));
    expect(trial.challenge(101)).toMatchObject({ status: 'completed', frozenMs: null });
  });

  it('is "not yet" when the banker rejects the claim: the clock goes on with what was left', () => {
    const trial = runningTrial({ completion: 'banker' });
    trial.assigns(101, 11, 'farm', 60);
    trial.passes(20_000);
    expect(trial.refuses(named('reject'))).toEqual({ code: 'challenge_status', challengeId: 101 });
    trial.does(named('complete'), player(11));
    trial.passes(100_000);
    trial.does(named('reject'));
    expect(trial.challenge(101)).toMatchObject({ claimedAt: null, frozenMs: null, deadlinePlayMs: 160_000 });
    trial.passes(10_000);
    expect(trial.left(101)).toBe(30_000);
  });

  it('gives the team its school, the first time', () => {
    const trial = runningTrial();
    trial.assigns(101, 11, 'school');
    expect(trial.does(named('complete'), player(11))).toEqual([
      { type: 'challenge_completed', id: 101, builtSchool: true },
      { type: 'team_changed', number: 1, change: { hasSchool: true } },
    ]);
    trial.assigns(102, 11, 'school');
    trial.does(named('complete', 102), player(11));
    expect(trial.challenge(102).lastStep?.builtSchool).toBe(false);
    expect(trial.team(1)).toMatchObject({ hasSchool: true });
    expect(trial.team(1).tally.get('school')).toBe(2);
  });

  it('G7 takes only what is assigned', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    expect(trial.refuses(named('complete'))).toEqual({ code: 'challenge_status', challengeId: 101 });
    trial.does(named('cancel'));
    expect(trial.refuses(named('complete'))).toEqual({ code: 'challenge_status', challengeId: 101 });
  });
});

describe('cancelling', () => {
  it('works from requested and assigned, and says who did it', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    trial.assigns(102, 21);
    trial.does(named('cancel', 101), player(11));
    trial.does(named('cancel', 102));
    expect(trial.challenge(101)).toMatchObject({ status: 'cancelled', endedReason: 'player' });
    expect(trial.challenge(102)).toMatchObject({
      status: 'cancelled',
      endedReason: 'banker',
      deadlinePlayMs: null,
    });
    expect(trial.refuses(named('cancel', 102))).toEqual({ code: 'challenge_status', challengeId: 102 });
  });
});

describe('expiring', () => {
  it('G7 happens once and never early', () => {
    const trial = runningTrial();
    trial.assigns(101, 11, 'farm', 60);
    trial.passes(59_999);
    expect(due(trial.state, trial.playMs)).toEqual([]);
    expect(trial.refuses(named('expire'), THE_HOST)).toEqual({ code: 'challenge_status', challengeId: 101 });
    trial.passes(1);
    expect(due(trial.state, trial.playMs)).toEqual([101]);
    trial.does(named('expire'), THE_HOST);
    expect(trial.challenge(101)).toMatchObject({ status: 'expired', endedReason: 'time', endedAt: trial.at });
    expect(trial.refuses(named('expire'), THE_HOST)).toEqual({ code: 'challenge_status', challengeId: 101 });
  });

  it('G7 waits while the game stands still', () => {
    const trial = runningTrial();
    trial.assigns(101, 11, 'farm', 60);
    trial.passes(60_000);
    trial.does({ type: 'pause', reason: 'banker' });
    expect(trial.refuses(named('expire'), THE_HOST).code).toBe('challenge_status');
    expect(nextDeadline(trial.state)).toBeNull();
    trial.does({ type: 'resume' });
    trial.does(named('expire'), THE_HOST);
  });

  it('comes first for the earliest deadline', () => {
    const trial = runningTrial();
    expect(nextDeadline(trial.state)).toBeNull();
    trial.assigns(101, 11, 'farm', 60);
    trial.assigns(102, 21, 'farm', 30);
    expect(nextDeadline(trial.state)).toEqual({ id: 102, deadlinePlayMs: 30_000 });
    trial.passes(60_000);
    expect(due(trial.state, trial.playMs)).toEqual([102, 101]);
  });
});

describe('after the game', () => {
  it.each<ChallengeCommand>([
    assigning(101),
    extending(10),
    named('complete'),
    named('reject'),
    named('cancel'),
    named('undo'),
  ])('G7 refuses to $type', (command) => {
    const trial = runningTrial();
    trial.requests(101, 11);
    trial.does({ type: 'end' });
    expect(trial.refuses(command)).toEqual({ code: 'game_over', challengeId: 101 });
  });
});
