import type { Challenge } from '../protocol/entity-schemas.ts';
import type { ExpectedExerciseBody } from '../protocol/rest-schemas.ts';

/** What a step with this challenge is meant for, so that it does not count for another exercise that is given before the host hears of it. */
export function expectedExercise({
  challenge_description,
  target_number,
}: Pick<Challenge, 'challenge_description' | 'target_number'>): Required<ExpectedExerciseBody> {
  return { expected_description: challenge_description, expected_target: target_number };
}
