/** The summary put in words and order: every team of the game, the one that did most first. */
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import type { Counts, PlayerCounts, Summary } from '../model/summary.ts';

export interface TeamResult extends Counts {
  readonly team: Team;
  /** 1 for the most done; teams with equally many share a place. */
  readonly place: number;
  readonly players: readonly PlayerCounts[];
}

const NOTHING: Counts = {
  asked: 0,
  done: 0,
  expired: 0,
  cancelled: 0,
  medianWaitingMs: null,
  medianDoingMs: null,
};

export function teamResults(summary: Summary, teams: readonly Team[]): readonly TeamResult[] {
  const counted = teams.map((team) => {
    const counts = summary.teams.find(({ teamNumber }) => teamNumber === team.team_number);
    return { ...NOTHING, players: [], ...counts, team };
  });
  return counted
    .map((each) => ({ ...each, place: 1 + counted.filter(({ done }) => done > each.done).length }))
    .toSorted((one, other) => one.place - other.place || one.team.team_number - other.team.team_number);
}

/**
 * Names that may stand on a big screen: all of them, or with approval only the approved ones. Null where it may not.
 * A player who was merged or whom nobody knows any more has no name that was approved.
 */
export function publicName(
  { playerId, playerName }: Pick<PlayerCounts, 'playerId' | 'playerName'>,
  players: readonly Player[],
  approveNames: boolean,
): string | null {
  if (!approveNames) return playerName;
  const player = players.find(({ player_id }) => player_id === playerId);
  return player?.approved === true ? playerName : null;
}

/** Length of a bar in percent of the longest one. */
export function share(value: number, most: number): number {
  return most <= 0 ? 0 : (100 * value) / most;
}
