/** Numbers as people type them into a field: in the digits and signs of any keyboard. */
import { foldDigits } from '../../../game/fold-digits.ts';

export interface NumberLimits {
  readonly min: number;
  readonly max: number;
  /** All numbers are multiples of it: 1 for whole ones, 0.5 for halves. */
  readonly step: number;
}

/** What is wrong with what was typed: `no_number` also where the number is none of the steps. */
type NumberFault = 'at_most' | 'at_least' | 'no_number';

/** What somebody typed comes to. */
export type TypedNumber = number | NumberFault | 'empty';

/** Spaces around it, and the unseen marks for the direction that a copied number brings along. */
const AROUND = /^[\s\u061c\u200e\u200f\u2066-\u2069]+|[\s\u061c\u200e\u200f\u2066-\u2069]+$/gu;
/** Spaces between thousands. */
const GROUPED = /^\d{1,3}(?:\s\d{3})+$/u;
/** With a point or a comma, of ASCII, of full width or Arabic. More digits behind it may be thousands. */
const NUMBER = /^(\d*)(?:[.,٫،．，](\d{0,2}))?$/u;
/** The sign alone is the beginning of a number. */
const WHOLE = /^\d+$/u;

/** Reads a number within limits. What may mean two numbers, like "1,000", is none. */
export function parseTypedNumber(typed: string, { min, max, step }: NumberLimits): TypedNumber {
  const plain = foldDigits(typed).replaceAll(AROUND, '');
  if (plain === '') return 'empty';
  const text = GROUPED.test(plain) ? plain.replaceAll(/\s/gu, '') : plain;
  const parts = NUMBER.exec(text);
  if (parts === null || (Number.isInteger(step) && !WHOLE.test(text))) return 'no_number';
  const number = Number(`${parts[1]}.${parts[2] ?? ''}0`);
  if (number > max) return 'at_most';
  if (number < min) return 'at_least';
  return Number.isInteger(number / step) ? number : 'no_number';
}

/** The next number up or down from what was typed; null where nothing says from where. */
export function stepTyped(
  from: TypedNumber,
  direction: 1 | -1,
  { min, max, step }: NumberLimits,
): number | null {
  if (from === 'no_number') return null;
  if (from === 'at_most') return max;
  if (typeof from !== 'number') return min;
  return Math.min(max, Math.max(min, from + direction * step));
}
