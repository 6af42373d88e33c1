/** A challenge's exercise in the page's language. */
import type { TFunction } from 'i18next';
import { CUSTOM_EXERCISE, describePreset, EXERCISE_PRESETS } from '../../game/catalogue.ts';
import type { Challenge } from '../../protocol/entity-schemas.ts';
import type { Format } from './format.ts';

type ChallengeExercise = Pick<Challenge, 'challenge_type' | 'challenge_description' | 'target_number'>;

const simple = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** True when the description says no more than a preset's type and the target, so that it can be translated. */
export function isPreset({
  challenge_type,
  challenge_description,
  target_number,
}: ChallengeExercise): boolean {
  const preset = EXERCISE_PRESETS.find(({ type }) => type === challenge_type);
  if (preset === undefined || challenge_description === null) return false;
  if (target_number === null) return false;
  return simple(describePreset(preset, target_number)) === simple(challenge_description);
}

/** The banker's own words, with the count if they don't mention it: "12 claps", but "3 × To the door and back". */
export function countedExerciseText(
  t: TFunction,
  format: Format,
  words: string,
  count: number | null,
): string {
  if (count === null || count <= 1 || words.includes(String(count))) return words;
  const number = format.number(count);
  if (/^\p{L}+$/u.test(words)) return t('exercises.counted_word', { number, words });
  return t('exercises.counted_custom', { number, words });
}

/** "20 push-ups" in the page's language, or the banker's own words; empty before anything is assigned. */
export function exerciseText(t: TFunction, format: Format, exercise: ChallengeExercise): string {
  const { challenge_type: type, challenge_description: description, target_number: count } = exercise;
  const preset = EXERCISE_PRESETS.find((each) => each.type === type);
  if (description !== null && type === CUSTOM_EXERCISE)
    return countedExerciseText(t, format, description, count);
  if (preset === undefined || count === null || !isPreset(exercise)) return description ?? '';
  return t(`exercises.${preset.type}`, { count, number: format.number(count) });
}
