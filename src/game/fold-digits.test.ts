import { describe, expect, it } from 'vitest';
import { foldDigits } from './fold-digits.ts';

/** Every digit that Unicode has. */
const ALL = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => /\p{Nd}/u.test(character));

describe('digits of other scripts', () => {
  it.each([
    ['Arabic', '٠١٢٣٤٥٦٧٨٩'],
    ['Persian', '۰۱۲۳۴۵۶۷۸۹'],
    ['Hindi', '०१२३४५६७८९'],
    ['Bengali', '০১২৩৪৫৬৭৮৯'],
    ['Thai', '๐๑๒๓๔๕๖๗๘๙'],
    ['full-width', '０１２３４５６７８９'],
    ['mathematical', '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡'],
  ])('are the same numbers: %s', (_, digits) => {
    expect(foldDigits(digits)).toBe('0123456789');
  });

  it('come in tens, whichever script they are of', () => {
    expect(ALL.length).toBeGreaterThan(600);
    expect(foldDigits(ALL.join(''))).toBe('0123456789'.repeat(ALL.length / 10));
  });

  it('change nothing around them', () => {
    expect(foldDigits('a٣-7 ½ Ⅳ')).toBe('a3-7 ½ Ⅳ');
  });
});
