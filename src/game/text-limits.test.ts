import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinLimit, lengthOf, PLAYER_NAME_LIMIT, truncate, usedCharacters } from './text-limits.ts';

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom(FAMILY, 'a', '"', '\\', 'ё', '小', 'क्षि', ' '), { maxLength: 30 })
    .map((parts) => parts.join('')),
);

describe('the length of a text', () => {
  it('is what a reader sees, and what it takes as JSON', () => {
    expect(lengthOf(`${FAMILY}Zo\u0308e`)).toEqual({ graphemes: 4, bytes: 25 + 5 });
    expect(lengthOf('"\\')).toEqual({ graphemes: 2, bytes: 4 });
    expect(lengthOf('')).toEqual({ graphemes: 0, bytes: 0 });
  });

  it('counts consonants that are written together as one, on every engine', () => {
    expect(lengthOf('क्षि').graphemes).toBe(1);
    expect(lengthOf('🇩🇪🇫🇷').graphemes).toBe(2);
  });

  it.each([
    ['the first parts of Hangul', 'ᄀ'.repeat(21)],
    ['consonants of Hindi', 'क्'.repeat(20) + 'क'],
    ['letters that only go before others', '\u{111C2}'.repeat(20) + 'ᜀ'],
  ])('counts %s one by one, where no script writes so many together', (_, typed) => {
    expect(lengthOf(typed).graphemes).toBe(21);
    expect(isWithinLimit(typed, { graphemes: 20, bytes: 1000 })).toBe(false);
    expect(truncate(`Anna${typed}`, { graphemes: 20, bytes: 1000 })).toBe('Anna');
  });

  it.each([
    ['र्त्स्न्य', 1],
    ['ᄀ각', 1],
    ['བསྒྲུབས', 4],
    ['ស្ត្រី', 1],
    ['👩🏽\u200D🚀', 1],
  ])('counts %s as a reader does', (written, characters) => {
    expect(lengthOf(written).graphemes).toBe(characters);
  });

  it('is shown as one number, above the limit exactly if the text is too long', () => {
    expect(usedCharacters('Anna', PLAYER_NAME_LIMIT)).toBe(4);
    expect(usedCharacters(FAMILY.repeat(9), PLAYER_NAME_LIMIT)).toBe(19);
    expect(usedCharacters(FAMILY.repeat(10), PLAYER_NAME_LIMIT)).toBe(21);
    fc.assert(
      fc.property(text, (typed) => {
        const isOver = usedCharacters(typed, PLAYER_NAME_LIMIT) > PLAYER_NAME_LIMIT.graphemes;
        expect(isOver).toBe(!isWithinLimit(typed, PLAYER_NAME_LIMIT));
      }),
    );
  });
});

describe('a truncated text', () => {
  it('is never cut in the middle of a character', () => {
    expect(truncate(`${FAMILY}Anna`, { graphemes: 2, bytes: 240 })).toBe(`${FAMILY}A`);
    expect(truncate(`An${'"'.repeat(9)}`, { graphemes: 20, bytes: 5 })).toBe('An"');
    expect(truncate(FAMILY.repeat(12), PLAYER_NAME_LIMIT)).toBe(FAMILY.repeat(9));
  });

  it('is within the limits, and the beginning of the text', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const cut = truncate(typed, PLAYER_NAME_LIMIT);
        expect(isWithinLimit(cut, PLAYER_NAME_LIMIT)).toBe(true);
        expect(typed.startsWith(cut)).toBe(true);
      }),
    );
  });
});
