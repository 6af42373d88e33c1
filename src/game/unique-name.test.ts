import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { isSameName } from './name-keys.ts';
import { REAL_NAMES } from './names.fixtures.ts';
import { isWithinLimit, PLAYER_NAME_LIMIT, truncate } from './text-limits.ts';
import { takenKeys, uniqueName } from './unique-name.ts';

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
const FAMILIES = FAMILY.repeat(9);
const unique = (name: string, ...taken: readonly string[]) =>
  uniqueName(name, takenKeys(taken), PLAYER_NAME_LIMIT);

describe('two names are the same', () => {
  it.each([
    ['in any case', 'ANNA', 'anna'],
    ['in compatibility forms', '\uFF21nna', 'Anna'],
    ['in bold letters for mathematics', '𝐀𝗻𝑛𝒶', 'Anna'],
    ['with a Cyrillic capital', '\u0410nna', 'Anna'],
    ['with Cyrillic small letters', 'Ann\u0430', 'anna'],
    ['all in Cyrillic capitals', '\u0422\u041E\u041C', 'TOM'],
    ['with a capital that only looks alike as a capital', '\u041D\u0415NRY', 'Henry'],
    ['in small letters of Cyrillic', '\u0440\u0430\u0443\u0430', 'paya'],
    ['in Greek capitals', '\u0391\u039D\u039D\u0391', 'ANNA'],
    ['in Cherokee', '\u13DE\u13A1\u13A2', 'LRT'],
    ['with a digit for a letter', 'Le0', 'Leo'],
    ['with a capital I for a small l', 'AIex', 'Alex'],
    ['with a bar for an l', 'A|ex', 'Alex'],
    ['with "rn" for "m"', 'Torn', 'Tom'],
    ['with another apostrophe', 'O’Neil', "O'Neil"],
    ['with another hyphen', 'Anna‐Lena', 'Anna-Lena'],
    ['with a sharp s', 'Weiß', 'Weiss'],
    ['with a final sigma', 'ΓΙΏΡΓΟΣ', 'Γιώργος'],
    ['with a Turkish dot', 'İrem', 'irem'],
    ['with a dotless i', 'ırem', 'irem'],
    ['with a joiner or without', 'گل\u200Cنار', 'گلنار'],
    ['with a text selector or without', '❤\uFE0F', '❤'],
    ['in Katakana and Han that look alike', 'カ', '力'],
    ['in half-width Katakana', 'ﾀﾛｳ', 'タロウ'],
    ['in Cyrillic, in any case', 'АННА', 'Анна'],
    ['with a ligature', 'ﬁnn', 'finn'],
    ['with Armenian letters', 'Օlga', 'Olga'],
    ['with Greek omicron', 'Τοm', 'Tom'],
    ['with Lisu letters', 'ꓮꓠꓠꓮ', 'ANNA'],
  ])('%s', (_, one, other) => {
    expect(isSameName(cleanText(one), cleanText(other))).toBe(true);
    expect(isSameName(cleanText(other), cleanText(one))).toBe(true);
  });

  it.each([
    ['Anna', 'Ana'],
    ['Anna', 'Änna'],
    ['Kai', 'Kal'],
    ['Ian', 'Lan'],
    ['Eva', 'Ena'],
    ['Анна', 'Anna'],
    ['小明', '小朋'],
    ['محمد', 'محمود'],
    ['Anna 1', 'Anna 2'],
    ['🦊', '🐺'],
    ['👍🏿', '👍🏻'],
    ['1\uFE0F\u20E3', '2\uFE0F\u20E3'],
  ])('but not %s and %s', (one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });

  it('never among the real names', () => {
    const names = Object.values(REAL_NAMES).flat();
    const pairs = names.flatMap((one, index) =>
      names.slice(index + 1).flatMap((other) => (isSameName(one, other) ? [[one, other]] : [])),
    );
    expect(pairs).toEqual([]);
  });
});

describe('a unique name', () => {
  it('is the name itself, or the next number', () => {
    expect(unique('Anna')).toBe('Anna');
    expect(unique('Anna', 'Anna')).toBe('Anna 2');
    expect(unique('Anna', 'Anna', 'Anna 2', 'Anna 4')).toBe('Anna 3');
    expect(unique('\u0410nna', 'Anna')).toBe('\u0410nna 2');
    expect(unique('\u0410nna', 'Anna', 'Anna 2')).toBe('\u0410nna 3');
  });

  it('makes room for the number in a long name', () => {
    const long = 'Maximiliane-Charlott';
    expect(unique(long, long)).toBe('Maximiliane-Charlo 2');
    expect(unique(FAMILIES, FAMILIES)).toBe(`${FAMILIES} 2`);
    const longest = `${FAMILIES}${'"'.repeat(7)}`;
    expect(unique(longest, longest)).toBe(`${FAMILIES}${'"'.repeat(6)} 2`);
  });

  const name = fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.constantFrom(...Object.values(REAL_NAMES).flat()),
      fc.string({
        unit: fc.constantFrom('A', '\u0410', 'a', '\u0430', '\uFF21', 'n', '1', 'l', 'I'),
        minLength: 1,
        maxLength: 3,
      }),
    )
    .map((text) => truncate(cleanText(text), PLAYER_NAME_LIMIT))
    .filter((text) => text !== '');

  it('is unique and within the limits, for everyone', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 30 }), (names) => {
        const kept: string[] = [];
        for (const wanted of [...names, ...names, ...names]) {
          const free = unique(wanted, ...kept);
          expect(kept.some((other) => isSameName(other, free))).toBe(false);
          expect(isWithinLimit(free, PLAYER_NAME_LIMIT)).toBe(true);
          kept.push(free);
        }
      }),
    );
  });
});
