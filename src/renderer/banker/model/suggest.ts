/** Which exercise to offer a player first, and why. */
import { EXERCISE_PRESETS, type MuscleGroup } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ExerciseOption } from './exercise-options.ts';

/** Null for custom exercises. */
const musclesOf = ({ type }: ExerciseOption): MuscleGroup | null =>
  EXERCISE_PRESETS.find((preset) => preset.type === type)?.muscles ?? null;

/** `never`: the player hasn't had it yet. `other_muscles`: uses other muscles than the last one. `rested`: longest ago. */
type Reason = 'never' | 'other_muscles' | 'rested';

export interface Suggestion {
  readonly exercise: ExerciseOption;
  readonly reason: Reason;
}

/**
 * The exercise this player has had least often; of those, one for other muscles than last time, then the one longest
 * ago. New players start at different places in the list, so that a whole class doesn't do push-ups at once.
 * @param exercises the enabled ones, in the banker's order.
 * @param had every challenge this player was given, in any order.
 */
export function suggest(
  exercises: readonly ExerciseOption[],
  had: readonly Challenge[],
  playerId: number,
): Suggestion | null {
  const given = had
    .filter(({ challenge_type, ended_reason }) => challenge_type !== null && ended_reason !== 'undone')
    .toSorted((one, other) => other.id - one.id);
  const isOf = (exercise: ExerciseOption) => (challenge: Challenge) => isSame(exercise, challenge);
  const last = exercises.find((exercise) => given.slice(0, 1).some(isOf(exercise)));

  const ranked = exercises.map((exercise, index) => {
    const ago = given.findIndex(isOf(exercise));
    return {
      exercise,
      times: given.filter(isOf(exercise)).length,
      sameMuscles: last !== undefined && worksSame(exercise, last),
      ago: ago === -1 ? given.length : ago,
      turn: (index - playerId + exercises.length * (playerId + 1)) % exercises.length,
    };
  });
  const [best] = ranked.toSorted(
    (one, other) =>
      one.times - other.times ||
      Number(one.sameMuscles) - Number(other.sameMuscles) ||
      other.ago - one.ago ||
      one.turn - other.turn,
  );
  if (best === undefined) return null;
  if (best.times === 0) return { exercise: best.exercise, reason: 'never' };
  return { exercise: best.exercise, reason: best.sameMuscles ? 'rested' : 'other_muscles' };
}

function worksSame(one: ExerciseOption, other: ExerciseOption): boolean {
  return one.type === other.type || (musclesOf(one) !== null && musclesOf(one) === musclesOf(other));
}

/** A preset is recognised by its type, a custom exercise by its name. */
function isSame(
  { type, name }: ExerciseOption,
  { challenge_type, challenge_description }: Challenge,
): boolean {
  return name === null ? challenge_type === type : challenge_description === name;
}
