import { describe, expect, it } from 'vitest';
import { parseExercises, DEFAULT_EXERCISES } from '../model/exercise-options.ts';
import { alikeOf, usedCount, withChange, without, withCustomExercise } from './exercise-list.ts';

const song = { name: 'Sing a song', target: 1, unit: 'repetitions', durationSeconds: 120 } as const;

describe('changing the list of exercises', () => {
  it('adds a custom one, enabled, with a unique type', () => {
    const two = withCustomExercise(withCustomExercise(DEFAULT_EXERCISES, song), song);
    expect(two.slice(-2)).toEqual([
      { ...song, type: 'own_1', used: true },
      { ...song, type: 'own_2', used: true },
    ]);
    expect(new Set(withCustomExercise(without(two, 'own_1'), song).map(({ type }) => type)).size).toBe(
      two.length,
    );
  });

  it('changes one and leaves the others alone', () => {
    const list = withChange(DEFAULT_EXERCISES, 'plank', { target: 45, used: false });
    expect(list.filter((each, index) => each !== DEFAULT_EXERCISES[index])).toMatchObject([
      { type: 'plank', target: 45, used: false },
    ]);
    expect(usedCount(list)).toBe(usedCount(DEFAULT_EXERCISES) - 1);
  });

  it('removes custom ones, never a preset', () => {
    expect(without(withCustomExercise(DEFAULT_EXERCISES, song), 'own_1')).toEqual(DEFAULT_EXERCISES);
    expect(without(DEFAULT_EXERCISES, 'plank')).toEqual(DEFAULT_EXERCISES);
  });

  it('is read back as stored', () => {
    const list = withChange(withCustomExercise(DEFAULT_EXERCISES, song), 'own_1', { name: 'Sing loudly' });
    expect(parseExercises(JSON.parse(JSON.stringify(list)))).toEqual(list);
  });

  it('knows two that most people take for one exercise, while both are offered', () => {
    expect(alikeOf(DEFAULT_EXERCISES)).toBeNull();
    const both = withChange(DEFAULT_EXERCISES, 'jumping_jacks', { used: true });
    expect(alikeOf(both)?.map(({ type }) => type)).toEqual(['star_jumps', 'jumping_jacks']);
    expect(alikeOf(withChange(both, 'star_jumps', { used: false }))).toBeNull();
  });
});
