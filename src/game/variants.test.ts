import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEEDS, type Need, type Variant } from './enums.ts';
import { EXERCISE_PRESETS, type ExercisePreset } from './exercises.ts';
import {
  equalOffers,
  hasVariant,
  needsLeft,
  suitabilityOf,
  unmetNeeds,
  variantFor,
  variantKept,
} from './variants.ts';

const presets: readonly ExercisePreset[] = EXERCISE_PRESETS;
const preset = fc.constantFrom(...presets);
const needs = fc.subarray([...NEEDS]);
const meets = ({ variants, meets: asItIs }: ExercisePreset, variant: Variant | null) =>
  variants.find((way) => way.variant === variant)?.meets ?? asItIs;
const meetsAll = (of: ExercisePreset, variant: Variant | null, own: readonly Need[]) =>
  own.every((need) => meets(of, variant).includes(need));

describe.each(presets)('$type', (of) => {
  it('can be done in some way whatever somebody needs, and in each way once', () => {
    expect(meetsAll(of, variantFor(of, NEEDS), NEEDS)).toBe(true);
    const ways = of.variants.map(({ variant }) => variant);
    expect(new Set(ways).size).toBe(ways.length);
  });

  it('has no way that meets nothing more than those before', () => {
    for (const [index, way] of of.variants.entries())
      for (const earlier of [of, ...of.variants.slice(0, index)])
        expect(way.meets.filter((need) => !earlier.meets.includes(need))).not.toEqual([]);
  });
});

describe('the way that the rules choose', () => {
  it('meets all needs, and is the one most like the exercise', () => {
    fc.assert(
      fc.property(preset, needs, (of, own) => {
        const chosen = variantFor(of, own);
        expect(meetsAll(of, chosen, own)).toBe(true);
        const ways = [null, ...of.variants.map(({ variant }) => variant)];
        expect(ways.find((way) => meetsAll(of, way, own))).toBe(chosen);
        expect(chosen === null).toBe(unmetNeeds(of, own).length === 0);
      }),
    );
  });

  it('stays what it was as long as that meets the needs', () => {
    fc.assert(
      fc.property(preset, needs, fc.nat(), (of, own, pick) => {
        const before = of.variants[pick % of.variants.length]?.variant ?? null;
        const after = variantKept(of, before, own);
        const isFine = own.length > 0 && meetsAll(of, before, own);
        expect(after).toBe(isFine ? before : variantFor(of, own));
      }),
    );
  });

  it.each([
    ['push_ups', ['seated'], 'seated'],
    ['push_ups', ['no_floor'], 'standing'],
    ['push_ups', ['one_handed'], 'one_handed'],
    ['burpees', ['quiet'], 'low_impact'],
    ['squats', ['no_floor', 'quiet'], null],
    ['custom', ['seated'], null],
  ] as const)('of %s for %j is %s', (type, own, variant) => {
    expect(variantFor({ type }, own)).toBe(variant);
  });
});

describe("whether one of the banker's own suits somebody", () => {
  const own = {
    type: 'custom',
    meets: ['no_floor'],
    ways: [
      { variant: 'low_impact', meets: ['low_impact', 'quiet'] },
      { variant: 'seated', meets: ['seated', 'low_impact', 'no_floor'] },
    ],
  } as const;

  it.each([
    [[], 'as_it_is', null, []],
    [['no_floor'], 'as_it_is', null, []],
    [['quiet'], 'adapted', 'low_impact', []],
    [['seated', 'no_floor'], 'adapted', 'seated', []],
    [['one_handed'], 'unmet', null, ['one_handed']],
    [['quiet', 'one_handed'], 'unmet', 'low_impact', ['one_handed']],
    [['no_floor', 'quiet', 'one_handed'], 'unmet', null, ['quiet', 'one_handed']],
  ] as const)('with the needs %j: %s, in the way %s, which leaves %j', (needed, suitability, way, left) => {
    expect(suitabilityOf(own, needed)).toBe(suitability);
    expect(variantFor(own, needed)).toBe(way);
    expect(needsLeft(own, needed)).toEqual(left);
  });

  it('is not known until somebody says so', () => {
    expect(suitabilityOf({ type: 'custom' }, ['quiet'])).toBe('unknown');
    expect(suitabilityOf({ type: 'custom' }, [])).toBe('as_it_is');
    expect(needsLeft({ type: 'custom' }, ['quiet'])).toEqual([]);
  });

  it('leaves nothing exactly where it suits as it is or in another way', () => {
    fc.assert(
      fc.property(needs, (needed) => {
        const suits = ['as_it_is', 'adapted'].includes(suitabilityOf(own, needed));
        expect(needsLeft(own, needed).length === 0).toBe(suits);
      }),
    );
  });
});

describe('what is offered instead', () => {
  it('is of equal value, meets the needs, is not what there is, and ends with another exercise', () => {
    fc.assert(
      fc.property(preset, needs, fc.nat(), (of, own, seed) => {
        const current = { type: of.type, variant: variantFor(of, own) };
        const offered = equalOffers(current, own, seed);
        expect(equalOffers(current, own, seed)).toEqual(offered);
        for (const { type, variant } of offered) {
          const found = presets.find((each) => each.type === type);
          expect(hasVariant({ type }, variant)).toBe(true);
          expect(found !== undefined && meetsAll(found, variant, own)).toBe(true);
        }
        expect(offered).not.toContainEqual(current);
        expect(offered.filter(({ type }) => type !== of.type)).toEqual(offered.slice(-1));
        expect(presets.find(({ type }) => type === offered.at(-1)?.type)?.muscles).not.toBe(of.muscles);
      }),
    );
  });

  it('is never jumping jacks, which most leaders take for star jumps, nor star jumps instead of them', () => {
    const offered = (current: string | null, own: readonly Need[]) =>
      presets.map((_each, seed) => equalOffers({ type: current, variant: null }, own, seed).at(-1)?.type);
    for (const own of NEEDS.map((need) => [need])) {
      for (const { type } of presets) expect(offered(type, own)).not.toContain('jumping_jacks');
      expect(offered('jumping_jacks', own)).not.toContain('star_jumps');
    }
    expect(offered('squats', ['no_floor'])).toContain('star_jumps');
  });

  it('is an exercise of the catalogue where the banker’s own cannot be done', () => {
    expect(equalOffers({ type: 'custom', variant: null }, ['seated'], 3)).toMatchObject([
      { variant: 'seated' },
    ]);
  });
});
