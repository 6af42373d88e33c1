import { describe, expect, it } from 'vitest';
import { UNDO_WINDOW_MS } from './decide-undo.ts';
import { player, PUSH_UPS, runningTrial, THE_HOST, type Trial } from './test-game.harness.ts';

const UNDO = { type: 'undo', id: 101 } as const;
const COMPLETE = { type: 'complete', id: 101 } as const;

/** Player 11 has 40 of 60 seconds left. */
function underWay(completion: 'player' | 'banker' = 'player'): Trial {
  const trial = runningTrial({ completion });
  trial.assigns(101, 11, 'farm', 60);
  trial.passes(20_000);
  return trial;
}

describe('what comes back', () => {
  it('assigned: asked for again, without exercise and time', () => {
    const trial = underWay();
    trial.does(UNDO);
    expect(trial.challenge(101)).toMatchObject({
      status: 'requested',
      exercise: null,
      assignedAt: null,
      durationSeconds: null,
      deadlinePlayMs: null,
    });
  });

  it('asked: cancelled, and nothing brings it back', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    trial.does(UNDO, player(11));
    expect(trial.challenge(101)).toMatchObject({
      status: 'cancelled',
      endedReason: 'undone',
      endedAt: trial.at,
    });
    expect(trial.state.open.size).toBe(0);
    expect(trial.refuses(UNDO)).toEqual({ code: 'undo_not_last', challengeId: 101 });
  });

  it('completed: running, with the time that was left then, off the tally', () => {
    const trial = underWay();
    trial.does(COMPLETE);
    trial.passes(3_600_000);
    expect(trial.does(UNDO)).toEqual([
      { type: 'challenge_undone', id: 101 },
      { type: 'team_changed', number: 1, change: {} },
    ]);
    expect(trial.challenge(101)).toMatchObject({ status: 'assigned', completedAt: null, endedAt: null });
    expect(trial.left(101)).toBe(40_000);
    expect(trial.team(1).tally.get('farm')).toBe(0);
    trial.passes(1000);
    expect(trial.left(101)).toBe(39_000);
  });

  it('completed while claimed: claimed, with the clock still stopped', () => {
    const trial = underWay('banker');
    trial.does(COMPLETE, player(11));
    const { claimedAt } = trial.challenge(101);
    trial.passes(5000);
    trial.does(COMPLETE);
    trial.passes(5000);
    trial.does(UNDO);
    expect(trial.challenge(101)).toMatchObject({
      status: 'assigned',
      claimedAt,
      frozenMs: 40_000,
      deadlinePlayMs: null,
    });
  });

  it('the school: gone with the completion that built it', () => {
    const trial = runningTrial();
    trial.assigns(101, 11, 'school');
    trial.does(COMPLETE);
    expect(trial.does(UNDO)[1]).toEqual({ type: 'team_changed', number: 1, change: { hasSchool: false } });
    expect(trial.team(1).hasSchool).toBe(false);
  });

  it('the school: kept where the team had one before', () => {
    const trial = runningTrial();
    trial.does({ type: 'change_team', number: 1, change: { hasSchool: true } });
    trial.assigns(101, 11, 'school');
    trial.does(COMPLETE);
    trial.does(UNDO);
    expect(trial.team(1).hasSchool).toBe(true);
  });

  it('cancelled: as before, running or only asked for', () => {
    const trial = underWay();
    trial.requests(102, 21);
    trial.does({ type: 'cancel', id: 101 });
    trial.does({ type: 'cancel', id: 102 });
    trial.passes(99_000);
    trial.does(UNDO);
    trial.does({ type: 'undo', id: 102 });
    expect(trial.left(101)).toBe(40_000);
    expect(trial.challenge(102)).toMatchObject({ status: 'requested', endedReason: null });
  });

  it('claimed: running again with what was frozen', () => {
    const trial = underWay('banker');
    trial.does(COMPLETE, player(11));
    trial.passes(9000);
    trial.does(UNDO, player(11));
    expect(trial.challenge(101)).toMatchObject({ claimedAt: null, frozenMs: null });
    expect(trial.left(101)).toBe(40_000);
  });

  it('"not yet": claimed again, frozen as before', () => {
    const trial = underWay('banker');
    trial.does(COMPLETE, player(11));
    const { claimedAt } = trial.challenge(101);
    trial.does({ type: 'reject', id: 101 });
    trial.passes(9000);
    trial.does(UNDO);
    expect(trial.challenge(101)).toMatchObject({ claimedAt, frozenMs: 40_000, deadlinePlayMs: null });
  });

  it('changed: the old exercise and the time without the extension', () => {
    const trial = underWay();
    trial.does({ type: 'change_challenge', id: 101, exercise: { target: 5 }, extendSeconds: 30 });
    trial.passes(10_000);
    expect(trial.left(101)).toBe(60_000);
    trial.does(UNDO);
    expect(trial.left(101)).toBe(30_000);
    expect(trial.challenge(101)).toMatchObject({ exercise: PUSH_UPS, durationSeconds: 60 });
  });

  it('expired: running for another minute', () => {
    const trial = underWay();
    trial.passes(40_000);
    trial.does({ type: 'expire', id: 101 }, THE_HOST);
    trial.passes(5000);
    trial.does(UNDO);
    expect(trial.challenge(101)).toMatchObject({
      status: 'assigned',
      endedReason: null,
      durationSeconds: 120,
    });
    expect(trial.left(101)).toBe(60_000);
  });

  it('no clock where there was none', () => {
    const trial = runningTrial({ timers: false });
    trial.assigns(101, 11);
    trial.does(COMPLETE);
    trial.does(UNDO);
    expect(trial.left(101)).toBeNull();
  });
});

describe('who may, and when', () => {
  it('a player may take back its own last step within ten seconds', () => {
    const trial = underWay();
    trial.does(COMPLETE, player(11));
    trial.passes(UNDO_WINDOW_MS);
    trial.does(UNDO, player(11));
    trial.does(COMPLETE, player(11));
    trial.passes(UNDO_WINDOW_MS + 1);
    expect(trial.refuses(UNDO, player(11))).toEqual({ code: 'undo_too_late', challengeId: 101 });
    trial.does(UNDO);
  });

  it('the ten seconds also pass while the game stands still', () => {
    const trial = underWay();
    trial.does({ type: 'pause', reason: 'banker' });
    trial.does(COMPLETE, player(11));
    trial.passes(UNDO_WINDOW_MS + 1);
    expect(trial.refuses(UNDO, player(11)).code).toBe('undo_too_late');
  });

  it("a player may not take back the banker's step or the host's", () => {
    const trial = underWay();
    expect(trial.refuses(UNDO, player(11))).toEqual({ code: 'undo_not_last', challengeId: 101 });
    trial.passes(40_000);
    trial.does({ type: 'expire', id: 101 }, THE_HOST);
    expect(trial.refuses(UNDO, player(11))).toEqual({ code: 'undo_not_last', challengeId: 101 });
  });

  it('nobody may twice', () => {
    const trial = underWay();
    trial.does(COMPLETE);
    trial.does(UNDO);
    expect(trial.refuses(UNDO)).toEqual({ code: 'undo_not_last', challengeId: 101 });
  });
});
