/** Which exercise of the banker's list to offer a player first, and why. */
import { compareByRequest } from '../../../client/compare-by-request.ts';
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
  const [suggestion = null] = suggestEach(exercises, [{ ...subject, shown: null }], []);
  return suggestion;
}

/** Somebody who is given something together with others. */
export interface SharingSubject extends SuggestionSubject {
  /** What the banker reads beside the player already: it stays, as far as the others leave it. */
  readonly shown: Suggestion | null;
}

/**
 * For several at once, in their order: spread, so that not all do the same.
 * @param others what others have already that are given theirs in the same act
 */
export function suggestEach(
  exercises: readonly ExerciseOption[],
  subjects: readonly SharingSubject[],
  others: readonly Suggestion[],
): readonly (Suggestion | null)[] {
  const offered = exercises.map((exercise) => ({
    key: keyOf(exercise),
    type: typeOf(exercise),
    traits: exercise.traits,
  }));
  const players = subjects.map((subject) => toPlayer(exercises, subject));
  const taken = others.map(({ exercise }) => keyOf(exercise));
  return suggestForEach(offered, players, taken).map((suggested) => {
    const exercise = exercises.find((each) => keyOf(each) === suggested?.key);
    return exercise === undefined || suggested === null ? null : { exercise, reason: suggested.reason };
  });
}

/** The same suggestion as the list has it now; null if it has that exercise no longer. */
export function asOffered(exercises: readonly ExerciseOption[], shown: Suggestion): Suggestion | null {
  const exercise = exercises.find((each) => keyOf(each) === keyOf(shown.exercise));
  if (exercise === shown.exercise) return shown;
  return exercise === undefined ? null : { exercise, reason: shown.reason };
}

/** What it is about the players themselves that suggestions to them rest on. */
export interface OwnGrounds {
  readonly needs: string;
  /** What they were given. */
  readonly given: ReadonlySet<string>;
}

export function ownGrounds({ needs, had }: SuggestionSubject): OwnGrounds {
  const given = givenOf(had).map(({ id, challenge_type, challenge_description }) =>
    [id, challenge_type, challenge_description].join(' '),
  );
  return { needs: needs.toSorted().join(' '), given: new Set(given) };
}

/** Whether nothing new has come to them. What is undone, or too long ago to be known any longer, takes nothing away. */
export function restsOnSame(before: OwnGrounds, now: OwnGrounds): boolean {
  return before.needs === now.needs && [...now.given].every((each) => before.given.has(each));
}

function toPlayer(
  exercises: readonly ExerciseOption[],
  { playerId, needs, had, busy, shown }: SharingSubject,
): SuggestionFor {
  const reads = shown === null ? null : asOffered(exercises, shown);
  return {
    had: keysOf(givenOf(had), exercises),
    needs,
    busy: keysOf(busy, exercises),
    seed: playerId,
    ...(reads !== null && { shown: { key: keyOf(reads.exercise), reason: reads.reason } }),
  };
}

/** The newest first. */
function givenOf(had: readonly Challenge[]): readonly Challenge[] {
  return had
    .filter(({ challenge_type, ended_reason }) => challenge_type !== null && ended_reason !== 'undone')
    .toSorted((one, other) => compareByRequest(other, one));
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
