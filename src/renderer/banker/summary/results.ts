/** The summary, in the order in which the results are shown. */
import type { Player, Team } from '../../../protocol/entity-schemas.ts';
import { finalStandings } from '../../shared/results/finale.ts';
import type { Counts, PlayerCounts, Summary } from '../model/summary.ts';

export interface TeamResult extends Counts {
  readonly team: Team;
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

/** In the order of their places. A folded team that has only asked for something comes at the end. */
export function teamResults(summary: Summary, teams: readonly Team[]): readonly TeamResult[] {
  const countsOf = (team: Team) => summary.teams.find(({ teamNumber }) => teamNumber === team.team_number);
  const shown = finalStandings(teams).map(({ team }) => team);
  const others = teams.filter((team) => !shown.includes(team) && countsOf(team) !== undefined);
  return [...shown, ...others].map((team) => ({ ...NOTHING, players: [], ...countsOf(team), team }));
}

/**
 * The name, if the board may show it; null otherwise. With approval on, only approved names count; a merged or
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
