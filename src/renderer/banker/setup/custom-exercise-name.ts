/** What an exercise of her own may be called. */
import {
  cleanText,
  isWithinLimits,
  MAX_DESCRIPTION_BYTES,
  MAX_DESCRIPTION_GRAPHEMES,
} from '../../../game/names.ts';

/** The words as the host would keep them; null when nothing is left of them or they are too long. */
export function customExerciseName(typed: string): string | null {
  const words = cleanText(typed);
  return words !== '' && isWithinLimits(words, MAX_DESCRIPTION_GRAPHEMES, MAX_DESCRIPTION_BYTES)
    ? words
    : null;
}
