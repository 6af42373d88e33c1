/** A challenge's exercise in the page's language. */
import type { TFunction } from 'i18next';
import { EXERCISES } from '../../game/catalogue.ts';
import type { Challenge } from '../../protocol/shapes.ts';
import type { Format } from './format.ts';

type Exercise = Pick<Challenge, 'challenge_type' | 'challenge_description' | 'target_number'>;

const PRESETS = [
  'push_ups',
  'sit_ups',
  'burpees',
  'star_jumps',
  'squats',
  'lunges',
  'plank',
  'jumping_jacks',
] as const;

const simple = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** True when the description says no more than type and target: then every language has its own words for it. */
function saysNoMore({ challenge_type, challenge_description, target_number }: Exercise): boolean {
  const preset = EXERCISES.find(({ type }) => type === challenge_type);
  if (preset === undefined || challenge_description === null) return false;
  const usual = preset.description.replace(String(preset.target), String(target_number));
  return simple(usual) === simple(challenge_description);
}

/** "20 push-ups" in the page's language; the banker's own words as she typed them; empty before anything is assigned. */
export function exerciseWords(t: TFunction, format: Format, exercise: Exercise): string {
  const preset = PRESETS.find((type) => type === exercise.challenge_type);
  const count = exercise.target_number;
  if (preset === undefined || count === null || !saysNoMore(exercise))
    return exercise.challenge_description ?? '';
  return t(`exercises.${preset}`, { count, number: format.number(count) });
}
