import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { nameKeys } from './name-keys.ts';
import { REAL_NAMES } from './names.fixtures.ts';

function isSameName(one: string, other: string): boolean {
  const keys = nameKeys(one);
  return nameKeys(other).some((key) => keys.includes(key));
}

describe('two names are the same', () => {
  it.each([
    ['in any case', 'ANNA', 'anna'],
    ['in compatibility forms', '\uFF21nna', 'Anna'],
    ['in bold letters for mathematics', '𝐀𝗻𝑛𝒶', 'Anna'],
    ['with a Cyrillic capital', '\u0410nna', 'Anna'],
    ['with Cyrillic small letters', 'Ann\u0430', 'anna'],
    ['all in Cyrillic capitals', '\u0422\u041E\u041C', 'TOM'],
    ['with a capital that only looks alike as a capital', '\u041D\u0415NRY', 'Henry'],
    ['with an I of Cyrillic capitals', '\u041A\u0406\u041C', 'Kim'],
    ['with an I of Greek capitals', '\u039D\u0399\u039A\u039F', 'niko'],
    ['with a capital I of Cyrillic among Latin letters', '\u0406da', 'IDA'],
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
    ['with a joiner before the joining sign or without', 'র\u200D্যাচেল', 'র্যাচেল'],
    ['with a stretched letter', 'عمـر', 'عمر'],
    ['with a stretched end', 'عمرـ', 'عمر'],
    ['stretched in N’Ko', 'ߛߏߺߟߏ', 'ߛߏߟߏ'],
    ['stretched in Mongolian', 'ᠰᠠ᠊ᠷ', 'ᠰᠠᠷ'],
    ['with a text selector or without', '❤\uFE0F', '❤'],
    ['in Katakana and Han that look alike', 'カ', '力'],
    ['in half-width Katakana', 'ﾀﾛｳ', 'タロウ'],
    ['in Cyrillic, in any case', 'АННА', 'Анна'],
    ['with a ligature', 'ﬁnn', 'finn'],
    ['with Armenian letters', 'Օlga', 'Olga'],
    ['with Greek omicron', 'Τοm', 'Tom'],
    ['with Lisu letters', 'ꓮꓠꓠꓮ', 'ANNA'],
    ['with an Arabic digit', 'Anna ٣', 'Anna 3'],
    ['with digits of two scripts', 'Anna ١२', 'Anna 12'],
    ['with a Roman number', 'Anna Ⅳ', 'Anna 4'],
    ['with a small Roman number of twelve', 'Anna ⅻ', 'Anna 12'],
    ['with a number in a circle', 'Anna ④', 'Anna 4'],
    ['with a number in a black circle', 'Anna ➍', 'Anna 4'],
    ['with a number above the line', 'Anna⁴', 'Anna4'],
    ['on a key', '1\uFE0F\u20E3', '1'],
    ['with a circle around a letter', 'A\u20DDnna', 'Anna'],
    ['with Hebrew points or without', 'שָׁלוֹם', 'שלום'],
    ['with Arabic vowels or without', 'مُحَمَّد', 'محمد'],
    ['with a small Arabic alif above or without', 'رحمٰن', 'رحمن'],
    ['in Cyrillic letters of which one only looks alike as a capital', 'Јаск', 'Jack'],
    ['in Greek letters of which one only looks alike as a capital', 'Νina', 'Nina'],
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
    ['Anna ٣', 'Anna 4'],
    ['Anna Ⅳ', 'Anna 6'],
    ['أمل', 'امل'],
    ['ثناء', 'ثنا'],
    ['दीपा', 'दपा'],
  ])('but not %s and %s', (one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });

  it('with each digit of every script', () => {
    const digits = Array.from({ length: 0x1_fc00 }, (_, code) => code)
      .filter((code) => (code < 0xd800 || code > 0xdfff) && /\p{Nd}/u.test(String.fromCodePoint(code)))
      .map((code) => String.fromCodePoint(code));
    expect(digits.length).toBeGreaterThan(600);
    const wrong = digits.filter((digit, index) => !isSameName(`Anna 2${digit}`, `Anna 2${index % 10}`));
    expect(wrong).toEqual([]);
  });

  it('never among the real names, but where points are left out or digits are of another script', () => {
    const names = Object.values(REAL_NAMES).flat();
    const pairs = names.flatMap((one, index) =>
      names.slice(index + 1).flatMap((other) => (isSameName(one, other) ? [[one, other]] : [])),
    );
    expect(pairs).toEqual([
      ['محمد', 'مُحَمَّد'],
      ['007', '٠٠٧'],
    ]);
  });
});
