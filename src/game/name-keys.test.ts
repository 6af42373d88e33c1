import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortOrAllRuns } from '../../scripts/long-form.fixtures.ts';
import { foldName } from './check-seat-event.ts';
import { textFault } from './check-text.ts';
import { cleanText } from './clean-text.ts';
import { nameKeys } from './name-keys.ts';
import { REAL_NAMES } from './names.fixtures.ts';

const ANY_LENGTH = { graphemes: 1_000, bytes: 10_000 };

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
    ['with a Coptic capital', 'Ⲁnna', 'Anna'],
    ['with another one', 'Ⲉva', 'Eva'],
    ['with a third', 'Ⲃen', 'Ben'],
    ['all in Coptic capitals', 'ⲎⲀⲚⲔ', 'Hank'],
    ['in Greek capitals', '\u0391\u039D\u039D\u0391', 'ANNA'],
    ['in Cherokee', '\u13DE\u13A1\u13A2', 'LRT'],
    ['with a digit for a letter', 'Le0', 'Leo'],
    ['with a capital I for a small l', 'AIex', 'Alex'],
    ['with a bar for an l', 'A|ex', 'Alex'],
    ['with "rn" for "m"', 'Torn', 'Tom'],
    ['with two letters for a W', 'VVilma', 'Wilma'],
    ['with two small ones', 'Ovven', 'Owen'],
    ['with another apostrophe', 'O’Neil', "O'Neil"],
    ['with the long s of old prints, which looks like an f', 'ſinn', 'Finn'],
    ['with the same where it is read', 'Weiſs', 'Weiss'],
    ['with a lunate sigma', 'Niϲo', 'NICO'],
    ['with a dash of a vertical line', 'Anna﹘Lena', 'Anna-Lena'],
    ['with two accents for a quotation mark', 'O´´Neil', 'O"Neil'],
    ['with the voiced mark apart from its letter', 'カ゛ス', 'ガス'],
    ['with a vowel sign that stands apart', 'مح\uFE78مد', 'مُحمد'],
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
    ['with a full stop behind it', 'Anna.', 'Anna'],
    ['in quotation marks', '‚Anna‘', 'anna'],
    ['with an exclamation mark apart from it', 'Anna !', 'Anna'],
    ['with a hyphen within', 'An-na', 'Anna'],
    ['with a hyphen or in one word', 'Mia-Lou', 'Mialou'],
    ['with an apostrophe or without', "O'Neil", 'Oneil'],
    ['with an accent for the apostrophe or a space', 'O´Neil', 'O Neil'],
    ['with spaces between letters', 'A n n a', 'Anna'],
    ['between bars', '|Anna|', 'Anna'],
    ['with a dot of another script', 'Annaᐧ', 'Anna'],
    ['with an emoji that is a square', 'Anna ▪', 'Anna'],
    ['with the dot between names or without', 'ジョン・スミス', 'ジョンスミス'],
    ['in small capitals', 'ᴀɴɴᴀ', 'Anna'],
    ['with one small capital', 'Aɴɴa', 'Anna'],
    ['with a small capital and a full stop', 'ᴀnna.', 'ANNA'],
    ['with small capitals above the line', 'ᴱᶰᶰa', 'Enna'],
    ['in Greek small capitals', 'ᴩita', 'Pita'],
    ['in letters above the line', 'ᵃⁿⁿᵃ', 'Anna'],
    ['in black circles', '🅐🅝🅝🅐', 'Anna'],
    ['in black squares', '🅰nna', 'Anna'],
    ['with a flag, which some computers show as letters', 'Ken 🇩🇪', 'Ken DE'],
    ['with a dot under a letter', 'Annạ', 'Anna'],
    ['underlined', 'A\u0332nna', 'Anna'],
    ['with one mark twice', 'Zoe\u0308\u0308', 'Zoë'],
    ['in another colour of skin', '👍🏿', '👍🏻'],
    ['with its number attached', 'Anna2', 'Anna 2'],
    ['with its number in brackets', 'Leo (2)', 'Leo 2'],
    ['with a number sign', 'Anna #2', 'Anna 2'],
    ['with a digit for a letter and a full stop', 'Le0.', 'Leo'],
  ])('%s', (_, one, other) => {
    expect(isSameName(cleanText(one), cleanText(other))).toBe(true);
    expect(isSameName(cleanText(other), cleanText(one))).toBe(true);
  });

  /** Written by keyboards, by hand, and by who wants to be taken for somebody else. */
  const APOSTROPHES = Array.from(
    '\u0027\u0060\u00B4\u02B9\u02BB\u02BC\u02BD\u02BE\u02C8\u02CA\u02CB\u02F4\u0374\u0384\u055A\u05F3\u1FBD\u1FBF\u1FEF\u1FFD\u1FFE\u2018\u2019\u201B\u2032\u2035\u275B\u275C\uA78C\uFF07\uFF40',
  );
  it('with any apostrophe and any accent that stands like one, in any case', () => {
    for (const one of ['O\u0315Neil', ...APOSTROPHES.map((each) => `O${each}Neil`)])
      for (const other of ["O'Neil", 'o’neil', 'O´NEIL', 'O`neil'])
        expect([one, other, isSameName(cleanText(one), cleanText(other))]).toEqual([one, other, true]);
  });

  /** Each character whose compatibility form begins with a space, and what it looks like. */
  const LONE_MARKS: readonly (readonly [string, string])[] = [
    ["'", '\u00B4\u0384\u1FBD\u1FBF\u1FFD\u1FFE'],
    ["''", '\u00A8\u02DD\u1FCD\u1FCE\u1FDD\u1FDE'],
    ["'''", '\u0385\u1FED\u1FEE'],
    ['~', '\u02DC\u1FC0'],
    ["'~", '\u1FCF\u1FDF'],
    ["''~", '\u1FC1'],
    ['ˉ', '\u00AF\u203E\uFE49\uFE4A\uFE4B\uFE4C\uFFE3'],
    ['ˇ', '\u02D8'],
    ['\u0971', '\u02D9'],
    ['°', '\u02DA'],
    [',', '\u00B8'],
    ['i', '\u02DB\u037A'],
    ['_', '\u2017'],
    ['\u3099', '\u309B'],
    ['\u309A', '\u309C'],
    ['\u064B', '\uFE70'],
    ['\u064C', '\uFE72'],
    ['\u064D', '\uFE74'],
    ['\u064E', '\uFE76'],
    ['\u064F', '\uFE78'],
    ['\u0650', '\uFE7A'],
    ['\u0651', '\uFE7C'],
    ['\u0652', '\uFE7E'],
    ['\u064C\u0651', '\uFC5E'],
    ['\u064D\u0651', '\uFC5F'],
    ['\u064E\u0651', '\uFC60'],
    ['\u064F\u0651', '\uFC61'],
    ['\u0650\u0651', '\uFC62'],
    ['\u0651\u0670', '\uFC63'],
  ];

  it('with each mark that stands alone, and what it looks like', () => {
    const all = Array.from({ length: 0xffff }, (_, code) => String.fromCharCode(code)).filter((character) =>
      /^ ./u.test(character.normalize('NFKC')),
    );
    const tried = LONE_MARKS.flatMap(([, characters]) => Array.from(characters));
    expect(tried.toSorted()).toEqual(all.toSorted());
    for (const [looks, characters] of LONE_MARKS)
      for (const character of characters) {
        const [one, other] = [`Anna${character}Lu`, `ANNA${looks}LU`];
        expect([one, isSameName(cleanText(one), cleanText(other))]).toEqual([one, true]);
        // At a glance, it may be.
        const read = nameKeys(cleanText(one)).slice(0, 4);
        expect(read.filter((key) => nameKeys('Anna Lu').includes(key))).toEqual([]);
      }
  });

  it.each([
    ['Anna', 'Ana'],
    ['Zoë', 'Zoe'],
    ['Ó', 'O´'],
    ['Ｃharly', '©harly'],
    ['Anna', 'Änna'],
    ['Ann', 'Anna'],
    ['Łukasz', 'Lukasz'],
    ['Øyvind', 'Oyvind'],
    ['Ɗan', 'Dan'],
    ['Şule', 'Sule'],
    ['Ąsa', 'Asa'],
    ['Anna 12', 'Anna 1 2'],
    ['Anna 7', 'Anna'],
    ['1', '1 2'],
    ['#\uFE0F\u20E3', '*\uFE0F\u20E3'],
    ['#\uFE0F\u20E3 2', '2'],
    ['🦊', '🦊🦊'],
    ['Anna ❤', 'Anna'],
    ['Ken 🇩🇪', 'Ken 🇫🇷'],
    ['ヒロノ', 'ヒロ'],
    ['ユウスケ', 'ユースケ'],
    ['Kai', 'Kal'],
    ['Ian', 'Lan'],
    ['Eva', 'Ena'],
    ['Анна', 'Anna'],
    ['小明', '小朋'],
    ['محمد', 'محمود'],
    ['Anna 1', 'Anna 2'],
    ['🦊', '🐺'],
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

  it('whatever stands around a name, between its letters, or hardly shows under them', () => {
    const names = Object.values(REAL_NAMES)
      .flat()
      .filter((name) => /\p{L}/u.test(name));
    const around = fc.constantFrom(...Array.from('.,-_!?\'"()*~^+=<>·•…’“”|'), ' ', ' - ', '');
    const between = fc.constantFrom('.', '-', "'", ' ', '_', '~');
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        around,
        around,
        between,
        fc.nat(),
        (name, left, right, gap, at) => {
          const words = name.split(' ');
          const apart = words.map((word, index) => (index === at % words.length ? `${word}${gap}` : word));
          for (const other of [`${left}${name}${right}`, apart.join(' '), apart.join('')])
            expect([name, other, isSameName(name, cleanText(other))]).toEqual([name, other, true]);
        },
      ),
      { numRuns: shortOrAllRuns(300) },
    );
  });

  it('whenever every version has taken them for the same, which no file may hold, however long they are', () => {
    const character = fc.constantFrom(
      ...Array.from('aßİIıſΣςﬁ\u00B4\u0345\u0301\u01C4ǅ\uFDFA\uFDFBﷲ㌀㍿½Ⅳ２ 2'),
    );
    const long = fc.constantFrom('\uFDFA', '\uFDFA'.repeat(9), '\uFDFA'.repeat(17));
    fc.assert(
      fc.property(fc.array(fc.oneof(character, long), { maxLength: 20 }), fc.nat(3), (parts, variant) => {
        const one = cleanText(parts.join(''));
        const forms = [one.toUpperCase(), one.toLowerCase(), one.normalize('NFKC'), foldName(one)];
        const other = cleanText(forms[variant] ?? one);
        fc.pre([one, other].every((name) => textFault(name, ANY_LENGTH) === null));
        fc.pre(foldName(one) === foldName(other));
        expect(isSameName(one, other)).toBe(true);
      }),
    );
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
