/** Which exercise of the banker's list to offer a player first, and why. */
import { isExerciseType } from '../../../game/catalogue.ts';
import type { Need } from '../../../game/enums.ts';
import { suggestForEach, type SuggestionFor, type SuggestionReason } from '../../../game/suggest-exercise.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ExerciseOption } from './exercise-options.ts';

export interface Suggestion {
  readonly exercise: ExerciseOption;
  readonly reason: SuggestionReason;
}

/** Whom it is for. */
export interface SuggestionSubject {
  readonly playerId: number;
  readonly needs: readonly Need[];
  /** Every challenge that this player was given, in any order. */
  readonly had: readonly Challenge[];
  /** What teammates are at. */
  readonly busy: readonly Challenge[];
}

/** @param exercises the enabled ones, in the banker's order. */
export function suggest(exercises: readonly ExerciseOption[], subject: SuggestionSubject): Suggestion | null {
  const [suggestion = null] = suggestEach(exercises, [subject]);
  return suggestion;
}

/** For several at once, in their order: spread, so that not all do the same. */
export function suggestEach(
  exercises: readonly ExerciseOption[],
  subjects: readonly SuggestionSubject[],
): readonly (Suggestion | null)[] {
  const offered = exercises.map((exercise) => ({
    key: keyOf(exercise),
    type: typeOf(exercise),
    traits: exercise.traits,
  }));
  const players = subjects.map((subject) => toPlayer(exercises, subject));
  return suggestForEach(offered, players).map((suggested) => {
    const exercise = exercises.find((each) => keyOf(each) === suggested?.key);
    return exercise === undefined || suggested === null ? null : { exercise, reason: suggested.reason };
  });
}

function toPlayer(
  exercises: readonly ExerciseOption[],
  { playerId, needs, had, busy }: SuggestionSubject,
): SuggestionFor {
  const given = had
    .filter(({ challenge_type, ended_reason }) => challenge_type !== null && ended_reason !== 'undone')
    .toSorted((one, other) => other.id - one.id);
  return { had: keysOf(given, exercises), needs, busy: keysOf(busy, exercises), seed: playerId };
}

const typeOf = ({ type }: ExerciseOption) => (isExerciseType(type) ? type : null);

/** A preset is recognised by its type, a custom exercise by its name. */
const keyOf = ({ type, name }: ExerciseOption) => (name === null ? type : `own ${name}`);

/** Those of the list alone. */
function keysOf(challenges: readonly Challenge[], exercises: readonly ExerciseOption[]): readonly string[] {
  return challenges.flatMap(({ challenge_type, challenge_description }) => {
    const exercise = exercises.find(({ type, name }) =>
      name === null ? challenge_type === type : challenge_description === name,
    );
    return exercise === undefined ? [] : keyOf(exercise);
  });
}
