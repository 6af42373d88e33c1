import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, CODE_LENGTH } from '../game/limits.ts';
import { generateGameCode, MAX_TYPED_CODE, normaliseGameCode } from './game-codes.ts';

const code = fc
  .array(fc.constantFrom(...CODE_ALPHABET.split('')), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  .map((characters) => characters.join(''));

describe('game codes', () => {
  it('has no look-alikes', () => {
    for (const lookAlike of '01OIL') expect(CODE_ALPHABET).not.toContain(lookAlike);
  });

  it('mints what it accepts, for any random numbers', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const minted = generateGameCode((below) => (numbers.next().value ?? 0) % below);
        expect(normaliseGameCode(minted)).toBe(minted);
      }),
    );
  });

  it('takes nothing longer than anybody types for one', () => {
    expect(normaliseGameCode(`${' '.repeat(MAX_TYPED_CODE - 6)}abc234`)).toBe('ABC234');
    expect(normaliseGameCode(`${' '.repeat(MAX_TYPED_CODE - 5)}abc234`)).toBe(null);
  });

  it('accepts any case, spaces and dashes', () => {
    fc.assert(
      fc.property(code, fc.constantFrom(' ', '-', '–', '.', '  '), (valid, gap) => {
        const typed = `${gap}${valid.slice(0, 3).toLowerCase()}${gap}${valid.slice(3)}${gap}`;
        expect(normaliseGameCode(typed)).toBe(valid);
      }),
    );
  });

  it.each([
    ['Arabic-Indic', 'AB٢٣CD', 'AB23CD'],
    ['Persian', 'AB۴۵CD', 'AB45CD'],
    ['Devanagari', 'AB६७CD', 'AB67CD'],
    ['full width', 'ＡＢ２３ＣＤ', 'AB23CD'],
  ])('folds %s digits', (_, typed, expected) => {
    expect(normaliseGameCode(typed)).toBe(expected);
  });

  it.each(['', 'ABC12', 'ABC1234', 'ABC12O', 'ABC12!', 'ABCDE1', '💩💩💩'])('refuses %j', (typed) => {
    expect(normaliseGameCode(typed)).toBeNull();
  });
});
