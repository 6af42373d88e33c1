import { describe, expect, it } from 'vitest';
import type { ChallengeCommand, GivenExercise } from './commands.ts';
import { dueChallengeIds, nextDeadline } from './play-time.ts';
import {
  BANKER_ACTOR,
  playerActor,
  PUSH_UPS,
  startTestGame,
  HOST_ACTOR,
  TestGame,
} from './test-game.harness.ts';

type Named = Exclude<ChallengeCommand['type'], 'request' | 'assign' | 'change_challenge' | 'swap_exercise'>;

function named(type: Named, id = 101): ChallengeCommand {
  return { type, id };
}

function asking(id: number, playerId: number): ChallengeCommand {
  return { type: 'request', id, playerId, building: 'farm' };
}

function assigning(id: number, durationSeconds: number | null = null): ChallengeCommand {
  return { type: 'assign', id, exercise: PUSH_UPS, durationSeconds };
}

function extending(extendSeconds: number, exercise: Partial<GivenExercise> = {}): ChallengeCommand {
  return { type: 'change_challenge', id: 101, exercise, extendSeconds };
}

describe('requesting', () => {
  it('records the player, the team, the building, and whether the team had a school', () => {
    const game = startTestGame();
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: true } });
    game.request(101, 11, 'mine');
    expect(game.challenge(101)).toMatchObject({
      playerId: 11,
      teamNumber: 1,
      building: 'mine',
      hasSchool: true,
      status: 'requested',
      version: 1,
      requestedAt: game.at,
      deadlinePlayMs: null,
    });
    expect(game.state.open.toArray()).toEqual([101]);
    expect(game.state.challengeOrder.toArray()).toEqual([101]);
  });

  it('needs a game that is running or paused', () => {
    const game = new TestGame();
    game.join(11, 1);
    expect(game.expectRejection(asking(101, 11))).toEqual({ code: 'game_not_started' });
    game.execute({ type: 'start' });
    game.execute({ type: 'pause', reason: 'banker' });
    game.request(101, 11);
    game.execute({ type: 'end' });
    expect(game.expectRejection(asking(102, 11))).toEqual({ code: 'game_over' });
  });

  it('needs a player with a team', () => {
    const game = startTestGame();
    game.join(30, null);
    expect(game.expectRejection(asking(101, 30))).toEqual({ code: 'no_team' });
    expect(game.expectRejection(asking(101, 99))).toEqual({ code: 'not_found', missing: 'player' });
    expect(game.expectRejection(asking(101, BANKER_ACTOR.id))).toEqual({
      code: 'not_found',
      missing: 'player',
    });
  });
});

describe('assigning', () => {
  it('sets exercise, time and deadline', () => {
    const game = startTestGame();
    game.request(101, 11);
    game.advance(5000);
    game.execute(assigning(101));
    expect(game.challenge(101)).toMatchObject({
      status: 'assigned',
      exercise: PUSH_UPS,
      assignedAt: game.at,
      durationSeconds: 600,
      deadlinePlayMs: 605_000,
      version: 2,
    });
  });

  it("multiplies the time by the player's factor, rounded", () => {
    const game = startTestGame();
    game.execute({ type: 'change_participant', id: 11, change: { extraTimeFactor: 1.25 } });
    game.requestAndAssign(101, 11, 'farm', 33);
    expect(game.challenge(101).durationSeconds).toBe(41);
    game.requestAndAssign(102, 21, 'farm', 33);
    expect(game.challenge(102).durationSeconds).toBe(33);
  });

  it('is worded by the catalogue in the language of the game, unless the banker has words', () => {
    const game = startTestGame({ language: 'de' });
    const given = (exercise: GivenExercise) => {
      game.request(101 + game.state.seq, 11);
      const id = game.state.challengeOrder.last() ?? 0;
      game.execute({ type: 'assign', id, exercise, durationSeconds: null });
      game.execute({ type: 'cancel', id });
      return game.challenge(id).exercise;
    };
    const german = { ...PUSH_UPS, description: '20 Liegestütze' };
    expect(given({ type: 'push_ups', target: 20 })).toEqual(german);
    expect(given(PUSH_UPS)).toEqual(PUSH_UPS);
    const own = { ...PUSH_UPS, description: '20 push-ups on your knees' };
    expect(given(own)).toEqual({ ...own, fromCatalogue: false });
  });

  it('changes any field of the exercise, and nothing if all stay the same', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    const coached = { ...PUSH_UPS, coach: 'Carla' };
    expect(game.execute(extending(0, coached))).toMatchObject([
      { type: 'challenge_changed', exercise: coached },
    ]);
    expect(game.execute(extending(0, coached))).toEqual([]);
  });

  it('gives no time where timers are off', () => {
    const game = startTestGame({ timers: false, completion: 'banker' });
    game.requestAndAssign(101, 11, 'farm', 60);
    expect(game.challenge(101)).toMatchObject({ durationSeconds: null, deadlinePlayMs: null });
    game.execute(named('complete'), playerActor(11));
    game.execute(named('reject'));
    expect(game.challenge(101)).toMatchObject({ claimedAt: null, deadlinePlayMs: null, frozenMs: null });
    expect(game.expectRejection(extending(60))).toEqual({ code: 'no_clock', challengeId: 101 });
    expect(game.execute(extending(0, { target: 7 }))).toMatchObject([{ exercise: { target: 7 } }]);
  });

  it('G7 accepts only requested challenges', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    expect(game.expectRejection(assigning(101))).toEqual({ code: 'challenge_status', challengeId: 101 });
    expect(game.expectRejection(assigning(999))).toEqual({ code: 'not_found', challengeId: 999 });
  });
});

