/** Game codes: six characters that can't be confused when read off a wall. */
import { foldDigits } from '../game/fold-digits.ts';
import { CODE_ALPHABET, CODE_LENGTH, CODE_PATTERN } from '../game/limits.ts';
import { normalised } from '../game/normalised.ts';

const GAME_CODE = new RegExp(CODE_PATTERN);
/** Far more than anybody types or a messenger adds, UTF-16 units: what is longer is no code, and costs nothing. */
export const MAX_TYPED_CODE = 100;

/**
 * The code in canonical form; accepts any case, full-width letters and non-ASCII digits, and whatever stands between or around
 * them: spaces, dashes, the full stop or bracket that a messenger puts after a link.
 * Null if it cannot be a code, or is longer than `MAX_TYPED_CODE`.
 */
export function normaliseGameCode(typed: string): string | null {
  if (typed.length < CODE_LENGTH || typed.length > MAX_TYPED_CODE) return null;
  if (GAME_CODE.test(typed)) return typed;
  const code = foldDigits(normalised(typed, 'NFKC'))
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
  return GAME_CODE.test(code) ? code : null;
}

/** A new code; `random(n)` gives an integer from 0 to n - 1. */
export function generateGameCode(random: (below: number) => number): string {
  let code = '';
  for (let index = 0; index < CODE_LENGTH; index += 1)
    code += CODE_ALPHABET.charAt(random(CODE_ALPHABET.length));
  return code;
}
