/** Teams that play, and folded ones, for which nobody plays any more. */
import type { Team } from '../../protocol/entity-schemas.ts';

export function isFolded({ folded_at }: Pick<Team, 'folded_at'>): boolean {
  return folded_at !== null;
}

export function playingTeams(teams: readonly Team[]): readonly Team[] {
  return teams.filter((team) => !isFolded(team));
}

/** Those to be shown in what was built: a folded team only if it has built something. */
export function teamsToShow(teams: readonly Team[]): readonly Team[] {
  return teams.filter(
    (team) => !isFolded(team) || Object.values(team.tally).some((count) => (count ?? 0) > 0),
  );
}
