/** Which exercise to offer a player first, and why. */
import { EXERCISE_PRESETS, type MuscleGroup } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ExerciseOption } from './exercise-options.ts';

/** Own exercises are known by none. */
const musclesOf = ({ type }: ExerciseOption): MuscleGroup | null =>
  EXERCISE_PRESETS.find((preset) => preset.type === type)?.muscles ?? null;

/** `never`: this player has not had it. `other_muscles`: than the last one. `rested`: had it longer ago than the others. */
type Reason = 'never' | 'other_muscles' | 'rested';

export interface Suggestion {
  readonly exercise: ExerciseOption;
  readonly reason: Reason;
}

/**
 * The exercise that this player had least often; among those one for other muscles than last time, then the one longest ago.
 * Those who had nothing yet begin at different places of the list, so that a class does not do push-ups all at once.
 * @param exercises those in use, in the banker's order.
 * @param had what this player was ever given, in any order.
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

/** A preset is known by its type, one of the banker's own by her words. */
function isSame(
  { type, name }: ExerciseOption,
  { challenge_type, challenge_description }: Challenge,
): boolean {
  return name === null ? challenge_type === type : challenge_description === name;
}
