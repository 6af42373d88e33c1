import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildingName, exerciseWords, isCatalogueWording, teamName } from './catalogue-words.ts';
import { BUILDINGS, MAX_TEAMS } from './catalogue.ts';
import { textFault } from './check-text.ts';
import { cleanText } from './clean-text.ts';
import { EXERCISE_TIERS, LANGUAGE_TAGS } from './enums.ts';
import { EXERCISE_PRESETS, targetAt } from './exercises.ts';
import { MAX_TARGET, MIN_TARGET } from './limits.ts';
import { DESCRIPTION_LIMIT, TEAM_NAME_LIMIT } from './text-limits.ts';

/** Every plural form that a language may have, and the largest. */
const AMOUNTS = [...Array.from({ length: 120 }, (_, index) => index + 1), 1_000, MAX_TARGET];

describe.each(LANGUAGE_TAGS)('in "%s"', (language) => {
  it.each(BUILDINGS)('%s has a name of its own', (building) => {
    const names = BUILDINGS.map((each) => buildingName(language, each));
    expect(names.filter((name) => name === buildingName(language, building))).toHaveLength(1);
  });

  it('teams that nobody has named yet have names that differ, as a banker could type them', () => {
    const names = Array.from({ length: MAX_TEAMS }, (_, index) => teamName(language, index + 1));
    expect(new Set(names).size).toBe(MAX_TEAMS);
    expect(names.map((name) => [cleanText(name), textFault(name, TEAM_NAME_LIMIT)])).toEqual(
      names.map((name) => [name, null]),
    );
  });

  it.each(EXERCISE_PRESETS)(
    '$type has words for every amount, which fit where a description does',
    ({ type }) => {
      for (const amount of AMOUNTS) {
        const words = exerciseWords(language, type, amount) ?? '';
        expect(words).not.toMatch(/[{}]/);
        expect([cleanText(words), textFault(words, DESCRIPTION_LIMIT)]).toEqual([words, null]);
        expect(isCatalogueWording({ type, target: amount, description: words })).toBe(true);
      }
    },
  );

  it('no two exercises are called the same', () => {
    for (const tier of EXERCISE_TIERS) {
      const all = EXERCISE_PRESETS.map((preset) =>
        exerciseWords(language, preset.type, targetAt(preset, tier)),
      );
      expect(new Set(all).size).toBe(EXERCISE_PRESETS.length);
    }
  });
});

describe('a description', () => {
  it.each([
    ['push_ups', 20, '20 Push-ups'],
    ['push_ups', 20, '20 push ups'],
    ['push_ups', 1, '1 Push-ups'],
    ['plank', 60, 'Plank for 60 seconds'],
    ['plank', 1, 'Plank for 1 seconds'],
    ['jumping_jacks', 30, '30 JUMPING JACKS'],
  ])('of %s, %i, as earlier versions wrote it, says no more: "%s"', (type, target, description) => {
    expect(isCatalogueWording({ type, target, description })).toBe(true);
  });

  it.each([
    ['push_ups', 20, '20 push-ups on your knees'],
    ['push_ups', 20, '21 push-ups'],
    ['push_ups', 20, '20 squats'],
    ['custom', 20, '20 push-ups'],
    ['handstands', 20, '20 handstands'],
  ])('of %s, %i, that says something else is left as it is: "%s"', (type, target, description) => {
    expect(isCatalogueWording({ type, target, description })).toBe(false);
  });

  it('that says anything more is never taken for the catalogue’s', () => {
    const preset = fc.constantFrom(...EXERCISE_PRESETS);
    const amount = fc.integer({ min: MIN_TARGET, max: MAX_TARGET });
    const more = fc.string({ minLength: 1 }).filter((text) => /\p{L}/u.test(text));
    fc.assert(
      fc.property(
        preset,
        amount,
        fc.constantFrom(...LANGUAGE_TAGS),
        more,
        ({ type }, target, language, text) => {
          const description = `${exerciseWords(language, type, target) ?? ''} ${text}`;
          expect(isCatalogueWording({ type, target, description })).toBe(false);
        },
      ),
    );
  });
});

it('nothing that is not in the catalogue has words', () => {
  expect(exerciseWords('en', 'custom', 1)).toBeNull();
});
