/** The totals of a night, counted from its whole history. */
import { compareByRequest } from '../../../client/compare-by-request.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { CompareNames } from '../../shared/format.ts';

export interface Counts {
  readonly asked: number;
  readonly done: number;
  readonly expired: number;
  readonly cancelled: number;
  /** From the request to the exercise, ms; null when nobody was given one. */
  readonly medianWaitingMs: number | null;
  /** From the exercise to "done", ms; null when nothing was done. */
  readonly medianDoingMs: number | null;
}

export interface PlayerCounts extends Counts {
  readonly playerId: number;
  readonly playerName: string;
}

interface TeamCounts extends Counts {
  readonly teamNumber: number;
  readonly players: readonly PlayerCounts[];
}

export interface Summary {
  readonly all: Counts;
  /** By team number; only teams that asked for something. */
  readonly teams: readonly TeamCounts[];
}

/** The middle value, or the mean of the middle two; null for an empty list. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** A challenge counts for the team it was asked in, whoever the player is with now. */
export function summarise(history: readonly Challenge[], compareNames: CompareNames): Summary {
  const teams = [...grouped(history, ({ team_number }) => team_number)]
    .toSorted(([one], [other]) => one - other)
    .map(([teamNumber, ofTeam]) => ({
      teamNumber,
      ...count(ofTeam),
      players: byPlayer(ofTeam, compareNames),
    }));
  return { all: count(history), teams };
}

function byPlayer(challenges: readonly Challenge[], compareNames: CompareNames): readonly PlayerCounts[] {
  return [...grouped(challenges, ({ player_id }) => player_id)]
    .map(([playerId, own]) => ({ playerId, playerName: newestName(own), ...count(own) }))
    .toSorted((one, other) => other.done - one.done || compareNames(one.playerName, other.playerName));
}

function grouped(
  challenges: readonly Challenge[],
  keyOf: (challenge: Challenge) => number,
): ReadonlyMap<number, readonly Challenge[]> {
  const groups = new Map<number, Challenge[]>();
  for (const challenge of challenges) {
    const group = groups.get(keyOf(challenge));
    if (group === undefined) groups.set(keyOf(challenge), [challenge]);
    else group.push(challenge);
  }
  return groups;
}

/** A player may have been renamed: the newest challenge has the newest name. */
function newestName(own: readonly Challenge[]): string {
  const [first, ...rest] = own;
  if (first === undefined) return '';
  return rest.reduce((newest, each) => (compareByRequest(each, newest) > 0 ? each : newest), first)
    .player_name;
}

function count(challenges: readonly Challenge[]): Counts {
  const of = (status: Challenge['status']) => challenges.filter((each) => each.status === status);
  return {
    asked: challenges.length,
    done: of('completed').length,
    expired: of('expired').length,
    cancelled: of('cancelled').length,
    medianWaitingMs: median(
      challenges.flatMap(({ requested_at, assigned_at }) => span(requested_at, assigned_at)),
    ),
    medianDoingMs: median(
      of('completed').flatMap((each) => span(each.assigned_at, each.claimed_at ?? each.completed_at)),
    ),
  };
}

function span(from: string | null, to: string | null): readonly number[] {
  return from === null || to === null ? [] : [Math.max(0, Date.parse(to) - Date.parse(from))];
}
