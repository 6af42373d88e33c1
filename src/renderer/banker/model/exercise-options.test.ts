import { describe, expect, it } from 'vitest';
import { assignment, exercisesFrom, isPreset, USUAL_EXERCISES, type Exercise } from './exercise-options.ts';

const own: Exercise = {
  type: 'own_1',
  name: 'Sing',
  target: 2,
  unit: 'repetitions',
  durationSeconds: 90,
  used: true,
};

describe('the list of exercises', () => {
  it('is the usual one when nothing sensible was kept', () => {
    expect([undefined, null, 'x', {}].map(exercisesFrom)).toEqual(Array(4).fill(USUAL_EXERCISES));
  });

  it('has words for every exercise of the catalogue', () => {
    expect(USUAL_EXERCISES.map(({ type }) => isPreset(type))).toEqual(USUAL_EXERCISES.map(() => true));
  });

  it('survives being kept as text', () => {
    const list = [own, ...USUAL_EXERCISES];
    expect(exercisesFrom(JSON.parse(JSON.stringify(list)))).toEqual(list);
  });

  it('drops what it cannot read and brings missing presets back, switched off', () => {
    const list = exercisesFrom([
      own,
      { type: 'broken' },
      { ...own, target: 0 },
      { ...own, durationSeconds: 5 },
    ]);
    expect(list).toHaveLength(1 + USUAL_EXERCISES.length);
    expect(list.slice(1).every(({ used }) => !used)).toBe(true);
  });

  it('becomes the body of an assignment, its own time only when it has one', () => {
    const [pushUps] = USUAL_EXERCISES;
    if (pushUps === undefined) throw new Error('There are no exercises.');
    expect(assignment({ ...pushUps, target: 25 })).toEqual({
      challenge_type: 'push_ups',
      challenge_description: '25 Push-ups',
      target_number: 25,
    });
    expect(assignment(own)).toEqual({
      challenge_type: 'custom',
      challenge_description: 'Sing',
      target_number: 2,
      duration_seconds: 90,
    });
  });
});
