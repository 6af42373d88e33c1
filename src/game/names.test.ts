import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanText,
  isWithinLimits,
  uniqueName,
  countGraphemes,
  MAX_NAME_BYTES,
  MAX_NAME_GRAPHEMES,
  foldName,
  truncate,
} from './names.ts';

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
/** As many as fit: a family takes 25 bytes. */
const FAMILIES = FAMILY.repeat(Math.floor(MAX_NAME_BYTES / 25));

function taken(...names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(foldName));
}

describe('cleaned text', () => {
  it.each([
    ['white space folded and trimmed', '  Anna \t\n Lena\u00A0 ', 'Anna Lena'],
    ['composed', 'Zoe\u0308', 'Zo\u00EB'],
    ['without direction marks', '\u202EAnna\u202C\u2066!\u2069\u200F', 'Anna!'],
    ['without invisible characters', 'A\u200Bn\u00ADn\u2060a\uFEFF', 'Anna'],
    ['without controls', 'An\u0000na\u0007', 'Anna'],
    ['without lone surrogates', 'An\uD83Dna', 'Anna'],
    ['without private and unassigned characters', 'An\uE000n\u{E0FFF}a', 'Anna'],
    ['without joiners between letters', 'An\u200Dna', 'Anna'],
    ['composed also where something invisible stood between', 'Zoe\u200B\u0308', 'Zo\u00EB'],
    ['without fillers and variation selectors', '\u3164A\u115Fn\uFE0Fn\u{E0100}a\u034F', 'Anna'],
    ['without joiners at the edge of an emoji', '\u2764\u200D\u200D\u2764\u200D', '\u2764\u2764'],
    ['nothing of blank braille', '\u2800\u2800', ''],
    ['with one space where an invisible one stood between two', 'Anna \u200B Lena', 'Anna Lena'],
    ['nothing of nothing but invisible characters', '\u200B\u202E \u2063', ''],
  ])('is %s', (_, typed, kept) => {
    expect(cleanText(typed)).toBe(kept);
  });

  it.each([
    FAMILY,
    '\u{1F469}\u{1F3FD}\u200D\u{1F680}',
    '\u2764\uFE0F\u200D\u{1F525}',
    '1\uFE0F\u20E3',
    '\u{1F1E9}\u{1F1EA}',
    'Łukasz',
    'आरव',
    'محمد',
    '小明',
  ])('leaves %s as it is', (name) => {
    expect(cleanText(name)).toBe(name);
  });

  const nasty = fc.constantFrom(
    '\u200D',
    '\uFE0F',
    '\u20E3',
    '\u200B',
    '\u0308',
    ' ',
    'e',
    '1',
    '\u2764',
    '\u{1F3FD}',
    '\u{1FAFF}',
    '\u{1FC00}',
    '\u1100',
    '\u1161',
  );
  const typing = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: nasty }));

  it('stays the same when cleaned again', () => {
    fc.assert(
      fc.property(typing, (typed) => {
        expect(cleanText(cleanText(typed))).toBe(cleanText(typed));
      }),
    );
  });
});

describe('limits', () => {
  it('count what a reader sees', () => {
    expect(countGraphemes(`${FAMILY}Zo\u0308e`)).toBe(4);
    expect(truncate(`${FAMILY}Anna`, 2, MAX_NAME_BYTES)).toBe(`${FAMILY}A`);
  });

  it('cut stacked marks by their bytes, never in the middle of a character', () => {
    const zalgo = `A${'\u0301\u0302\u0303'.repeat(40)}`;
    expect(isWithinLimits(zalgo, MAX_NAME_GRAPHEMES, MAX_NAME_BYTES)).toBe(false);
    expect(truncate(`An${zalgo}`, MAX_NAME_GRAPHEMES, MAX_NAME_BYTES)).toBe('An');
    expect(truncate(FAMILY.repeat(9), MAX_NAME_GRAPHEMES, MAX_NAME_BYTES)).toBe(FAMILIES);
  });

  it('hold after cutting', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const cut = truncate(text, MAX_NAME_GRAPHEMES, MAX_NAME_BYTES);
        expect(isWithinLimits(cut, MAX_NAME_GRAPHEMES, MAX_NAME_BYTES)).toBe(true);
      }),
    );
  });
});

describe('a unique name', () => {
  it('is the name itself, or the next number', () => {
    expect(uniqueName('Anna', taken())).toBe('Anna');
    expect(uniqueName('Anna', taken('Anna'))).toBe('Anna 2');
    expect(uniqueName('Anna', taken('Anna', 'Anna 2', 'Anna 4'))).toBe('Anna 3');
  });

  it('ignores case and compatibility forms', () => {
    expect(uniqueName('ANNA', taken('anna'))).toBe('ANNA 2');
    expect(uniqueName('\uFF21nna', taken('Anna'))).toBe('\uFF21nna 2');
  });

  it('makes room for the number in a long name', () => {
    const long = 'Maximiliane-Charlott';
    expect(uniqueName(long, taken(long))).toBe('Maximiliane-Charlo 2');
    expect(uniqueName(FAMILIES, taken(FAMILIES))).toBe(`${FAMILIES} 2`);
  });

  const name = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((text) => truncate(cleanText(text), MAX_NAME_GRAPHEMES, MAX_NAME_BYTES))
    .filter((text) => text !== '');

  it('is unique and within the limits, for everyone', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 30 }), (names) => {
        const keys = new Set<string>();
        for (const wanted of [...names, ...names, ...names]) {
          const free = uniqueName(wanted, keys);
          expect(keys.has(foldName(free))).toBe(false);
          expect(isWithinLimits(free, MAX_NAME_GRAPHEMES, MAX_NAME_BYTES)).toBe(true);
          keys.add(foldName(free));
        }
      }),
    );
  });
});
