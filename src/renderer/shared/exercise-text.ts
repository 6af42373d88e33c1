/** A challenge's exercise in the page's language. */
import type { TFunction } from 'i18next';
import { CUSTOM_EXERCISE, isExerciseType } from '../../game/catalogue.ts';
import type { Challenge } from '../../protocol/entity-schemas.ts';
import type { Format } from './format.ts';

export type ChallengeExercise = Pick<
  Challenge,
  'challenge_type' | 'challenge_description' | 'target_number' | 'from_catalogue'
>;

/** True when the banker's own words leave the count to be added: neither is it one, nor do they mention it. */
export function isCountMissing(words: string, count: number | null): count is number {
  return count !== null && count > 1 && !words.includes(String(count));
}

/** The banker's own words, with the count if they don't mention it: "12 claps", but "3 × To the door and back". */
export function countedExerciseText(
  t: TFunction,
  format: Format,
  words: string,
  count: number | null,
): string {
  return isCountMissing(words, count) ? withCount(t, format, words, count) : words;
}

/** The banker's own words with a count before them. */
export function withCount(t: TFunction, format: Format, words: string, count: number): string {
  const number = format.number(count);
  const isWord = /^\p{L}+(?:[-’']\p{L}+)*$/u.test(words);
  return t(isWord ? 'counted.word' : 'counted.custom', { number, words });
}

/** "20 push-ups" in the page's language, or the banker's own words; empty before anything is assigned. */
export function exerciseText(t: TFunction, format: Format, exercise: ChallengeExercise): string {
  const { challenge_type: type, challenge_description: description, target_number: count } = exercise;
  if (description !== null && type === CUSTOM_EXERCISE)
    return countedExerciseText(t, format, description, count);
  // A newer host may know exercises that this page does not.
  if (exercise.from_catalogue !== true || count === null || !isExerciseType(type)) return description ?? '';
  return t(`exercises.${type}`, { count, number: format.number(count) });
}
