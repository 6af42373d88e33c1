import { describe, expect, it } from 'vitest';
import { atTier, DEFAULT_EXERCISES, parseExercises } from '../model/exercise-options.ts';
import { suggest } from '../model/suggest.ts';
import { exercisesOf, libraryOptions, templateExercises } from './library-options.ts';

const HOPS = {
  id: 3,
  name: 'Hops',
  target: 20,
  easier: 10,
  harder: 30,
  unit: 'repetitions',
  duration_seconds: 90,
  muscles: 'legs',
  meets: ['quiet'],
  ways: [],
  suggested: true,
} as const;

describe('exercises of the library', () => {
  it('are offered in the amount of the tier', () => {
    const [hops] = libraryOptions([{ ...HOPS, meets: [...HOPS.meets], ways: [] }]);
    if (hops === undefined) throw new Error('nothing is offered');
    expect([
      atTier(hops, 'easier').target,
      atTier(hops, 'usual').target,
      atTier(hops, 'harder').target,
    ]).toEqual([10, 20, 30]);
  });

  it('are suggested by what is known of them', () => {
    const offered = libraryOptions([
      { ...HOPS, id: 1, name: 'Hops', meets: [], ways: [] },
      { ...HOPS, id: 2, name: 'Breathing', meets: ['seated'], ways: [] },
    ]);
    const subject = { playerId: 0, needs: ['seated'] as const, had: [], busy: [] };
    expect(suggest(offered, subject)).toMatchObject({ exercise: { name: 'Breathing' }, reason: 'suits' });
  });
});

describe('the exercises of a template', () => {
  it('come back as they were', () => {
    const own = {
      type: 'own_1',
      name: 'Claps',
      target: 12,
      unit: 'repetitions',
      durationSeconds: 60,
      used: true,
    } as const;
    const list = [...DEFAULT_EXERCISES, own];
    const back = exercisesOf({ exercises: templateExercises(list) });
    expect(back).toEqual([...DEFAULT_EXERCISES, { ...own, tiers: { easier: 12, harder: 12 } }]);
    expect(parseExercises(JSON.parse(JSON.stringify(back)))).toEqual(back);
  });
});
