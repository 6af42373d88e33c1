import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type GameStatus } from './state.ts';
import { runningTrial, Trial } from './test-game.harness.ts';

const START = { type: 'start' } as const;
const PAUSE = { type: 'pause', reason: 'banker' } as const;
const RESUME = { type: 'resume' } as const;
const END = { type: 'end' } as const;

function trialThatIs(status: GameStatus): Trial {
  const trial = new Trial();
  if (status !== 'waiting') trial.does(START);
  if (status === 'paused') trial.does(PAUSE);
  if (status === 'completed') trial.does(END);
  return trial;
}

describe('the life of a game', () => {
  it('begins waiting, with its banker, its teams and the given settings', () => {
    const { state } = new Trial({ durationSeconds: 300 }, 3);
    expect(state).toMatchObject({
      status: 'waiting',
      code: 'PLAY23',
      name: 'Camp night',
      startedAt: null,
      seq: 2,
    });
    expect(state.settings).toEqual({ ...DEFAULT_SETTINGS, durationSeconds: 300 });
    expect(state.teams.keySeq().toArray()).toEqual([1, 2, 3]);
    expect(state.participants.get(1)).toMatchObject({
      role: 'banker',
      name: 'Bea',
      approved: true,
      generation: 0,
    });
  });

  const legal: readonly (readonly [
    GameStatus,
    typeof START | typeof PAUSE | typeof RESUME | typeof END,
    GameStatus,
  ])[] = [
    ['waiting', START, 'in_progress'],
    ['in_progress', PAUSE, 'paused'],
    ['paused', RESUME, 'in_progress'],
    ['in_progress', END, 'completed'],
    ['paused', END, 'completed'],
    ['completed', RESUME, 'in_progress'],
  ];

  it.each(legal)('G7 goes from %s by $type to %s', (from, command, to) => {
    const trial = trialThatIs(from);
    trial.does(command);
    expect(trial.state.status).toBe(to);
  });

  const statuses: readonly GameStatus[] = ['waiting', 'in_progress', 'paused', 'completed'];
  const illegal = statuses.flatMap((from) =>
    [START, PAUSE, RESUME, END]
      .filter(({ type }) => !legal.some(([status, command]) => status === from && command.type === type))
      .map((command) => ({ from, command })),
  );

  it.each(illegal)('G7 refuses $command.type of a game that is $from', ({ from, command }) => {
    expect(trialThatIs(from).refuses(command)).toEqual({ code: 'game_status' });
  });

  it('keeps why it stands still, until it runs again', () => {
    const trial = trialThatIs('in_progress');
    trial.does({ type: 'pause', reason: 'host_away' });
    expect(trial.state.pausedReason).toBe('host_away');
    trial.does(RESUME);
    expect(trial.state.pausedReason).toBeNull();
  });

  it('ends first and then cancels what is open, oldest first', () => {
    const trial = runningTrial();
    trial.assigns(101, 21);
    trial.passes(1000);
    trial.requests(102, 11);
    const events = trial.does(END);
    expect(events).toEqual([
      { type: 'game_ended' },
      { type: 'challenge_cancelled', id: 101, reason: 'game_ended' },
      { type: 'challenge_cancelled', id: 102, reason: 'game_ended' },
    ]);
    expect(trial.state).toMatchObject({ status: 'completed', endedAt: trial.at });
    expect(trial.state.open.size).toBe(0);
    expect(trial.challenge(101)).toMatchObject({
      status: 'cancelled',
      endedReason: 'game_ended',
      endedAt: trial.at,
    });
  });

  it('reopens without bringing anything back, but what the end cancelled can be undone', () => {
    const trial = runningTrial();
    trial.assigns(101, 21, 'farm', 60);
    trial.passes(20_000);
    trial.does(END);
    expect(trial.refuses({ type: 'undo', id: 101 })).toEqual({ code: 'game_over', challengeId: 101 });
    trial.does(RESUME);
    expect(trial.state).toMatchObject({ status: 'in_progress', endedAt: null });
    expect(trial.state.open.size).toBe(0);
    trial.does({ type: 'undo', id: 101 });
    expect(trial.left(101)).toBe(40_000);
  });
});

describe('changing a game', () => {
  it('merges name and settings', () => {
    const trial = new Trial();
    trial.does({ type: 'change_game', name: 'Harbour night', settings: { locked: true } });
    trial.does({ type: 'change_game', settings: { durationSeconds: 120 } });
    expect(trial.state.name).toBe('Harbour night');
    expect(trial.state.settings).toEqual({ ...DEFAULT_SETTINGS, locked: true, durationSeconds: 120 });
  });

  it('takes lost time in any status and only moves on in order', () => {
    const trial = trialThatIs('paused');
    const before = trial.state;
    expect(trial.does({ type: 'adjust_clock', lostMs: 5000 })).toEqual([
      { type: 'clock_adjusted', lostMs: 5000 },
    ]);
    expect(trial.state).toEqual({ ...before, seq: before.seq + 1 });
  });
});
