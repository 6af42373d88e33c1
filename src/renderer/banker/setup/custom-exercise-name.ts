/** What a custom exercise may be called. */
import {
  cleanText,
  isWithinLimits,
  MAX_DESCRIPTION_BYTES,
  MAX_DESCRIPTION_GRAPHEMES,
} from '../../../game/names.ts';

/** The name as the host would store it; null when it is empty or too long. */
export function customExerciseName(typed: string): string | null {
  const words = cleanText(typed);
  return words !== '' && isWithinLimits(words, MAX_DESCRIPTION_GRAPHEMES, MAX_DESCRIPTION_BYTES)
    ? words
    : null;
}
