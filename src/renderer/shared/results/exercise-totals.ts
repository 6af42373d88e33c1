/** What a player, or everybody together, did over the evening, from the completed challenges. */
import type { TFunction } from 'i18next';
import { CUSTOM_EXERCISE, EXERCISE_TYPES } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import {
  exerciseText,
  isCountMissing,
  withCount,
  type ChallengeExercise,
  type CountedExercise,
} from '../exercise-text.ts';
import type { Format } from '../format.ts';

/** An exercise of the catalogue, as one challenge with the sum; the banker's words, with the sum; or words that hold their own count. */
export type ExerciseTotal =
  | { readonly kind: 'preset'; readonly exercise: ChallengeExercise }
  | ({ readonly kind: 'counted' } & CountedExercise)
  | { readonly kind: 'worded'; readonly words: string; readonly times: number };

/**
 * All that was done: each preset exercise as one total, in the catalogue's order ("60 push-ups"), then what was worded
 * otherwise, each once, the first one done first. What has a count is added up, so that nobody has to multiply.
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
      const total = ownTotal(challenge, words);
      const key = `${total.kind} ${challenge.unit} ${words}`;
      worded.set(key, together(worded.get(key), total));
    }
  }
  const totals = EXERCISE_TYPES.flatMap((type): ExerciseTotal[] => {
    const total = presets.get(type);
    if (total === undefined) return [];
    // Presented as one challenge, so that every language has text for it.
    const exercise = {
      challenge_type: type,
      challenge_description: null,
      target_number: total,
      from_catalogue: true,
    };
    return [{ kind: 'preset', exercise }];
  });
  return [...totals, ...worded.values()];
}

/** Of one challenge. A preset's type with other words says in them how much it was. */
function ownTotal(
  { challenge_type: type, target_number: count, unit }: ChallengeExercise,
  words: string,
): ExerciseTotal {
  const own = { words, count, unit };
  return type === CUSTOM_EXERCISE && isCountMissing(own)
    ? { kind: 'counted', ...own }
    : { kind: 'worded', words, times: 1 };
}

function together(so: ExerciseTotal | undefined, one: ExerciseTotal): ExerciseTotal {
  if (so?.kind === 'counted' && one.kind === 'counted') return { ...one, count: so.count + one.count };
  if (so?.kind === 'worded' && one.kind === 'worded') return { ...one, times: so.times + one.times };
  return one;
}

/** "60 push-ups", "24 claps", or "To the door and back (3 times)". `t` is that of the namespace `shared`. */
export function exerciseTotalText(t: TFunction, format: Format, total: ExerciseTotal): string {
  switch (total.kind) {
    case 'preset':
      return exerciseText(t, format, total.exercise);
    case 'counted':
      return withCount(t, format, total);
    case 'worded': {
      const { words, times } = total;
      if (times === 1) return words;
      return t('counted.repeated', { count: times, number: format.number(times), words });
    }
    default:
      return total satisfies never;
  }
}
