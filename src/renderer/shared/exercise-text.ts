/** A challenge's exercise in the page's language. */
import type { TFunction } from 'i18next';
import { CUSTOM_EXERCISE, isExerciseType } from '../../game/catalogue.ts';
import type { ExerciseUnit } from '../../game/enums.ts';
import type { Challenge } from '../../protocol/entity-schemas.ts';
import type { Format } from './format.ts';

export type ChallengeExercise = Pick<
  Challenge,
  'challenge_type' | 'challenge_description' | 'target_number' | 'unit' | 'from_catalogue'
>;

/** An exercise in the banker's own words. */
export interface OwnExercise {
  readonly words: string;
  readonly count: number | null;
  /** What is counted; undefined: repetitions. */
  readonly unit?: ExerciseUnit | undefined;
}
export type CountedExercise = OwnExercise & { readonly count: number };

/** True when the banker's own words leave the count to be added: neither is it one repetition, nor do they mention it. */
export function isCountMissing(own: OwnExercise): own is CountedExercise {
  const { words, count, unit } = own;
  return count !== null && (count > 1 || unit === 'seconds') && !words.includes(String(count));
}

/** The banker's own words, with the count if they don't mention it: "12 claps", but "3 × To the door and back", or "Juggle (30 seconds)". */
export function countedExerciseText(t: TFunction, format: Format, own: OwnExercise): string {
  return isCountMissing(own) ? withCount(t, format, own) : own.words;
}

/** The banker's own words with a count before them, or with a time behind them. */
export function withCount(t: TFunction, format: Format, { words, count, unit }: CountedExercise): string {
  const number = format.number(count);
  if (unit === 'seconds') return t('counted.seconds', { count, number, words });
  const isWord = /^\p{L}+(?:[-’']\p{L}+)*$/u.test(words);
  return t(isWord ? 'counted.word' : 'counted.custom', { number, words });
}

/** "20 push-ups" in the page's language, or the banker's own words; empty before anything is assigned. */
export function exerciseText(t: TFunction, format: Format, exercise: ChallengeExercise): string {
  const { challenge_type: type, challenge_description: description, target_number: count, unit } = exercise;
  if (description !== null && type === CUSTOM_EXERCISE)
    return countedExerciseText(t, format, { words: description, count, unit });
  // A newer host may know exercises that this page does not.
  if (exercise.from_catalogue !== true || count === null || !isExerciseType(type)) return description ?? '';
  return t(`exercises.${type}`, { count, number: format.number(count) });
}
