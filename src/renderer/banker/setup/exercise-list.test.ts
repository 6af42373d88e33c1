import { describe, expect, it } from 'vitest';
import { exercisesFrom, USUAL_EXERCISES } from '../model/exercise-options.ts';
import { usedCount, withChange, without, withOwn } from './exercise-list.ts';

const song = { name: 'Sing a song', target: 1, unit: 'repetitions', durationSeconds: 120 } as const;

describe('the list of exercises, changed', () => {
  it('gets one more of her own, in use, with a type that no other has', () => {
    const two = withOwn(withOwn(USUAL_EXERCISES, song), song);
    expect(two.slice(-2)).toEqual([
      { ...song, type: 'own_1', used: true },
      { ...song, type: 'own_2', used: true },
    ]);
    expect(new Set(withOwn(without(two, 'own_1'), song).map(({ type }) => type)).size).toBe(two.length);
  });

  it('changes one and leaves the others alone', () => {
    const list = withChange(USUAL_EXERCISES, 'plank', { target: 45, used: false });
    expect(list.filter((each, index) => each !== USUAL_EXERCISES[index])).toMatchObject([
      { type: 'plank', target: 45, used: false },
    ]);
    expect(usedCount(list)).toBe(USUAL_EXERCISES.length - 1);
  });

  it('loses her own, never a preset', () => {
    expect(without(withOwn(USUAL_EXERCISES, song), 'own_1')).toEqual(USUAL_EXERCISES);
    expect(without(USUAL_EXERCISES, 'plank')).toEqual(USUAL_EXERCISES);
  });

  it('is read back as it was kept', () => {
    const list = withChange(withOwn(USUAL_EXERCISES, song), 'own_1', { name: 'Sing loudly' });
    expect(exercisesFrom(JSON.parse(JSON.stringify(list)))).toEqual(list);
  });
});
