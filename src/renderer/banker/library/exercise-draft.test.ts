import { describe, expect, it } from 'vitest';
import { VARIANTS } from '../../../game/enums.ts';
import type { LibraryExercise } from '../../../protocol/library.ts';
import {
  changesOf,
  checkDraft,
  draftOf,
  isChanged,
  limitOfWays,
  variantsLeft,
  withNewWay,
  asVariant,
  type ExerciseDraft,
} from './exercise-draft.ts';

const HOPS: LibraryExercise = {
  id: 3,
  name: 'Hops',
  target: 20,
  easier: 10,
  harder: 30,
  unit: 'repetitions',
  duration_seconds: 90,
  muscles: 'legs',
  meets: ['quiet'],
  ways: [{ variant: 'seated', meets: ['seated'], how: 'Lift both feet' }],
  suggested: true,
};
const { id: _, ...HOPS_BODY } = HOPS;

const draft = (changed: Partial<ExerciseDraft>): ExerciseDraft => ({ ...draftOf(HOPS), ...changed });

describe('the form of an exercise', () => {
  it('knows whether closing it would lose anything', () => {
    const before = draftOf(HOPS);
    expect(isChanged({ ...before }, before)).toBe(false);
    expect(isChanged(draft({ name: 'Hop' }), before)).toBe(true);
    expect(isChanged(draft({ ways: withNewWay(before.ways) }), before)).toBe(true);
    expect(isChanged(draft({ minutes: null }), before)).toBe(true);
  });

  it('saves what nobody has touched as it was', () => {
    expect(checkDraft(draftOf(HOPS)).body).toEqual(HOPS_BODY);
  });

  it('saves what was changed in it alone, and says what it was', () => {
    const changes = (changed: Partial<ExerciseDraft>) => {
      const { body } = checkDraft(draft(changed));
      return body === null ? null : changesOf(HOPS, body);
    };
    expect(changes({})).toEqual({ expected: {} });
    expect(changes({ name: 'Big hops' })).toEqual({ name: 'Big hops', expected: { name: 'Hops' } });
    expect(changes({ minutes: null, ways: [] })).toEqual({
      duration_seconds: null,
      ways: [],
      expected: { duration_seconds: 90, ways: HOPS.ways },
    });
  });

  it('takes the usual amount for those that are left empty, and the time of the game', () => {
    const { body } = checkDraft(draft({ easier: null, harder: null, minutes: null }));
    expect(body).toMatchObject({ easier: 20, harder: 20, duration_seconds: null });
  });

  it('saves no number that the host would refuse, nor another one in its place', () => {
    for (const name of ['easier', 'target', 'harder', 'minutes'] as const) {
      const { body, faults } = checkDraft(draft({ [name]: 'refused' }));
      expect([body, [...faults.numbers]]).toEqual([null, [name]]);
    }
    expect([...checkDraft(draft({ target: null })).faults.numbers]).toEqual(['target']);
  });

  it('wants words for the exercise and for each way, and somebody whom the way suits', () => {
    const [seated] = draftOf(HOPS).ways;
    if (seated === undefined) throw new Error('there is no way');
    expect(checkDraft(draft({ name: ' ' }))).toMatchObject({ body: null, faults: { nameMissing: true } });
    const faultsOf = (way: typeof seated) => {
      const { body, faults } = checkDraft(draft({ ways: [way] }));
      return [body === null, faults.ways.get(way.key)];
    };
    expect(faultsOf(seated)).toEqual([false, { howMissing: false, meetsMissing: false }]);
    expect(faultsOf({ ...seated, how: ' ' })).toEqual([true, { howMissing: true, meetsMissing: false }]);
    expect(faultsOf({ ...seated, meets: [] })).toEqual([true, { howMissing: false, meetsMissing: true }]);
  });

  it('gives a way the room that the name of the exercise leaves it', () => {
    const way = { key: 0, variant: 'seated', meets: ['seated'], how: '界'.repeat(70) } as const;
    expect(checkDraft(draft({ name: 'Hops', ways: [way] })).body?.ways).toHaveLength(1);
    expect(checkDraft(draft({ name: '界'.repeat(100), ways: [way] })).body).toBeNull();
    expect(limitOfWays('界'.repeat(100)).bytes).toBeLessThan(limitOfWays('Hops').bytes);
  });
});

describe('other ways in the form', () => {
  it('are of each kind once, until there are all', () => {
    let ways = withNewWay([]);
    for (const [index] of VARIANTS.entries()) {
      expect(ways).toHaveLength(index + 1);
      expect(variantsLeft(ways)).toHaveLength(VARIANTS.length - 1 - index);
      ways = withNewWay(ways);
    }
    expect(ways.map(({ variant }) => variant).toSorted()).toEqual([...VARIANTS].toSorted());
    expect(new Set(ways.map(({ key }) => key)).size).toBe(VARIANTS.length);
  });

  it('are told apart when one in the middle is gone and another is added', () => {
    const [first, , third] = withNewWay(withNewWay(withNewWay([])));
    if (first === undefined || third === undefined) throw new Error('there are no three');
    const keys = withNewWay([first, third]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
  });

  it('suit those who usually want them, unless the owner has said otherwise', () => {
    const [way] = withNewWay([]);
    if (way === undefined) throw new Error('there is no way');
    expect(asVariant(way, 'seated')).toMatchObject({ variant: 'seated', meets: ['seated', 'no_floor'] });
    expect(asVariant({ ...way, meets: ['quiet'] }, 'seated').meets).toEqual(['quiet']);
  });
});
