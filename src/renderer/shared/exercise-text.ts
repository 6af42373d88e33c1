/** A challenge's exercise in the page's language. */
import type { TFunction } from 'i18next';
import { CUSTOM_EXERCISE, EXERCISE_PRESETS } from '../../game/catalogue.ts';
import type { Challenge } from '../../protocol/entity-schemas.ts';
import type { Format } from './format.ts';

type ChallengeExercise = Pick<Challenge, 'challenge_type' | 'challenge_description' | 'target_number'>;

const simple = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** True when the description says no more than type and target, so that it can be translated. */
function saysNoMore({ challenge_type, challenge_description, target_number }: ChallengeExercise): boolean {
  const preset = EXERCISE_PRESETS.find(({ type }) => type === challenge_type);
  if (preset === undefined || challenge_description === null) return false;
  const usual = preset.description.replace(String(preset.target), String(target_number));
  return simple(usual) === simple(challenge_description);
}

/** The banker's own words, with the count if they don't mention it: "3 × To the door and back". */
export function countedExerciseText(
  t: TFunction,
  format: Format,
  words: string,
  count: number | null,
): string {
  if (count === null || count <= 1 || words.includes(String(count))) return words;
  return t('exercises.counted_custom', { number: format.number(count), words });
}

/** "20 push-ups" in the page's language, or the banker's own words; empty before anything is assigned. */
export function exerciseText(t: TFunction, format: Format, exercise: ChallengeExercise): string {
  const { challenge_type: type, challenge_description: description, target_number: count } = exercise;
  const preset = EXERCISE_PRESETS.find((each) => each.type === type);
  if (description !== null && type === CUSTOM_EXERCISE)
    return countedExerciseText(t, format, description, count);
  if (preset === undefined || count === null || !saysNoMore(exercise)) return description ?? '';
  return t(`exercises.${preset.type}`, { count, number: format.number(count) });
}
