import { foldDigits } from '../../../game/fold-digits.ts';

const OTHER_LETTER = /^(?!\p{sc=Latin})\p{L}/u;
const PLACES = /^(?:Key(?<letter>[A-Z])|(?<slash>Slash))$/;
const ARABIC_QUESTION_MARK = '؟';

/**
 * Which key it is for shortcuts, in lower case. On a keyboard whose letters are not Latin, the one that is written there as well: that
 * in the same place of the usual Latin keyboard. A digit of any script is that of ASCII.
 */
export function pressedKey({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (key === ARABIC_QUESTION_MARK) return '?';
  const { letter, slash } = (OTHER_LETTER.test(key) ? PLACES.exec(code)?.groups : null) ?? {};
  return letter?.toLowerCase() ?? (slash === undefined ? foldDigits(key.toLowerCase()) : '/');
}
