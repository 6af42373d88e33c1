import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type GameStatus } from './state.ts';
import { startTestGame, TestGame } from './test-game.harness.ts';

const START = { type: 'start' } as const;
const PAUSE = { type: 'pause', reason: 'banker' } as const;
const RESUME = { type: 'resume' } as const;
const END = { type: 'end' } as const;

function trialThatIs(status: GameStatus): TestGame {
  const game = new TestGame();
  if (status !== 'waiting') game.execute(START);
  if (status === 'paused') game.execute(PAUSE);
  if (status === 'completed') game.execute(END);
  return game;
}

describe('the life cycle of a game', () => {
  it('starts as waiting, with its banker, teams and the given settings', () => {
    const { state } = new TestGame({ durationSeconds: 300 }, 3);
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

  it.each([
    ['en', ['Team 1', 'Team 2', 'Team 3']],
    ['fr', ['Équipe 1', 'Équipe 2', 'Équipe 3']],
    ['ar', ['الفريق 1', 'الفريق 2', 'الفريق 3']],
  ] as const)('in "%s", teams are called so until somebody names them, later ones too', (language, names) => {
    const game = new TestGame({ language }, 2);
    game.execute({ type: 'add_team' });
    expect(
      game.state.teams
        .valueSeq()
        .map(({ name }) => name)
        .toArray(),
    ).toEqual(names);
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
    const game = trialThatIs(from);
    game.execute(command);
    expect(game.state.status).toBe(to);
  });

  const statuses: readonly GameStatus[] = ['waiting', 'in_progress', 'paused', 'completed'];
  const illegal = statuses.flatMap((from) =>
    [START, PAUSE, RESUME, END]
      .filter(({ type }) => !legal.some(([status, command]) => status === from && command.type === type))
      .map((command) => ({ from, command })),
  );

  it.each(illegal)('G7 refuses $command.type of a game that is $from', ({ from, command }) => {
    expect(trialThatIs(from).expectRejection(command)).toEqual({ code: 'game_status' });
  });

  it('keeps the reason for a pause until it resumes', () => {
    const game = trialThatIs('in_progress');
    game.execute({ type: 'pause', reason: 'host_away' });
    expect(game.state.pausedReason).toBe('host_away');
    game.execute(RESUME);
    expect(game.state.pausedReason).toBeNull();
  });

  it('ends, then cancels open challenges, oldest first', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 21);
    game.advance(1000);
    game.request(102, 11);
    const events = game.execute(END);
    expect(events).toEqual([
      { type: 'game_ended' },
      { type: 'challenge_cancelled', id: 101, reason: 'game_ended' },
      { type: 'challenge_cancelled', id: 102, reason: 'game_ended' },
    ]);
    expect(game.state).toMatchObject({ status: 'completed', endedAt: game.at });
    expect(game.state.open.size).toBe(0);
    expect(game.challenge(101)).toMatchObject({
      status: 'cancelled',
      endedReason: 'game_ended',
      endedAt: game.at,
    });
  });

  it('reopens without restoring anything, but cancellations by the end can be undone', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 21, 'farm', 60);
    game.advance(20_000);
    game.execute(END);
    expect(game.expectRejection({ type: 'undo', id: 101 })).toEqual({ code: 'game_over', challengeId: 101 });
    game.execute(RESUME);
    expect(game.state).toMatchObject({ status: 'in_progress', endedAt: null });
    expect(game.state.open.size).toBe(0);
    game.execute({ type: 'undo', id: 101 });
    expect(game.remainingMs(101)).toBe(40_000);
  });
});

describe('changing a game', () => {
  it('merges name and settings', () => {
    const game = new TestGame();
    game.execute({ type: 'change_game', name: 'Harbour night', settings: { locked: true } });
    game.execute({ type: 'change_game', settings: { durationSeconds: 120 } });
    expect(game.state.name).toBe('Harbour night');
    expect(game.state.settings).toEqual({ ...DEFAULT_SETTINGS, locked: true, durationSeconds: 120 });
  });

  it('accepts lost time in any status, and only the sequence moves on', () => {
    const game = trialThatIs('paused');
    const before = game.state;
    expect(game.execute({ type: 'adjust_clock', lostMs: 5000 })).toEqual([
      { type: 'clock_adjusted', lostMs: 5000 },
    ]);
    expect(game.state).toEqual({ ...before, seq: before.seq + 1 });
  });
});
