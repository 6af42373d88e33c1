import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { assignment, type Exercise } from '../model/exercise-options.ts';

/** What a banker does with a challenge. Refusals are told by the notices. */
export interface Acts {
  readonly give: (challenge: Challenge, exercise: Exercise) => void;
  /** Also confirms a claim. */
  readonly complete: (challenge: Challenge) => void;
  readonly notYet: (challenge: Challenge) => void;
  readonly cancel: (challenge: Challenge) => void;
  readonly change: (challenge: Challenge, exercise: Exercise) => void;
  readonly extend: (challenge: Challenge, minutes: number) => void;
}

const MINUTE_SECONDS = 60;

export function useActs(): Acts {
  const { calls, gameCode } = useDesk();
  const run = useRun();
  return {
    give: ({ id }, exercise) =>
      void run(() => calls.assign(gameCode, id, assignment(exercise)), `give ${id}`),
    complete: ({ id }) => void run(() => calls.complete(gameCode, id), `complete ${id}`),
    notYet: ({ id }) => void run(() => calls.reject(gameCode, id), `not yet ${id}`),
    cancel: ({ id }) => void run(() => calls.cancel(gameCode, id), `cancel ${id}`),
    change({ id }, exercise) {
      // A running one keeps its time; it is extended by its own buttons.
      const { duration_seconds: _, ...changed } = assignment(exercise);
      void run(() => calls.changeChallenge(gameCode, id, changed));
    },
    extend: ({ id }, minutes) =>
      void run(() => calls.changeChallenge(gameCode, id, { extend_seconds: minutes * MINUTE_SECONDS })),
  };
}
