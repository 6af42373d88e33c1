import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from './events.ts';
import { evolve, fold } from './evolve.ts';
import { runningTrial, Trial } from './test-game.harness.ts';

function next({ state, at, playMs }: Trial, event: LoggedEvent['event'], seq = state.seq + 1): LoggedEvent {
  return { seq, at, playMs, by: 1, event };
}

describe('a log', () => {
  it('folds into the state that its steps led to', () => {
    const trial = runningTrial();
    trial.assigns(101, 11);
    trial.does({ type: 'complete', id: 101 });
    expect(fold(trial.log)).toEqual(trial.state);
  });

  it('begins with the game, once', () => {
    const trial = new Trial();
    expect(() => fold([])).toThrow(/empty/);
    expect(() => fold([next(trial, { type: 'game_started' }, 1)])).toThrow(/begins with game_created/);
    const [created] = trial.log;
    if (created === undefined) throw new Error('The log is empty.');
    expect(() => evolve(trial.state, { ...created, seq: trial.state.seq + 1 })).toThrow(/only once/);
  });

  it('G3 has no gap and no repetition', () => {
    const trial = new Trial();
    expect(() => evolve(trial.state, next(trial, { type: 'game_started' }, 2))).toThrow(
      /goes on with event 3, not 2/,
    );
    expect(() => evolve(trial.state, next(trial, { type: 'game_started' }, 4))).toThrow(
      /goes on with event 3, not 4/,
    );
  });

  it.each<LoggedEvent['event']>([
    { type: 'participant_removed', id: 99 },
    { type: 'team_changed', number: 99, change: {} },
    { type: 'challenge_claimed', id: 99 },
  ])('does not speak of what the game lacks: $type', (event) => {
    const trial = new Trial();
    expect(() => evolve(trial.state, next(trial, event))).toThrow(/99/);
  });

  it('brings nobody and nothing in twice', () => {
    const trial = runningTrial();
    trial.requests(101, 11);
    const again = trial.log.filter(({ event }) => 'id' in event && (event.id === 11 || event.id === 101));
    expect(again).toHaveLength(2);
    for (const { event } of again) expect(() => evolve(trial.state, next(trial, event))).toThrow(/already/);
  });
});

describe('a long night', () => {
  it('folds 100,000 events in the time a restart may take', () => {
    const trial = runningTrial();
    for (let id = 101; trial.log.length < 4000; id += 1) {
      trial.assigns(id, 11);
      trial.does({ type: 'complete', id });
    }
    let state = fold(trial.log);
    const round = trial.log.slice(-4);
    const start = performance.now();
    for (let turn = 0; turn < 25_000; turn += 1) {
      for (const { at, playMs, by, event } of round) {
        const fresh = 'id' in event ? { ...event, id: 1_000_000 + turn } : event;
        state = evolve(state, { seq: state.seq + 1, at, playMs, by, event: fresh });
      }
    }
    expect(performance.now() - start).toBeLessThan(3000);
    expect(state.challengeOrder.size).toBeGreaterThan(25_000);
  });
});