describe('changing a running challenge', () => {
  it('changes the exercise and leaves the time', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11, 'farm', 60);
    game.execute(extending(0, { target: 10 }));
    expect(game.challenge(101)).toMatchObject({
      exercise: { ...PUSH_UPS, description: '10 push-ups', target: 10 },
      durationSeconds: 60,
    });
    expect(game.remainingMs(101)).toBe(60_000);
  });

  it("words it anew where the catalogue did, and leaves the banker's own words", () => {
    const game = startTestGame({ language: 'fr' });
    game.requestAndAssign(101, 11);
    game.execute(extending(0, { type: 'squats', target: 12 }));
    const squats = { type: 'squats', description: '12 squats', target: 12, fromCatalogue: true };
    expect(game.challenge(101).exercise).toEqual(squats);
    game.execute(extending(0, { description: 'Douze fois debout' }));
    game.execute(extending(0, { target: 13 }));
    expect(game.challenge(101).exercise).toMatchObject({
      description: 'Douze fois debout',
      target: 13,
      fromCatalogue: false,
    });
    game.execute(extending(0, { type: 'custom', description: 'Chanter' }));
    expect(game.challenge(101).exercise).toMatchObject({ description: 'Chanter', fromCatalogue: false });
  });

  it('extends the time, frozen time included', () => {
    const game = startTestGame({ completion: 'banker' });
    game.requestAndAssign(101, 11, 'farm', 60);
    game.advance(10_000);
    game.execute(extending(30));
    expect(game.remainingMs(101)).toBe(80_000);
    game.execute(named('complete'), playerActor(11));
    game.execute(extending(30));
    expect(game.remainingMs(101)).toBe(110_000);
    expect(game.challenge(101).durationSeconds).toBe(120);
  });

  it('makes no event if nothing changes, and is rejected unless assigned', () => {
    const game = startTestGame();
    game.request(101, 11);
    expect(game.expectRejection(extending(30))).toEqual({ code: 'challenge_status', challengeId: 101 });
    game.execute(assigning(101));
    expect(game.execute(extending(0, { target: 20 }))).toEqual([]);
  });
});

