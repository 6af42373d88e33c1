/** Steps back that somebody else took on an own challenge, so that the phone says who did what. */
import type { ChallengeFeed, ChallengeUpdate } from '../../../client/game-store.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { outcomeKey } from '../model/outcome.ts';

/**
 * `taken_back`: what was done counts no more, or the exercise went back to the queue. `not_yet`: the banker looked, and it
 * isn't done. `more_time`: it goes on although its time had run out.
 */
export type Reversal = 'taken_back' | 'not_yet' | 'more_time';

export interface Reversals {
  /** What led to this version of the challenge; null if that was no step back, or one of this phone's own. */
  of(challenge: Challenge): Reversal | null;
}

/** Listens from now on. `isOwn` says whether this phone took the step that led to a version. */
export function createReversals(
  feed: ChallengeFeed,
  me: number,
  isOwn: (challenge: Challenge) => boolean,
): Reversals {
  const latest = new Map<number, { readonly key: string; readonly reversal: Reversal }>();
  feed.onChallenge((update) => {
    const { challenge } = update;
    if (challenge.player_id !== me) return;
    const reversal = isOwn(challenge) ? null : reversalIn(update);
    if (reversal === null) latest.delete(challenge.id);
    else latest.set(challenge.id, { key: outcomeKey(challenge), reversal });
  });
  return {
    of(challenge) {
      const found = latest.get(challenge.id);
      return found?.key === outcomeKey(challenge) ? found.reversal : null;
    },
  };
}

/** Whether a version is a step back from the one before. */
export function reversalIn({
  challenge,
  previous,
}: Pick<ChallengeUpdate, 'challenge' | 'previous'>): Reversal | null {
  if (previous === null) return null;
  if (challenge.status === 'requested') return previous.status === 'requested' ? null : 'taken_back';
  if (challenge.status !== 'assigned' || challenge.claimed_at !== null) return null;
  switch (previous.status) {
    case 'requested':
      return null;
    case 'assigned':
      return previous.claimed_at === null ? null : 'not_yet';
    case 'expired':
      return 'more_time';
    case 'completed':
    case 'cancelled':
      return 'taken_back';
    default:
      return previous.status satisfies never;
  }
}
