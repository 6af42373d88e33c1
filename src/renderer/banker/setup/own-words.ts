/** What an exercise of her own may be called. */
import { cleanText, fits } from '../../../game/names.ts';

/** As long as the contract lets a description be, in graphemes and in bytes. */
export const OWN_WORDS_LIMIT = 38;

/** The words as the host would keep them; null when nothing is left of them or they are too long. */
export function ownWords(typed: string): string | null {
  const words = cleanText(typed);
  return words !== '' && fits(words, OWN_WORDS_LIMIT, OWN_WORDS_LIMIT) ? words : null;
}
