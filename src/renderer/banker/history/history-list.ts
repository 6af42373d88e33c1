/** The history list: which challenges match, and how updates change it. */
import type { Challenge } from '../../../protocol/entity-schemas.ts';
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

/** The list after one challenge changed: newest first, only what matches, and never an older version. */
export function withUpdate(
  list: readonly Challenge[],
  news: Challenge,
  filter: HistoryFilter,
): readonly Challenge[] {
  const known = list.find(({ id }) => id === news.id);
  if (known !== undefined && known.version >= news.version) return list;
  const others = list.filter(({ id }) => id !== news.id);
  if (!matchesFilter(news, filter)) return known === undefined ? list : others;
  const isOlderThanAll = known === undefined && others.length > 0 && others.every(({ id }) => id > news.id);
  if (isOlderThanAll) return list;
  return [...others, news].toSorted((one, other) => other.id - one.id);
}

/** Appends a page; what the list already holds stays as it is. */
export function withPage(list: readonly Challenge[], page: readonly Challenge[]): readonly Challenge[] {
  const known = new Set(list.map(({ id }) => id));
  return [...list, ...page.filter(({ id }) => !known.has(id))];
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
