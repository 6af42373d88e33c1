/** A challenge's exercise in the page's language. */
import type { TFunction } from 'i18next';
import { CUSTOM_EXERCISE, isExerciseType, type ExerciseType } from '../../game/catalogue.ts';
import type { ExerciseUnit } from '../../game/enums.ts';
import { foldDigits } from '../../game/fold-digits.ts';
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

/**
 * True when the banker's own words leave the count to be added: neither is it one repetition, nor do they mention it, as a whole number
 * that is no measure. In doubt it is added: said twice it hurts nobody.
 */
export function isCountMissing(own: OwnExercise): own is CountedExercise {
  const { words, count, unit } = own;
  return count !== null && (count > 1 || unit === 'seconds') && !says(words, count);
}

/**
 * As a number of its own: behind it there is neither a measure, as of a way to run, nor the end of a word, as in "2nd". Older browsers
 * cannot look behind: what stands before the number is a part of what is found.
 */
function says(words: string, count: number): boolean {
  const number = String(count).replace(/\B(?=(\d{3})+$)/g, '[\\s.,٬]?');
  return new RegExp(
    `(^|[^\\d\\s.,٬٫:]|\\D\\s)${number}(?![\\s.,٬٫:]?\\d|[a-z]|[\\s-]?([%٪°]|m[eè]t|min|[لم]تر|([ckm]?[glm]|ft|lbs?|[كسم]?[جغلم]م?)(?!\\p{L})))`,
    'iu',
  ).test(foldDigits(words));
}

/** From here on a time is said in minutes, seconds. */
export const IN_MINUTES_FROM = 120;

/** How long an exercise is held: `spoken` in minutes where it is long, `seconds` always in seconds, for what programs read. */
export type TimesSaid = 'spoken' | 'seconds';

/** "45 s", "17 min", "2 min 30 s". */
export function shortTime(t: TFunction, format: Format, seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const parts = [
    ...(seconds < IN_MINUTES_FROM ? [] : [t('time.minutes', { number: format.number(minutes) })]),
    ...(seconds >= IN_MINUTES_FROM && rest === 0
      ? []
      : [t('time.seconds', { number: format.number(seconds < IN_MINUTES_FROM ? seconds : rest) })]),
  ];
  return parts.join('\u00a0');
}

/** An exercise of the catalogue: "20 push-ups", "Plank for 60 seconds", but "Plank for 17 minutes". */
export function presetText(
  t: TFunction,
  format: Format,
  { type, count }: { readonly type: ExerciseType; readonly count: number },
  times: TimesSaid = 'spoken',
): string {
  if (type === 'plank' && count >= IN_MINUTES_FROM && times === 'spoken') {
    if (count % 60 !== 0) return t('counted.plank_timed', { time: shortTime(t, format, count) });
    return t('counted.plank_minutes', { count: count / 60, number: format.number(count / 60) });
  }
  return t(`exercises.${type}`, { count, number: format.number(count) });
}

/** The banker's own words, with the count if they don't mention it: "12 claps", but "3 × To the door and back", or "Juggle (30 seconds)". */
export function countedExerciseText(
  t: TFunction,
  format: Format,
  own: OwnExercise,
  times: TimesSaid = 'spoken',
): string {
  return isCountMissing(own) ? withCount(t, format, own, times) : own.words;
}

/** The banker's own words with a count before them, or with a time behind them. */
export function withCount(
  t: TFunction,
  format: Format,
  { words, count, unit }: CountedExercise,
  times: TimesSaid = 'spoken',
): string {
  const number = format.number(count);
  if (unit === 'seconds' && count >= IN_MINUTES_FROM && times === 'spoken') {
    if (count % 60 !== 0) return t('counted.timed', { words, time: shortTime(t, format, count) });
    return t('counted.minutes', { count: count / 60, number: format.number(count / 60), words });
  }
  if (unit === 'seconds') return t('counted.seconds', { count, number, words });
  const isWord = /^\p{L}+(?:[-’']\p{L}+)*$/u.test(words);
  return t(isWord ? 'counted.word' : 'counted.custom', { number, words });
}

/** "20 push-ups" in the page's language, or the banker's own words; empty before anything is assigned. */
export function exerciseText(
  t: TFunction,
  format: Format,
  exercise: ChallengeExercise,
  times: TimesSaid = 'spoken',
): string {
  const { challenge_type: type, challenge_description: description, target_number: count, unit } = exercise;
  if (description !== null && type === CUSTOM_EXERCISE)
    return countedExerciseText(t, format, { words: description, count, unit }, times);
  // A newer host may know exercises that this page does not.
  if (exercise.from_catalogue !== true || count === null || !isExerciseType(type)) return description ?? '';
  return presetText(t, format, { type, count }, times);
}
