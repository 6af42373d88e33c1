import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEEDS } from './enums.ts';
import { EXERCISE_PRESETS } from './exercises.ts';
import { suggestExercise, suggestForEach, type OfferedExercise } from './suggest-exercise.ts';
import { unmetNeeds } from './variants.ts';

const OFFERED: readonly OfferedExercise[] = EXERCISE_PRESETS.map(({ type }) => ({ key: type, type }));
const OWN: OfferedExercise = { key: 'own.1', type: null };
const offers = fc.subarray([...OFFERED, OWN], { minLength: 1 });
const needs = fc.subarray([...NEEDS]);
const history = fc.array(fc.constantFrom(...OFFERED.map(({ key }) => key)), { maxLength: 20 });
const about = fc.record({ had: history, needs, busy: history, seed: fc.nat() });

describe('a suggestion', () => {
  it("goes by what is known of the banker's own exercises", () => {
    const own = (key: string, traits: OfferedExercise['traits']): OfferedExercise => ({
      key,
      type: null,
      traits,
    });
    const offered = [
      own('hops', { muscles: 'legs', meets: [] }),
      own('claps', { muscles: 'arms', meets: ['seated'] }),
    ];
    const sitting = { had: [], needs: ['seated'] as const, busy: [] };
    for (const seed of [0, 1])
      expect(suggestExercise(offered, { ...sitting, seed })).toEqual({ key: 'claps', reason: 'suits' });
    const more = [...offered, own('lunge walk', { muscles: 'legs', meets: [] })];
    const hadOnce = { had: ['hops'], needs: [], busy: ['claps'], seed: 2 };
    expect(suggestExercise(more.toSpliced(1, 1), { ...hadOnce, had: ['hops', 'lunge walk'] })?.reason).toBe(
      'rested',
    );
    expect(suggestExercise(offered, { ...hadOnce, had: ['hops'], busy: [] })).toEqual({
      key: 'claps',
      reason: 'never',
    });
  });

  it('is one of what is offered, and the same for the same player', () => {
    fc.assert(
      fc.property(offers, about, (offered, player) => {
        const suggestion = suggestExercise(offered, player);
        expect(offered.map(({ key }) => key)).toContain(suggestion?.key);
        expect(suggestExercise(offered, player)).toEqual(suggestion);
      }),
    );
  });

  it('gives everybody everything equally often, whatever they need', () => {
    fc.assert(
      fc.property(needs, fc.nat(), fc.integer({ min: 1, max: 30 }), (own, seed, rounds) => {
        const had: string[] = [];
        for (let round = 0; round < rounds; round += 1)
          had.unshift(suggestExercise(OFFERED, { had, needs: own, busy: [], seed })?.key ?? '');
        const counts = OFFERED.map(({ key }) => had.filter((each) => each === key).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is another one for each of a team, as long as there are others', () => {
    const seeds = fc.array(fc.nat(), { minLength: 1, maxLength: OFFERED.length });
    fc.assert(
      fc.property(seeds, (players) => {
        const busy: string[] = [];
        for (const seed of players)
          busy.push(suggestExercise(OFFERED, { had: [], needs: [], busy, seed })?.key ?? '');
        expect(new Set(busy).size).toBe(players.length);
      }),
    );
  });

  it('is spread over several who are given theirs at once, in whatever they had before', () => {
    const players = fc.array(fc.record({ had: history, busy: history, seed: fc.nat() }), { maxLength: 40 });
    fc.assert(
      fc.property(offers, players, (offered, several) => {
        const each = several.map((player) => ({ ...player, needs: [] }));
        const keys = suggestForEach(offered, each).map((suggested) => suggested?.key);
        expect(keys.length).toBe(several.length);
        for (const { key } of offered)
          expect(keys.filter((given) => given === key).length).toBeLessThanOrEqual(
            Math.ceil(several.length / offered.length),
          );
        expect(suggestForEach(offered, each).map((suggested) => suggested?.key)).toEqual(keys);
      }),
    );
  });

  it('is for each of several what the banker reads already, as far as their shares go', () => {
    const players = fc.array(fc.record({ seed: fc.nat(), reads: fc.nat() }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(players, (several) => {
        const each = several.map(({ seed, reads }) => {
          const key = OFFERED[reads % OFFERED.length]?.key ?? '';
          return { had: [], busy: [], needs: [], seed, shown: { key, reason: 'never' } as const };
        });
        const keys = suggestForEach(OFFERED, each).map((suggested) => suggested?.key);
        const most = Math.ceil(several.length / OFFERED.length);
        for (const [index, { shown }] of each.entries()) {
          const before = keys.slice(0, index).filter((key) => key === shown.key).length;
          expect(keys[index] === shown.key).toBe(before < most);
        }
      }),
    );
  });

  it('suits each of several with needs, and is that of one alone for the first', () => {
    const several = fc.array(about, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(several, (players) => {
        const each = players.map((player) => ({ ...player, had: [] }));
        const [first, ...others] = suggestForEach(OFFERED, each);
        expect(first).toEqual(each[0] && suggestExercise(OFFERED, each[0]));
        const suited = each.map((player) => suggestExercise(OFFERED, player)?.reason === 'suits');
        const reasons = [first, ...others].map((suggested) => suggested?.reason);
        expect(reasons.filter((_reason, index) => suited[index])).toEqual(
          suited.filter(Boolean).map(() => 'suits'),
        );
      }),
    );
  });

  it('begins with what meets the needs as it is, and says that it suits only then', () => {
    fc.assert(
      fc.property(needs, fc.nat(), (own, seed) => {
        const suggestion = suggestExercise([...OFFERED, OWN], { had: [], needs: own, busy: [], seed });
        const isThereOne = OFFERED.some(({ type }) => unmetNeeds({ type }, own).length === 0);
        expect(suggestion?.reason).toBe(own.length > 0 && isThereOne ? 'suits' : 'never');
      }),
    );
  });

  it('is none of the banker’s own for somebody with needs, while there is another', () => {
    const had = OFFERED.map(({ key }) => key);
    const player = { had, busy: [], seed: 1 };
    expect(suggestExercise([...OFFERED, OWN], { ...player, needs: [] })).toEqual({
      key: 'own.1',
      reason: 'never',
    });
    expect(suggestExercise([...OFFERED, OWN], { ...player, needs: ['quiet'] })?.key).not.toBe('own.1');
    expect(suggestExercise([OWN], { ...player, needs: ['quiet'] })).toEqual({
      key: 'own.1',
      reason: 'never',
    });
  });
});