describe('completing', () => {
  it('completes when the player says so, or the banker', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    game.requestAndAssign(102, 21);
    expect(game.execute(named('complete'), playerActor(11))).toEqual([
      { type: 'challenge_completed', id: 101, builtSchool: false },
      { type: 'team_changed', number: 1, change: {} },
    ]);
    game.execute(named('complete', 102));
    expect(game.challenge(102)).toMatchObject({
      status: 'completed',
      completedAt: game.at,
      endedAt: game.at,
      endedReason: null,
      deadlinePlayMs: null,
    });
    expect(game.team(1).tally.toJSON()).toEqual({ farm: 1 });
    expect(game.state.open.size).toBe(0);
  });

  it("is a claim, once, where the banker confirms, and stops the challenge's clock", () => {
    const game = startTestGame({ completion: 'banker' });
    game.requestAndAssign(101, 11, 'farm', 60);
    game.advance(20_000);
    expect(game.execute(named('complete'), playerActor(11))).toEqual([
      { type: 'challenge_claimed', id: 101 },
    ]);
    expect(game.challenge(101)).toMatchObject({
      status: 'assigned',
      claimedAt: game.at,
      deadlinePlayMs: null,
    });
    game.advance(100_000);
    expect(game.remainingMs(101)).toBe(40_000);
    expect(dueChallengeIds(game.state, game.playMs)).toEqual([]);
    expect(game.expectRejection(named('complete'), playerActor(11))).toEqual({
      code: 'challenge_status',
      challengeId: 101,
    });
    game.execute(named('complete'));
    expect(game.challenge(101)).toMatchObject({ status: 'completed', frozenMs: null });
  });

  it('resumes the clock with the time left when the banker rejects the claim', () => {
    const game = startTestGame({ completion: 'banker' });
    game.requestAndAssign(101, 11, 'farm', 60);
    game.advance(20_000);
    expect(game.expectRejection(named('reject'))).toEqual({ code: 'challenge_status', challengeId: 101 });
    game.execute(named('complete'), playerActor(11));
    game.advance(100_000);
    game.execute(named('reject'));
    expect(game.challenge(101)).toMatchObject({ claimedAt: null, frozenMs: null, deadlinePlayMs: 160_000 });
    game.advance(10_000);
    expect(game.remainingMs(101)).toBe(30_000);
  });

  it('gives the team its school, the first time', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11, 'school');
    expect(game.execute(named('complete'), playerActor(11))).toEqual([
      { type: 'challenge_completed', id: 101, builtSchool: true },
      { type: 'team_changed', number: 1, change: { hasSchool: true } },
    ]);
    game.requestAndAssign(102, 11, 'school');
    game.execute(named('complete', 102), playerActor(11));
    expect(game.challenge(102).lastStep?.builtSchool).toBe(false);
    expect(game.team(1)).toMatchObject({ hasSchool: true });
    expect(game.team(1).tally.get('school')).toBe(2);
  });

  it('G7 accepts only assigned challenges', () => {
    const game = startTestGame();
    game.request(101, 11);
    expect(game.expectRejection(named('complete'))).toEqual({ code: 'challenge_status', challengeId: 101 });
    game.execute(named('cancel'));
    expect(game.expectRejection(named('complete'))).toEqual({ code: 'challenge_status', challengeId: 101 });
  });
});

describe('cancelling', () => {
  it('works from requested and assigned, and says who did it', () => {
    const game = startTestGame();
    game.request(101, 11);
    game.requestAndAssign(102, 21);
    game.execute(named('cancel', 101), playerActor(11));
    game.execute(named('cancel', 102));
    expect(game.challenge(101)).toMatchObject({ status: 'cancelled', endedReason: 'player' });
    expect(game.challenge(102)).toMatchObject({
      status: 'cancelled',
      endedReason: 'banker',
      deadlinePlayMs: null,
    });
    expect(game.expectRejection(named('cancel', 102))).toEqual({
      code: 'challenge_status',
      challengeId: 102,
    });
  });
});

describe('expiring', () => {
  it('G7 happens once and never early', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11, 'farm', 60);
    game.advance(59_999);
    expect(dueChallengeIds(game.state, game.playMs)).toEqual([]);
    expect(game.expectRejection(named('expire'), HOST_ACTOR)).toEqual({
      code: 'challenge_status',
      challengeId: 101,
    });
    game.advance(1);
    expect(dueChallengeIds(game.state, game.playMs)).toEqual([101]);
    game.execute(named('expire'), HOST_ACTOR);
    expect(game.challenge(101)).toMatchObject({ status: 'expired', endedReason: 'time', endedAt: game.at });
    expect(game.expectRejection(named('expire'), HOST_ACTOR)).toEqual({
      code: 'challenge_status',
      challengeId: 101,
    });
  });

  it('G7 waits while the game is paused', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11, 'farm', 60);
    game.advance(60_000);
    game.execute({ type: 'pause', reason: 'banker' });
    expect(game.expectRejection(named('expire'), HOST_ACTOR).code).toBe('challenge_status');
    expect(nextDeadline(game.state)).toBeNull();
    game.execute({ type: 'resume' });
    game.execute(named('expire'), HOST_ACTOR);
  });

  it('comes first for the earliest deadline', () => {
    const game = startTestGame();
    expect(nextDeadline(game.state)).toBeNull();
    game.requestAndAssign(101, 11, 'farm', 60);
    game.requestAndAssign(102, 21, 'farm', 30);
    expect(nextDeadline(game.state)).toEqual({ id: 102, deadlinePlayMs: 30_000 });
    game.advance(60_000);
    expect(dueChallengeIds(game.state, game.playMs)).toEqual([102, 101]);
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
    const game = startTestGame();
    game.request(101, 11);
    game.execute({ type: 'end' });
    expect(game.expectRejection(command)).toEqual({ code: 'game_over', challengeId: 101 });
  });
});
