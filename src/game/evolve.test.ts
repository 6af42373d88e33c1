import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { startTestGame, TestGame } from './test-game.harness.ts';

function next(
  { state, at, playMs }: TestGame,
  event: LoggedEvent['event'],
  seq = state.seq + 1,
): LoggedEvent {
  return { seq, at, playMs, by: 1, event };
}

describe('a log', () => {
  it('folds into the same state as step by step', () => {
    const game = startTestGame();
    game.requestAndAssign(101, 11);
    game.execute({ type: 'complete', id: 101 });
    expect(fold(game.log)).toEqual(game.state);
  });

  it('starts with the creation of the game, once', () => {
    const game = new TestGame();
    expect(() => fold([])).toThrow(/empty/);
    expect(() => fold([next(game, { type: 'game_started' }, 1)])).toThrow(/starts with game_created/);
    const [created] = game.log;
    if (created === undefined) throw new Error('The log is empty.');
    expect(() => evolve(game.state, { ...created, seq: game.state.seq + 1 })).toThrow(/only once/);
  });

  it('G3 has no gap and no repetition', () => {
    const game = new TestGame();
    expect(() => evolve(game.state, next(game, { type: 'game_started' }, 2))).toThrow(
      /continues with event 3, not 2/,
    );
    expect(() => evolve(game.state, next(game, { type: 'game_started' }, 4))).toThrow(
      /continues with event 3, not 4/,
    );
  });

  it.each<LoggedEvent['event']>([
    { type: 'participant_removed', id: 99 },
    { type: 'team_changed', number: 99, change: {} },
    { type: 'challenge_claimed', id: 99 },
  ])('does not refer to what does not exist: $type', (event) => {
    const game = new TestGame();
    expect(() => evolve(game.state, next(game, event))).toThrow(/99/);
  });

  it('adds nobody and nothing twice', () => {
    const game = startTestGame();
    game.request(101, 11);
    const again = game.log.filter(({ event }) => 'id' in event && (event.id === 11 || event.id === 101));
    expect(again).toHaveLength(2);
    for (const { event } of again) expect(() => evolve(game.state, next(game, event))).toThrow(/already/);
  });
});

describe('a long game', () => {
  it('folds its hundred-thousandth event as fast as its first ones', () => {
    const game = startTestGame();
    for (let id = 101; game.log.length < 4000; id += 1) {
      game.requestAndAssign(id, 11);
      game.execute({ type: 'complete', id });
    }
    let state = fold(game.log);
    const round = game.log.slice(-4);
    let turn = 0;
    const timeOfPart = () => {
      const start = performance.now();
      const end = turn + 1_000;
      for (; turn < end; turn += 1) {
        for (const { at, playMs, by, event } of round) {
          const fresh = 'id' in event ? { ...event, id: 1_000_000 + turn } : event;
          state = evolve(state, { seq: state.seq + 1, at, playMs, by, event: fresh });
        }
      }
      return performance.now() - start;
    };
    const times = Array.from({ length: 25 }, timeOfPart);
    // A ratio, of the quickest of each: a busy machine slows down both. What grows with the game would be ten times as slow.
    expect(Math.min(...times.slice(-8)) / Math.min(...times.slice(0, 8))).toBeLessThan(6);
    expect(state.challengeOrder.size).toBeGreaterThan(25_000);
  });
});
