/** What a player, or everybody together, did over the evening, from the completed challenges. */
import type { TFunction } from 'i18next';
import { EXERCISE_TYPES } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { exerciseText, type ChallengeExercise } from '../exercise-text.ts';
import type { Format } from '../format.ts';

/** An exercise, and how often it was done. */
export interface ExerciseTotal {
  readonly exercise: ChallengeExercise;
  readonly times: number;
}

/**
 * All that was done: each preset exercise as one total, in the catalogue's order ("60 push-ups"), then what was worded
 * otherwise, each once, the first one done first.
 */
export function exercisesIn(completed: readonly Challenge[]): readonly ExerciseTotal[] {
  const presets = new Map<string, number>();
  const worded = new Map<string, ExerciseTotal>();
  for (const challenge of completed.toReversed()) {
    const { status, challenge_type: type, challenge_description: words, target_number: target } = challenge;
    if (status !== 'completed' || type === null) continue;
    if (target !== null && challenge.from_catalogue === true) {
      presets.set(type, (presets.get(type) ?? 0) + target);
    } else if (words !== null) {
      const key = JSON.stringify([words, target]);
      worded.set(key, { exercise: challenge, times: (worded.get(key)?.times ?? 0) + 1 });
    }
  }
  const totals = EXERCISE_TYPES.flatMap((type) => {
    const total = presets.get(type);
    if (total === undefined) return [];
    // Presented as one challenge, so that every language has text for it.
    const exercise = {
      challenge_type: type,
      challenge_description: null,
      target_number: total,
      from_catalogue: true,
    };
    return [{ exercise, times: 1 }];
  });
  return [...totals, ...worded.values()];
}

/** "60 push-ups", or "3 × To the door and back". `t` is that of the namespace `shared`. */
export function exerciseTotalText(t: TFunction, format: Format, { exercise, times }: ExerciseTotal): string {
  const text = exerciseText(t, format, exercise);
  return times === 1 ? text : t('counted.custom', { number: format.number(times), words: text });
}
