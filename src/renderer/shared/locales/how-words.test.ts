/** Every way of doing an exercise says how, in every language. */
import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS } from '../../../game/enums.ts';
import { EXERCISE_PRESETS } from '../../../game/exercises.ts';

interface NeedsWords {
  readonly how: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const FILES = import.meta.glob<NeedsWords>('./*/needs.json', { import: 'default', eager: true });

describe.each(LANGUAGE_TAGS)('in "%s"', (language) => {
  it.each(EXERCISE_PRESETS)(
    '$type has words for each of its ways, and for no other',
    ({ type, variants }) => {
      const words = FILES[`./${language}/needs.json`]?.how[type] ?? {};
      expect(Object.keys(words).toSorted()).toEqual(variants.map(({ variant }) => variant).toSorted());
      // Different ways, told apart.
      expect(new Set(Object.values(words)).size).toBe(variants.length);
    },
  );
});
