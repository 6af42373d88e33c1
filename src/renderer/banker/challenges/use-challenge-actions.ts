import { expectedExercise } from '../../../client/expected-exercise.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ExpectedClaimBody } from '../../../protocol/rest-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { assignmentBody, type ExerciseOption } from '../model/exercise-options.ts';
import { useStep } from '../own-acts/own-acts-context.tsx';

/** What a banker can do with a challenge. Refusals show up as notices. */
export interface ChallengeActions {
  readonly give: (challenge: Challenge, exercise: ExerciseOption) => void;
  /** Also confirms a claim. */
  readonly complete: (challenge: Challenge) => void;
  readonly notYet: (challenge: Challenge) => void;
  readonly cancel: (challenge: Challenge) => void;
  readonly change: (challenge: Challenge, exercise: ExerciseOption) => void;
  readonly extend: (challenge: Challenge, minutes: number) => void;
}

const MINUTE_SECONDS = 60;

/** What is said to a claim is not said to another one of the same exercise, which another desk has sent back meanwhile. */
function expectedClaim(challenge: Challenge): ExpectedClaimBody {
  const { claimed_at: claimedAt } = challenge;
  return { ...expectedExercise(challenge), ...(claimedAt !== null && { expected_claimed_at: claimedAt }) };
}

export function useChallengeActions(): ChallengeActions {
  const { api, gameCode } = useDesk();
  const step = useStep();
  return {
    give(challenge, exercise) {
      const body = { ...assignmentBody(exercise), version: challenge.version };
      void step('give', challenge, () => api.assign(gameCode, challenge.id, body));
    },
    complete: (challenge) =>
      void step('complete', challenge, () => api.complete(gameCode, challenge.id, expectedClaim(challenge))),
    notYet: (challenge) =>
      void step('not_yet', challenge, () => api.reject(gameCode, challenge.id, expectedClaim(challenge))),
    cancel: (challenge) =>
      void step('cancel', challenge, () => api.cancel(gameCode, challenge.id, expectedExercise(challenge))),
    change(challenge, exercise) {
      // A running exercise keeps its time, which has buttons of its own.
      const { duration_seconds: _, ...changed } = assignmentBody(exercise);
      const body = { ...changed, ...expectedExercise(challenge) };
      void step('change', challenge, () => api.changeChallenge(gameCode, challenge.id, body));
    },
    extend: (challenge, minutes) =>
      void step('extend', challenge, () =>
        api.changeChallenge(gameCode, challenge.id, { extend_seconds: minutes * MINUTE_SECONDS }),
      ),
  };
}
