/** The outcome of an own challenge is shown until the player has seen it. */
import { compareByRequest } from '../../../client/compare-by-request.ts';
import { isOpen } from '../../../game/open-challenges.ts';
import type { Challenge, Player } from '../../../protocol/entity-schemas.ts';

/** Identifies one outcome of one challenge: after an undo, the next outcome counts as new. */
export function outcomeKey({ id, version }: Pick<Challenge, 'id' | 'version'>): string {
  return `${id}.${version}`;
}

export interface OutcomeInputs {
  readonly me: Pick<Player, 'player_id'>;
  readonly open: readonly Challenge[];
  readonly ended: readonly Challenge[];
  /** From the history, for a page that was loaded after the challenge ended. */
  readonly recent: readonly Challenge[];
  /** `outcomeKey`s. */
  readonly seen: ReadonlySet<string>;
}

/** The latest unseen outcome of an own challenge; null if there is none or something newer is running. */
export function unseenOutcome({ me, open, ended, recent, seen }: OutcomeInputs): Challenge | null {
  const running = new Set(open.map(({ id }) => id));
  const candidates = [...ended, ...recent].filter(
    ({ id, player_id: playerId, status }) => playerId === me.player_id && !isOpen(status) && !running.has(id),
  );
  const [latest] = candidates.toSorted(latestFirst);
  if (latest === undefined || seen.has(outcomeKey(latest))) return null;
  const isOutrun = open.some((each) => each.player_id === me.player_id && isAfter(each, latest));
  return isOutrun ? null : latest;
}

/** Instants are whole seconds: what happened within the same one is newer if it was asked for later, and what runs always comes first. */
function isAfter(open: Challenge, outcome: Challenge): boolean {
  if (open.timestamp !== outcome.timestamp) return open.timestamp > outcome.timestamp;
  return compareByRequest(open, outcome) > 0 || open.status === 'assigned';
}

function latestFirst(one: Challenge, other: Challenge): number {
  if (one.timestamp !== other.timestamp) return one.timestamp < other.timestamp ? 1 : -1;
  return compareByRequest(other, one) || other.version - one.version;
}
