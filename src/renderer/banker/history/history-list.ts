/** The history list: which challenges match, and how updates change it. */
import { compareByRequest } from '../../../client/compare-by-request.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { latestOf } from '../../shared/results/latest-challenges.ts';
import { endedForGood } from '../model/ended-for-good.ts';

/** A filter that is left out matches everything. */
export interface HistoryFilter {
  readonly status?: Challenge['status'];
  readonly team?: number;
  readonly player?: number;
}

export function matchesFilter(challenge: Challenge, { status, team, player }: HistoryFilter): boolean {
  return (
    (status === undefined || challenge.status === status) &&
    (team === undefined || challenge.team_number === team) &&
    (player === undefined || challenge.player_id === player)
  );
}

/** After every instant, as text. */
const NEVER = '~';

/** What the host was asked for, and what has been heard since. */
export interface HistorySources {
  /** The pages so far, newest first. */
  readonly fetched: readonly Challenge[];
  /** Whether the host has older ones that match. */
  readonly hasOlder: boolean;
  /** Every challenge that changed since the first page was asked for, in its latest version. */
  readonly changed: ReadonlyMap<number, Challenge>;
}

/**
 * The list as it is now: newest first, only what matches, each in its latest version. What changed and is older than everything
 * fetched waits for its page while there is one to come, so that no page seems to end too early.
 */
export function listed(
  { fetched, hasOlder, changed }: HistorySources,
  filter: HistoryFilter,
): readonly Challenge[] {
  // Of those asked for in the same second, the ids do not tell which is older: rather one too early than one too late.
  const oldest = fetched
    .map(({ requested_at: at }) => at)
    .reduce((one, other) => (one < other ? one : other), NEVER);
  return latestOf(fetched, changed)
    .filter((each) => (!hasOlder || each.requested_at >= oldest) && matchesFilter(each, filter))
    .toSorted((one, other) => compareByRequest(other, one));
}

/** True when a banker may undo the last step; the host has the last word. */
export function canUndo(challenge: Challenge): boolean {
  return challenge.status !== 'requested' && !endedForGood(challenge);
}

/** From the request to the exercise, ms; null while it waits or when nothing was given. */
export function waitedMs({ requested_at, assigned_at }: Challenge): number | null {
  return assigned_at === null ? null : Math.max(0, Date.parse(assigned_at) - Date.parse(requested_at));
}

/** From the exercise to "done", ms; null unless done. */
export function tookMs({ assigned_at, completed_at }: Challenge): number | null {
  if (assigned_at === null || completed_at === null) return null;
  return Math.max(0, Date.parse(completed_at) - Date.parse(assigned_at));
}

/** Why a challenge ended, where its status does not say it. */
export function endedReason({
  status,
  ended_reason: reason,
}: Challenge): Exclude<Challenge['ended_reason'], 'time'> {
  return status === 'expired' || reason === 'time' ? null : reason;
}
