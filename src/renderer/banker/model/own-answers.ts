/**
 * What the host has answered to this page about challenges. An answer can come before the event that shows what it says: until then, a
 * row still offers what has been done, and a press on it was not meant for what is there by now.
 */
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { Problem } from '../../../protocol/problems.ts';

/** For how long after an answer a row takes no press without having shown what the answer says, ms. */
export const AWAITED_MS = 2_000;
/** For how long a refusal that only tells of this page's own step is no news, ms. */
const OWN_STEP_MS = 10_000;

/** A challenge, as one step of it left it. */
type ChallengeState = Pick<Challenge, 'id' | 'version'>;

export interface OwnAnswers {
  /** The host's answer to a step of this page: it left these challenges as they are here. */
  heard(challenges: readonly ChallengeState[]): void;
  /** Whether this page has just gone on with a challenge since it was as it is shown. */
  isAwaited(shown: ChallengeState): boolean;
  /** Whether a refusal says nothing but what this page has brought about itself a moment ago. */
  isOwnDoing(problem: Problem): boolean;
}

/** All answers to one page. @param now ms on a clock that runs steadily */
export function createOwnAnswers(now: () => number): OwnAnswers {
  const latest = new Map<number, { readonly version: number; readonly at: number }>();
  return {
    heard(challenges) {
      const at = now();
      for (const [id, each] of latest) if (at - each.at >= OWN_STEP_MS) latest.delete(id);
      for (const { id, version } of challenges) {
        const known = latest.get(id);
        if (known === undefined || known.version < version) latest.set(id, { version, at });
      }
    },
    isAwaited({ id, version }) {
      const answer = latest.get(id);
      return answer !== undefined && answer.version > version && now() - answer.at < AWAITED_MS;
    },
    isOwnDoing({ code, challenge }) {
      if (code !== 'challenge_status' || challenge === undefined) return false;
      const answer = latest.get(challenge.id);
      return answer?.version === challenge.version && now() - answer.at < OWN_STEP_MS;
    },
  };
}
