import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTypedNumber, stepTyped } from './typed-number.ts';

const WHOLE = { min: 1, max: 1000, step: 1 };
const HALVES = { min: 0.5, max: 240, step: 0.5 };
/** The digit 0 of keyboards that people have. */
const ZEROS = ['0', '٠', '۰', '०', '০', '๐', '０', '၀', '𝟘'];
const inScript = (zero: string, text: string) =>
  text.replaceAll(/\d/gu, (digit) => String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)));

const script = fc.constantFrom(...ZEROS);
const around = fc.constantFrom('', ' ', '\u00a0', '\u202f', '\u3000', '\u200f', '\u2067', ' \u061c');

describe('a number is read as it is meant', () => {
  it('in the digits of any keyboard, whatever is around it', () => {
    fc.assert(
      fc.property(
        script,
        fc.integer({ min: 1, max: 1000 }),
        around,
        around,
        (zero, number, before, behind) => {
          expect(parseTypedNumber(before + inScript(zero, String(number)) + behind, WHOLE)).toBe(number);
        },
      ),
    );
  });

  it('with the decimal sign of any keyboard', () => {
    const sign = fc.constantFrom('.', ',', '٫', '،', '．', '，');
    fc.assert(
      fc.property(script, fc.integer({ min: 1, max: 480 }), sign, (zero, halves, point) => {
        const typed = inScript(zero, (halves / 2).toFixed(1)).replace('.', point);
        expect(parseTypedNumber(typed, HALVES)).toBe(halves / 2);
      }),
    );
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['007', 7],
    ['1 000', 1000],
    ['1\u202f000', 1000],
    ['0', 'at_least'],
    ['1001', 'at_most'],
    ['9'.repeat(400), 'at_most'],
    ['1,000', 'no_number'],
    ['1.000', 'no_number'],
    ['1.5', 'no_number'],
    ['1.', 'no_number'],
    ['2 5', 'no_number'],
    ['-3', 'no_number'],
    ['1e3', 'no_number'],
    ['٣ مرات', 'no_number'],
    ['½', 'no_number'],
    ['5²', 'no_number'],
    ['三', 'no_number'],
  ] as const)('as a whole one: "%s"', (typed, read) => {
    expect(parseTypedNumber(typed, WHOLE)).toBe(read);
  });

  it.each([
    ['12,5', 12.5],
    ['2,50', 2.5],
    ['١٢٫٥', 12.5],
    ['.5', 0.5],
    ['3.', 3],
    ['0', 'at_least'],
    ['.', 'at_least'],
    ['0,', 'at_least'],
    ['1.2', 'no_number'],
    ['1,000', 'no_number'],
    ['1.2.3', 'no_number'],
    ['240.5', 'at_most'],
  ] as const)('as one of halves: "%s"', (typed, read) => {
    expect(parseTypedNumber(typed, HALVES)).toBe(read);
  });

  it('and whatever else is typed, never as one that the field does not take', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom(...ZEROS, '1', '5', '.', ',', '٫', ' ', '-', 'e'))
        .map((signs) => signs.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(WHOLE, HALVES), (typed, limits) => {
        const read = parseTypedNumber(typed, limits);
        const number = typeof read === 'number' ? read : limits.min;
        expect(number).toBeGreaterThanOrEqual(limits.min);
        expect(number).toBeLessThanOrEqual(limits.max);
        expect(number / limits.step).toBe(Math.round(number / limits.step));
        // A field that looks empty is, and no other.
        expect(read === 'empty').toBe(/^[\s\u061c\u200e\u200f\u2066-\u2069]*$/u.test(typed));
      }),
    );
  });
});

describe('the arrow keys', () => {
  it.each([
    [5, 1, 6],
    [5, -1, 4],
    [1, -1, 1],
    [1000, 1, 1000],
    ['empty', 1, 1],
    ['empty', -1, 1],
    ['at_least', -1, 1],
    ['at_most', 1, 1000],
    ['no_number', 1, null],
  ] as const)('lead from %s by %i to %s', (from, direction, to) => {
    expect(stepTyped(from, direction, WHOLE)).toBe(to);
  });

  it('go by halves where halves are taken', () => {
    expect(stepTyped(0.5, 1, HALVES)).toBe(1);
  });
});
