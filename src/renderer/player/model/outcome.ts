/** The end of an own challenge is news until it was looked at. */
import { isOpen } from '../../../game/open-challenges.ts';
import type { Challenge, Player } from '../../../protocol/entity-schemas.ts';

/** Names one end of one challenge: after an undo the next end is news again. */
export function outcomeKey({ id, version }: Pick<Challenge, 'id' | 'version'>): string {
  return `${id}.${version}`;
}

export interface OutcomeInputs {
  readonly me: Pick<Player, 'player_id'>;
  readonly open: readonly Challenge[];
  readonly ended: readonly Challenge[];
  /** What the history said at the start, for a page that was loaded after the end. */
  readonly recent: readonly Challenge[];
  /** `outcomeKey`s. */
  readonly seen: ReadonlySet<string>;
}

/** The latest unseen end of an own challenge; null when there is none or something newer runs. */
export function unseenOutcome({ me, open, ended, recent, seen }: OutcomeInputs): Challenge | null {
  const running = new Set(open.map(({ id }) => id));
  const candidates = [...ended, ...recent].filter(
    ({ id, player_id: playerId, status }) => playerId === me.player_id && !isOpen(status) && !running.has(id),
  );
  const [latest] = candidates.toSorted(latestFirst);
  if (latest === undefined || seen.has(outcomeKey(latest))) return null;
  const isOutrun = open.some(
    ({ player_id: id, timestamp }) => id === me.player_id && timestamp > latest.timestamp,
  );
  return isOutrun ? null : latest;
}

function latestFirst(one: Challenge, other: Challenge): number {
  if (one.timestamp !== other.timestamp) return one.timestamp < other.timestamp ? 1 : -1;
  return other.id - one.id || other.version - one.version;
}
