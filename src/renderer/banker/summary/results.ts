/** The summary in order: every team, the one that did most first. */
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
 * The name, if the big screen may show it; null otherwise. With approval on, only approved names count; a merged or
 * unknown player has none.
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
