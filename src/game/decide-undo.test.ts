import { describe, expect, it } from 'vitest';
import { UNDO_WINDOW_MS } from './decide-undo.ts';
import { playerActor, PUSH_UPS, startTestGame, HOST_ACTOR, type TestGame } from './test-game.harness.ts';

const UNDO = { type: 'undo', id: 101 } as const;
const COMPLETE = { type: 'complete', id: 101 } as const;

/** Player 11 has 40 of 60 seconds left. */
function underWay(completion: 'player' | 'banker' = 'player'): TestGame {
  const game = startTestGame({ completion });
  game.requestAndAssign(101, 11, 'farm', 60);
  game.advance(20_000);
  return game;
}

describe('what an undo restores', () => {
  it('assigned: requested again, without exercise and time', () => {
    const game = underWay();
    game.execute(UNDO);
    expect(game.challenge(101)).toMatchObject({
      status: 'requested',
      exercise: null,
      assignedAt: null,
      durationSeconds: null,
      deadlinePlayMs: null,
    });
  });

  it('requested: cancelled, and nothing restores it', () => {
    const game = startTestGame();
    game.request(101, 11);
    game.execute(UNDO, playerActor(11));
    expect(game.challenge(101)).toMatchObject({
      status: 'cancelled',
      endedReason: 'undone',
      endedAt: game.at,
    });
    expect(game.state.open.size).toBe(0);
    expect(game.expectRejection(UNDO)).toEqual({ code: 'undo_not_last', challengeId: 101 });
  });

  it('completed: running, with the time that was left then, off the tally', () => {
    const game = underWay();
    game.execute(COMPLETE);
    game.advance(3_600_000);
    expect(game.execute(UNDO)).toEqual([
      { type: 'challenge_undone', id: 101 },
      { type: 'team_changed', number: 1, change: {} },
    ]);
    expect(game.challenge(101)).toMatchObject({ status: 'assigned', completedAt: null, endedAt: null });
    expect(game.remainingMs(101)).toBe(40_000);
    expect(game.team(1).tally.get('farm')).toBe(0);
    game.advance(1000);
    expect(game.remainingMs(101)).toBe(39_000);
  });

  it('completed while claimed: claimed, with the clock still stopped', () => {
    const game = underWay('banker');
    game.execute(COMPLETE, playerActor(11));
    const { claimedAt } = game.challenge(101);
    game.advance(5000);
    game.execute(COMPLETE);
    game.advance(5000);
    game.execute(UNDO);
    expect(game.challenge(101)).toMatchObject({
      status: 'assigned',
      claimedAt,
      frozenMs: 40_000,
      deadlinePlayMs: null,
    });
  });

  it('the school: gone with the completion that built it', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11, 'school');
    game.execute(COMPLETE);
    expect(game.execute(UNDO)[1]).toEqual({ type: 'team_changed', number: 1, change: { hasSchool: false } });
    expect(game.team(1).hasSchool).toBe(false);
  });

  it('the school: kept where the team had one before', () => {
    const game = startTestGame();
    game.execute({ type: 'change_team', number: 1, change: { hasSchool: true } });
    game.requestAndAssign(101, 11, 'school');
    game.execute(COMPLETE);
    game.execute(UNDO);
    expect(game.team(1).hasSchool).toBe(true);
  });

  it('cancelled: as before, running or only requested', () => {
    const game = underWay();
    game.request(102, 21);
    game.execute({ type: 'cancel', id: 101 });
    game.execute({ type: 'cancel', id: 102 });
    game.advance(99_000);
    game.execute(UNDO);
    game.execute({ type: 'undo', id: 102 });
    expect(game.remainingMs(101)).toBe(40_000);
    expect(game.challenge(102)).toMatchObject({ status: 'requested', endedReason: null });
  });

  it('claimed: running again with what was frozen', () => {
    const game = underWay('banker');
    game.execute(COMPLETE, playerActor(11));
    game.advance(9000);
    game.execute(UNDO, playerActor(11));
    expect(game.challenge(101)).toMatchObject({ claimedAt: null, frozenMs: null });
    expect(game.remainingMs(101)).toBe(40_000);
  });

  it('"not yet": claimed again, frozen as before', () => {
    const game = underWay('banker');
    game.execute(COMPLETE, playerActor(11));
    const { claimedAt } = game.challenge(101);
    game.execute({ type: 'reject', id: 101 });
    game.advance(9000);
    game.execute(UNDO);
    expect(game.challenge(101)).toMatchObject({ claimedAt, frozenMs: 40_000, deadlinePlayMs: null });
  });

  it('changed: the old exercise and the time without the extension', () => {
    const game = underWay();
    game.execute({ type: 'change_challenge', id: 101, exercise: { target: 5 }, extendSeconds: 30 });
    game.advance(10_000);
    expect(game.remainingMs(101)).toBe(60_000);
    game.execute(UNDO);
    expect(game.remainingMs(101)).toBe(30_000);
    expect(game.challenge(101)).toMatchObject({ exercise: PUSH_UPS, durationSeconds: 60 });
  });

  it('expired: running for another minute', () => {
    const game = underWay();
    game.advance(40_000);
    game.execute({ type: 'expire', id: 101 }, HOST_ACTOR);
    game.advance(5000);
    game.execute(UNDO);
    expect(game.challenge(101)).toMatchObject({
      status: 'assigned',
      endedReason: null,
      durationSeconds: 120,
    });
    expect(game.remainingMs(101)).toBe(60_000);
  });

  it('no clock where there was none', () => {
    const game = startTestGame({ timers: false });
    game.requestAndAssign(101, 11);
    game.execute(COMPLETE);
    game.execute(UNDO);
    expect(game.remainingMs(101)).toBeNull();
  });
});

