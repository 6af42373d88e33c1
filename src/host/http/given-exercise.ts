/** The exercise in a body that assigns it. */
import { isExerciseType } from '../../game/catalogue.ts';
import type { GivenExercise } from '../../game/commands.ts';
import type { AssignChallengeBody } from '../../protocol/rest-schemas.ts';
import { DESCRIPTION, fitText } from './fit-text.ts';
import { refusal } from './problems.ts';

type GivenFields = Pick<AssignChallengeBody, 'challenge_type' | 'challenge_description' | 'target_number'>;

/** Throws `bad_request` for a description that nobody can read, and without one for what the catalogue has no words for. */
export function givenExercise({
  challenge_type: type,
  challenge_description: description,
  target_number: target,
}: GivenFields): GivenExercise {
  if (description !== undefined) return { type, description: fitText(description, DESCRIPTION), target };
  if (!isExerciseType(type))
    throw refusal(
      { reason: 'field_invalid', params: { field: 'challenge_description' } },
      `"challenge_description" is missing: there are no other words for "${type}". Describe the exercise.`,
    );
  return { type, target };
}
