import { describe, expect, it } from 'vitest';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { DEFAULT_EXERCISES } from './exercise-options.ts';
import { suggest as suggestTo, type SuggestionSubject } from './suggest.ts';

const suggest = (
  exercises: Parameters<typeof suggestTo>[0],
  given: SuggestionSubject['had'],
  playerId: number,
  also: Partial<SuggestionSubject> = {},
) => suggestTo(exercises, { playerId, had: given, needs: [], busy: [], ...also });
const only = (...types: string[]) => DEFAULT_EXERCISES.filter(({ type }) => types.includes(type));
const had = (...types: string[]) =>
  types.map((challenge_type, index) => aChallenge({ id: index + 1, challenge_type, status: 'completed' }));

describe('a suggestion', () => {
  it('prefers what the player has not done yet', () => {
    const suggestion = suggest(only('push_ups', 'sit_ups'), had('push_ups'), 1);
    expect(suggestion).toMatchObject({ exercise: { type: 'sit_ups' }, reason: 'never' });
  });

  it('prefers other muscles than last time', () => {
    expect(suggest(only('sit_ups', 'squats', 'lunges'), had('squats'), 1)?.exercise.type).toBe('sit_ups');
    const again = suggest(only('sit_ups', 'squats'), had('sit_ups', 'squats'), 1);
    expect(again).toMatchObject({ exercise: { type: 'sit_ups' }, reason: 'other_muscles' });
  });

  it('falls back to the exercise done longest ago', () => {
    const again = suggest(only('squats', 'lunges'), had('squats', 'lunges'), 1);
    expect(again).toMatchObject({ exercise: { type: 'squats' }, reason: 'rested' });
  });

  it('knows what was done last, whichever host gave its id', () => {
    const done = (id: number, challenge_type: string, minute: number) =>
      aChallenge({ id, challenge_type, status: 'completed', requested_at: `2026-11-24T20:0${minute}:00Z` });
    const given = [done(33, 'squats', 0), done(1, 'lunges', 1)];
    expect(suggest(only('squats', 'lunges'), given, 1)?.exercise.type).toBe('squats');
  });

  it('differs from player to player', () => {
    const types = [1, 2, 3].map((player) => suggest(DEFAULT_EXERCISES, [], player)?.exercise.type);
    expect(new Set(types).size).toBe(3);
  });

  it('ignores what was undone, and recognises custom exercises by name', () => {
    const taken = { ...aChallenge({ challenge_type: 'plank', ended_reason: 'undone' }) };
    expect(suggest(only('plank'), [taken], 1)?.reason).toBe('never');
    const own = {
      type: 'own.1',
      name: 'Hop',
      target: 1,
      unit: 'repetitions',
      durationSeconds: null,
      used: true,
    } as const;
    const hopped = aChallenge({ challenge_type: 'custom', challenge_description: 'Hop' });
    expect(suggest([own], [hopped], 1)?.reason).toBe('rested');
  });

  it('meets what the player needs, and is not what a teammate is at', () => {
    const suits = suggest(DEFAULT_EXERCISES, [], 1, { needs: ['no_floor', 'quiet'] });
    expect(suits).toMatchObject({ reason: 'suits' });
    expect(['squats', 'lunges']).toContain(suits?.exercise.type);
    const busy = had('push_ups');
    expect(suggest(only('push_ups', 'sit_ups'), [], 2, { busy })?.exercise.type).toBe('sit_ups');
  });

  it('is null without exercises', () => {
    expect(suggest([], [], 1)).toBeNull();
  });
});
