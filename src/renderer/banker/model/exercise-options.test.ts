import { describe, expect, it } from 'vitest';
import { EXERCISE_TYPES } from '../../../game/catalogue.ts';
import {
  assignmentBody,
  atTier,
  parseExercises,
  DEFAULT_EXERCISES,
  withTarget,
  type ExerciseOption,
} from './exercise-options.ts';

const own: ExerciseOption = {
  type: 'own_1',
  name: 'Sing',
  target: 2,
  unit: 'repetitions',
  durationSeconds: 90,
  used: true,
};

describe('the list of exercises', () => {
  it('is the default one when nothing valid was stored', () => {
    expect([undefined, null, 'x', {}].map(parseExercises)).toEqual(Array(4).fill(DEFAULT_EXERCISES));
  });

  it('knows every exercise of the catalogue', () => {
    expect(DEFAULT_EXERCISES.map(({ type }) => type)).toEqual(EXERCISE_TYPES);
  });

  it('survives being stored as text', () => {
    const list = [own, ...DEFAULT_EXERCISES];
    expect(parseExercises(JSON.parse(JSON.stringify(list)))).toEqual(list);
  });

  it('drops what it cannot read and restores missing presets, disabled', () => {
    const list = parseExercises([
      own,
      { type: 'broken' },
      { ...own, target: 0 },
      { ...own, durationSeconds: 5 },
    ]);
    expect(list).toHaveLength(1 + DEFAULT_EXERCISES.length);
    expect(list.slice(1).every(({ used }) => !used)).toBe(true);
  });

  it('has an amount for each tier, which the banker can change without touching the others', () => {
    const [pushUps] = DEFAULT_EXERCISES;
    if (pushUps === undefined) throw new Error('There are no exercises.');
    const tiers = ['easier', 'usual', 'harder'] as const;
    const amounts = (exercise: ExerciseOption) => tiers.map((tier) => atTier(exercise, tier).target);
    expect(amounts(pushUps)).toEqual([10, 20, 30]);
    expect(amounts(withTarget(pushUps, 'easier', 5))).toEqual([5, 20, 30]);
    expect(amounts(withTarget(pushUps, 'usual', 22))).toEqual([10, 22, 30]);
    expect(amounts(own)).toEqual([2, 2, 2]);
    expect(amounts(withTarget(own, 'harder', 3))).toEqual([3, 3, 3]);
    expect(assignmentBody(atTier(pushUps, 'harder'))).toEqual({
      challenge_type: 'push_ups',
      target_number: 30,
    });
  });

  it('of an earlier version, which knew no tiers, keeps its amounts as the usual ones', () => {
    const [{ tiers, ...pushUps } = own] = DEFAULT_EXERCISES;
    expect(parseExercises([{ ...pushUps, target: 12 }])[0]).toEqual({ ...pushUps, target: 12, tiers });
    expect(parseExercises([{ ...pushUps, tiers: { easier: 0, harder: 1 } }])[0]?.type).not.toBe(undefined);
  });

  it('becomes the body of an assignment, with a time only if it has its own', () => {
    const [pushUps] = DEFAULT_EXERCISES;
    if (pushUps === undefined) throw new Error('There are no exercises.');
    expect(assignmentBody({ ...pushUps, target: 25 })).toEqual({
      challenge_type: 'push_ups',
      target_number: 25,
    });
    expect(assignmentBody(own)).toEqual({
      challenge_type: 'custom',
      challenge_description: 'Sing',
      target_number: 2,
      duration_seconds: 90,
    });
  });

  it("says what a banker's own counts if that is seconds; of the catalogue's, everybody knows it", () => {
    expect(assignmentBody({ ...own, unit: 'seconds' })).toMatchObject({ target_number: 2, unit: 'seconds' });
    const plank = DEFAULT_EXERCISES.find(({ unit }) => unit === 'seconds');
    if (plank === undefined) throw new Error('There is no exercise in seconds.');
    expect(assignmentBody(plank)).not.toHaveProperty('unit');
  });
});
