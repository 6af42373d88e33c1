import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.ts';
import { REAL_NAMES } from './names.fixtures.ts';

const ZWNJ = '\u200C';
const ZWJ = '\u200D';

describe('cleaned text', () => {
  it.each([
    ['white space folded and trimmed', '  Anna \t\n Lena\u00A0 ', 'Anna Lena'],
    ['composed', 'Zoe\u0308', 'Zo\u00EB'],
    ['without direction marks', '\u202EAnna\u202C\u2066!\u2069\u200F', 'Anna!'],
    ['without invisible characters', 'A\u200Bn\u00ADn\u2060a\uFEFF', 'Anna'],
    ['in one piece where a byte order mark was', 'An\uFEFFna', 'Anna'],
    ['without controls', 'An\u0000na\u0007', 'Anna'],
    ['without terminal escapes', '\u001B[31mAnna\u009B0m', '[31mAnna0m'],
    ['without lone surrogates', 'An\uD83Dna', 'Anna'],
    ['without private and unassigned characters', 'An\uE000n\u{E0FFF}a', 'Anna'],
    ['without noncharacters', 'An\uFFFEn\u{2FFFF}a\uFDD0', 'Anna'],
    ['without annotations', 'An\uFFF9n\uFFFAx\uFFFBa', 'Annxa'],
    ['without placeholders for objects', 'An\uFFFCna', 'Anna'],
    ['without joiners between letters', `An${ZWJ}n${ZWNJ}a`, 'Anna'],
    ['composed also where something invisible stood between', 'Zoe\u200B\u0308', 'Zo\u00EB'],
    ['composed also where a joiner stood between', `Zoe${ZWJ}\u0308`, 'Zo\u00EB'],
    ['without fillers and variation selectors', '\u3164A\u115Fn\uFE0Fn\u{E0100}a\u034F', 'Anna'],
    ['without joiners at the edge of an emoji', '\u2764\u200D\u200D\u2764\u200D', '\u2764\u2764'],
    ['nothing of blank braille', '\u2800\u2800', ''],
    ['with a space for the blanks of rare scripts', 'A\u{13441}n\u2800n\u{1D159}a', 'A n n a'],
    ['with one space where an invisible one stood between two', 'Anna \u200B Lena', 'Anna Lena'],
    ['nothing of nothing but invisible characters', '\u200B\u202E \u2063', ''],
    ['without tags outside a flag', 'Anna\u{E0041}\u{E0042}\u{E007F}', 'Anna'],
    ['without a message in the tags of a flag', '🏴\u{E0068}\u{E0065}\u{E006C}\u{E006C}\u{E006F}', '🏴'],
    [
      'with emoji of four parts at most',
      Array(6).fill('👨').join(ZWJ),
      `👨${ZWJ}👨${ZWJ}👨${ZWJ}👨👨${ZWJ}👨`,
    ],
    ['without a non-joiner after a letter that does not join', `آ${ZWNJ}زاده`, 'آزاده'],
    ['without a non-joiner before what does not join', `مه${ZWNJ} لقا`, 'مه لقا'],
    ['without a non-joiner at the end', `گل${ZWNJ}`, 'گل'],
    ['without two non-joiners', `گل${ZWNJ}${ZWNJ}نار`, 'گلنار'],
    ['without a joiner after a letter that has no joining sign', `क${ZWJ}ष`, 'कष'],
    ['without a joiner before a vowel sign', `क्${ZWJ}\u093E`, 'क्\u093E'],
    [
      'without a joiner before a joining sign that joins nothing',
      `র${ZWJ}\u09CD র${ZWJ}\u09CDa`,
      'র\u09CD র\u09CDa',
    ],
    ['without a joiner before a joining sign after Latin letters', `a${ZWJ}\u09CDয`, 'a\u09CDয'],
    ['without two joiners before a joining sign', `র${ZWJ}${ZWJ}\u09CDয`, 'র\u09CDয'],
    ['without an Indic joining sign making Latin letters join', `a\u094D${ZWJ}b`, 'a\u094Db'],
    ['without a Mongolian separator elsewhere', 'An\u180Ena ᠨ\u180Eᠪ', 'Anna ᠨᠪ'],
  ])('is %s', (_, typed, kept) => {
    expect(cleanText(typed)).toBe(kept.normalize('NFC'));
  });

  it.each(Object.entries(REAL_NAMES))('leaves names in %s as they are', (_, names) => {
    expect(names.map(cleanText)).toEqual(names.map((name) => name.normalize('NFC')));
  });

  const nasty = fc.constantFrom(
    ...Array.from(
      '\u200D\u200C\uFE0F\u20E3\u200B\u0308 e1\u2764\u{1F3FD}\u{1FAFF}\u{1FC00}\u1100\u1161\u3164\uFEFF\u{13441}' +
        '\u0645\u0627\u0651\u0915\u094D\u093E\u09B0\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}\u1828\u180E\u180B\u1820',
    ),
  );
  const typing = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: nasty, maxLength: 30 }));

  it('stays the same when cleaned again', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        expect(cleanText(cleanText(typed))).toBe(cleanText(typed));
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds no control, no direction mark, no lone surrogate and no double space, whatever was typed', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        expect(cleanText(typed)).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Bidi_Control}\p{Zl}\p{Zp}]|^ | $| {2}/u,
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes no long time over the longest thing that can be typed', () => {
    const hostile = [
      'क' + '\u094D'.repeat(999),
      'م' + '\u0651'.repeat(999),
      '👨\u200D'.repeat(330),
      ZWJ.repeat(1_000),
    ];
    for (const typed of hostile) expect(cleanText(typed).length).toBeLessThanOrEqual(1_000);
  });
});
