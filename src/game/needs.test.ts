/** What a player needs of an exercise, and what is given instead. */
import { describe, expect, it } from 'vitest';
import type { Need, Variant } from './enums.ts';
import { BANKER_ACTOR, playerActor, startTestGame, type TestGame } from './test-game.harness.ts';

const BURPEES = { type: 'burpees', target: 15 } as const;

function say(game: TestGame, needs: Need[], by = playerActor(11)) {
  return game.execute({ type: 'change_participant', id: 11, change: { needs } }, by);
}

function give(game: TestGame, exercise: { type: string; target: number; description?: string } = BURPEES) {
  game.request(101, 11);
  game.execute({ type: 'assign', id: 101, exercise, durationSeconds: 60 });
}

const wayOf = (game: TestGame): Variant | undefined => game.challenge(101).exercise?.variant;

describe('needs', () => {
  it('are said by the player, each once and in one order, and choose how an exercise is done', () => {
    const game = startTestGame();
    say(game, ['quiet', 'low_impact', 'quiet']);
    expect(game.participant(11).needs).toEqual(['low_impact', 'quiet']);
    give(game);
    expect(game.challenge(101)).toMatchObject({
      exercise: { type: 'burpees', target: 15, description: '15 burpees', variant: 'low_impact' },
    });
  });

  it('leave alone what suits as it is, and what the banker words', () => {
    const game = startTestGame();
    say(game, ['no_floor']);
    give(game, { type: 'squats', target: 20 });
    expect(wayOf(game)).toBeUndefined();
    game.execute({ type: 'cancel', id: 101 });
    game.request(102, 11);
    const own = { ...BURPEES, description: 'Burpees on the sofa' };
    game.execute({ type: 'assign', id: 102, exercise: own, durationSeconds: null });
    expect(game.challenge(102).exercise).toEqual({ ...own, fromCatalogue: false });
  });

  it('change what the player is at, with its time, but not what is said to be done', () => {
    const game = startTestGame({ completion: 'banker' });
    give(game);
    game.advance(10_000);
    const events = say(game, ['seated']);
    expect(events.map(({ type }) => type)).toEqual(['participant_changed', 'challenge_changed']);
    expect(wayOf(game)).toBe('seated');
    expect(game.remainingMs(101)).toBe(50_000);
    expect(say(game, ['seated'])).toHaveLength(1);
    say(game, []);
    expect(wayOf(game)).toBeUndefined();
    game.execute({ type: 'complete', id: 101 }, playerActor(11));
    expect(say(game, ['seated'])).toHaveLength(1);
    expect(wayOf(game)).toBeUndefined();
  });

  it('stay with an exercise whose amount changes, and choose anew for another one', () => {
    const game = startTestGame();
    say(game, ['no_floor']);
    give(game);
    const change = (exercise: { type?: string; target?: number }) =>
      game.execute({ type: 'change_challenge', id: 101, exercise, extendSeconds: 0 });
    change({ target: 5 });
    expect(game.challenge(101).exercise).toMatchObject({ description: '5 burpees', variant: 'standing' });
    change({ type: 'squats' });
    expect(game.challenge(101).exercise).toMatchObject({ description: '5 squats' });
    expect(wayOf(game)).toBeUndefined();
  });

  it('are locked by the banker, for players alone', () => {
    const game = startTestGame({ ownNeeds: false });
    const own = { type: 'change_participant', id: 11, change: { needs: ['quiet'] } } as const;
    const command = { ...own, change: { needs: [...own.change.needs] } };
    expect(game.expectRejection(command, playerActor(11)).code).toBe('game_status');
    say(game, ['quiet'], BANKER_ACTOR);
    expect(game.participant(11).needs).toEqual(['quiet']);
  });

  it('come along from a seat that is merged, unless the old one has some', () => {
    const game = startTestGame();
    game.execute({ type: 'change_participant', id: 12, change: { needs: ['seated'] } });
    give(game);
    game.execute({ type: 'merge_participants', id: 12, into: 11 });
    expect([game.participant(11).needs, wayOf(game)]).toEqual([['seated'], 'seated']);
    game.join(13, 1);
    game.execute({ type: 'change_participant', id: 13, change: { needs: ['quiet'] } });
    game.execute({ type: 'merge_participants', id: 13, into: 11 });
    expect(game.participant(11).needs).toEqual(['seated']);
  });
});

describe('a swap', () => {
  it('gives the same exercise in another way, with its amount and its time, and is undone as any step', () => {
    const game = startTestGame();
    give(game, { type: 'push_ups', target: 33 });
    game.advance(5_000);
    const swap = { type: 'swap_exercise', id: 101, exercise: 'push_ups', variant: 'standing' } as const;
    game.execute(swap, playerActor(11));
    expect(game.challenge(101).exercise).toMatchObject({ target: 33, variant: 'standing' });
    expect(game.remainingMs(101)).toBe(55_000);
    expect(game.execute(swap, playerActor(11))).toEqual([]);
    game.execute({ type: 'undo', id: 101 }, playerActor(11));
    expect(wayOf(game)).toBeUndefined();
    game.execute({ type: 'redo', id: 101 });
    expect(wayOf(game)).toBe('standing');
  });

  it('gives another exercise in the amount of the tier, in the way that suits', () => {
    const game = startTestGame({ exerciseTier: 'easier' });
    say(game, ['one_handed']);
    give(game);
    game.execute({ type: 'swap_exercise', id: 101, exercise: 'plank' }, playerActor(11));
    expect(game.challenge(101).exercise).toEqual({
      type: 'plank',
      target: 30,
      description: 'Plank for 30 seconds',
      fromCatalogue: true,
      variant: 'one_handed',
    });
    game.execute({ type: 'swap_exercise', id: 101, exercise: 'plank', variant: null }, playerActor(11));
    expect(wayOf(game)).toBeUndefined();
  });

  it('needs an exercise that is running, unclaimed, and the banker’s leave', () => {
    const game = startTestGame({ completion: 'banker' });
    const swap = { type: 'swap_exercise', id: 101, exercise: 'squats' } as const;
    game.request(101, 11);
    expect(game.expectRejection(swap).code).toBe('challenge_status');
    game.execute({ type: 'assign', id: 101, exercise: BURPEES, durationSeconds: null });
    game.execute({ type: 'change_game', settings: { ownNeeds: false } });
    expect(game.expectRejection(swap, playerActor(11)).code).toBe('game_status');
    game.execute(swap);
    game.execute({ type: 'complete', id: 101 }, playerActor(11));
    expect(game.expectRejection(swap).code).toBe('challenge_status');
  });
});