describe('who may, and when', () => {
  it('players may undo their own last step within ten seconds', () => {
    const game = underWay();
    game.execute(COMPLETE, playerActor(11));
    game.advance(UNDO_WINDOW_MS);
    game.execute(UNDO, playerActor(11));
    game.execute(COMPLETE, playerActor(11));
    game.advance(UNDO_WINDOW_MS + 1);
    expect(game.expectRejection(UNDO, playerActor(11))).toEqual({ code: 'undo_too_late', challengeId: 101 });
    game.execute(UNDO);
  });

  it('the ten seconds also pass while the game is paused', () => {
    const game = underWay();
    game.execute({ type: 'pause', reason: 'banker' });
    game.execute(COMPLETE, playerActor(11));
    game.advance(UNDO_WINDOW_MS + 1);
    expect(game.expectRejection(UNDO, playerActor(11)).code).toBe('undo_too_late');
  });

  it('a player with more time has as much more for this', () => {
    const game = underWay();
    game.execute({ type: 'change_participant', id: 11, change: { extraTimeFactor: 4 } });
    game.execute(COMPLETE, playerActor(11));
    game.advance(4 * UNDO_WINDOW_MS);
    game.execute(UNDO, playerActor(11));
    game.execute(COMPLETE, playerActor(11));
    game.advance(4 * UNDO_WINDOW_MS + 1);
    expect(game.expectRejection(UNDO, playerActor(11)).code).toBe('undo_too_late');
  });

  it('a game without time limits has none for this', () => {
    const game = startTestGame({ timers: false });
    game.requestAndAssign(101, 11);
    game.execute(COMPLETE, playerActor(11));
    game.advance(3_600_000);
    game.execute(UNDO, playerActor(11));
    expect(game.challenge(101).status).toBe('assigned');
  });

  it('players may not undo a step of the banker or the host', () => {
    const game = underWay();
    expect(game.expectRejection(UNDO, playerActor(11))).toEqual({ code: 'undo_not_last', challengeId: 101 });
    game.advance(40_000);
    game.execute({ type: 'expire', id: 101 }, HOST_ACTOR);
    expect(game.expectRejection(UNDO, playerActor(11))).toEqual({ code: 'undo_not_last', challengeId: 101 });
  });

  it('nobody may twice', () => {
    const game = underWay();
    game.execute(COMPLETE);
    game.execute(UNDO);
    expect(game.expectRejection(UNDO)).toEqual({ code: 'undo_not_last', challengeId: 101 });
  });
});
