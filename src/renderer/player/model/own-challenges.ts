/** The player's own challenges, and their place in the queue. */
import { compareByRequest } from '../../../client/compare-by-request.ts';
import type { Challenge, Player } from '../../../protocol/entity-schemas.ts';

/** The player's open challenges by urgency: assigned before claimed before requested, soonest deadline first. */
export function ownOpenChallenges(
  challenges: readonly Challenge[],
  me: Pick<Player, 'player_id'>,
): readonly Challenge[] {
  const mine = challenges.filter(({ player_id: id }) => id === me.player_id);
  return mine.toSorted(
    (one, other) => urgency(one) - urgency(other) || soonest(one, other) || compareByRequest(one, other),
  );
}

function urgency({ status, claimed_at: claimedAt }: Challenge): number {
  if (status !== 'assigned') return 2;
  return claimedAt === null ? 0 : 1;
}

function soonest(one: Challenge, other: Challenge): number {
  const [first, second] = [one.deadline_play_ms, other.deadline_play_ms];
  if (first === second) return 0;
  return (first ?? Number.MAX_SAFE_INTEGER) - (second ?? Number.MAX_SAFE_INTEGER);
}

/** The position in the banker's queue across all teams; 1 is next. */
export function queuePosition(challenges: readonly Challenge[], mine: Challenge): number {
  const earlier = (each: Challenge) => each.status === 'requested' && compareByRequest(each, mine) < 0;
  return 1 + challenges.filter(earlier).length;
}
