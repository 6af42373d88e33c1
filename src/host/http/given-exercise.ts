/** The exercise in a body that assigns it. */
import { isExerciseType } from '../../game/catalogue.ts';
import type { ExpectedExercise, GivenExercise } from '../../game/commands.ts';
import { wayLimit } from '../../game/text-limits.ts';
import type { LibraryWay } from '../../protocol/library.ts';
import type {
  AssignChallengeBody,
  ChangeChallengeBody,
  ExpectedExerciseBody,
} from '../../protocol/rest-schemas.ts';
import { completeNeeds, completeWays } from '../library/library-contents.ts';
import { DESCRIPTION, fitText } from './fit-text.ts';
import { refusal } from './problems.ts';

type GivenFields = Omit<AssignChallengeBody, 'duration_seconds'>;
type ChangedFields = Omit<ChangeChallengeBody, 'extend_seconds'>;

/**
 * Throws `bad_request` for a text that nobody can read, without a description for what the catalogue has no words for, and for ways of
 * what is not in the sender's own words.
 */
export function givenExercise(fields: GivenFields): GivenExercise {
  const { challenge_type: type, challenge_description: description, target_number: target } = fields;
  if (description === undefined && !isExerciseType(type))
    throw refusal(
      { reason: 'field_invalid', params: { field: 'challenge_description' } },
      `"challenge_description" is missing: there are no other words for "${type}". Describe the exercise.`,
    );
  return { ...changedExercise(fields), type, target };
}

/** The exercise for which a step is meant, as far as its body says. */
export function expectedExercise({
  expected_description: description,
  expected_target: target,
}: ExpectedExerciseBody): ExpectedExercise {
  return { description, target };
}

/** What a body that changes an exercise says of it. Throws `bad_request` likewise. */
export function changedExercise(fields: ChangedFields): Partial<GivenExercise> {
  const { challenge_type: type, challenge_description, target_number: target } = fields;
  const description =
    challenge_description === undefined ? undefined : fitText(challenge_description, DESCRIPTION);
  return {
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
    ...(target !== undefined && { target }),
    ...ofOwn(fields, description),
  };
}

/** Repetitions are left out: they go without saying. */
function ofOwn(
  { challenge_type: type, unit, meets, ways }: ChangedFields,
  description: string | undefined,
): Pick<GivenExercise, 'unit' | 'meets' | 'ways'> {
  const [field] = Object.entries({ unit, meets, ways }).find(([, value]) => value !== undefined) ?? [];
  if (field === undefined) return {};
  if (description === undefined || type === undefined || isExerciseType(type))
    throw refusal(
      { reason: 'field_invalid', params: { field } },
      `"${field}" goes with a "challenge_type" that is not of the catalogue and its "challenge_description".`,
    );
  return {
    ...(unit === 'seconds' && { unit }),
    ...(meets !== undefined && { meets: completeNeeds(meets) }),
    ...(ways !== undefined && { ways: fitWays(ways, description) }),
  };
}

/** Each way once, with its words cleaned. Throws `bad_request` if nobody can read them, or beside the description they are too long. */
export function fitWays(ways: readonly LibraryWay[], description: string): LibraryWay[] {
  const limit = wayLimit(description);
  return completeWays(ways.map((way) => ({ ...way, how: fitText(way.how, { field: 'how', limit }) })));
}
