/** What a player did over the evening, from the completed challenges. */
import { BUILDINGS, EXERCISE_PRESETS, type Building } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { isPreset } from '../../shared/exercise-text.ts';

export interface Count<Of> {
  readonly of: Of;
  readonly count: number;
}

/** How often each building was built, in the game's order. */
export function buildingsIn(tally: Readonly<Record<string, number>>): readonly Count<Building>[] {
  return BUILDINGS.map((of) => ({ of, count: tally[of] ?? 0 })).filter(({ count }) => count > 0);
}

/** An exercise, and how often the player did it. */
export interface ExerciseTotal {
  readonly exercise: Pick<Challenge, 'challenge_type' | 'challenge_description' | 'target_number'>;
  readonly times: number;
}

/**
 * All that a player did: each preset exercise as one total, in the catalogue's order ("60 push-ups"), then what was worded
 * otherwise, each once, the first one done first.
 */
export function exercisesIn(completed: readonly Challenge[]): readonly ExerciseTotal[] {
  const presets = new Map<string, number>();
  const worded = new Map<string, ExerciseTotal>();
  for (const challenge of completed.toReversed()) {
    const { status, challenge_type: type, challenge_description: words, target_number: target } = challenge;
    if (status !== 'completed' || type === null) continue;
    if (target !== null && isPreset(challenge)) {
      presets.set(type, (presets.get(type) ?? 0) + target);
    } else if (words !== null) {
      const key = JSON.stringify([words, target]);
      worded.set(key, { exercise: challenge, times: (worded.get(key)?.times ?? 0) + 1 });
    }
  }
  const totals = EXERCISE_PRESETS.flatMap(({ type, target, description }) => {
    const total = presets.get(type);
    if (total === undefined) return [];
    // Presented as one challenge, so that every language has text for it.
    const words = description.replace(String(target), String(total));
    const exercise = { challenge_type: type, challenge_description: words, target_number: total };
    return [{ exercise, times: 1 }];
  });
  return [...totals, ...worded.values()];
}
