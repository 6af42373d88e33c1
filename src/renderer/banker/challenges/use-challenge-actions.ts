import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { assignmentBody, type ExerciseOption } from '../model/exercise-options.ts';

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

export function useChallengeActions(): ChallengeActions {
  const { api, gameCode } = useDesk();
  const run = useRun();
  return {
    give: ({ id }, exercise) =>
      void run(() => api.assign(gameCode, id, assignmentBody(exercise)), `give ${id}`),
    complete: ({ id }) => void run(() => api.complete(gameCode, id), `complete ${id}`),
    notYet: ({ id }) => void run(() => api.reject(gameCode, id), `not yet ${id}`),
    cancel: ({ id }) => void run(() => api.cancel(gameCode, id), `cancel ${id}`),
    change({ id }, exercise) {
      // A running exercise keeps its time, which has buttons of its own.
      const { duration_seconds: _, ...changed } = assignmentBody(exercise);
      void run(() => api.changeChallenge(gameCode, id, changed));
    },
    extend: ({ id }, minutes) =>
      void run(() => api.changeChallenge(gameCode, id, { extend_seconds: minutes * MINUTE_SECONDS })),
  };
}
