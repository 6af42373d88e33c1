/** Teams in the order of what they have built: one building for each challenge done. */
import type { Team } from '../../protocol/entity-schemas.ts';
import { isFolded, playingTeams, teamsToShow } from './folded.ts';

export interface Standing {
  readonly team: Team;
  /** How many buildings, which is how many challenges its players have done. */
  readonly built: number;
  /**
   * 1 for the most; teams with equally many share a place, and the places after it are left out. Null for a folded team: what it has
   * built stays, but nobody plays for it any more, so that it leads nobody and wins nothing.
   */
  readonly place: number | null;
}

/** Most first; those that share a place by team number. Folded teams come after all that play. */
export function standings(teams: readonly Team[]): readonly Standing[] {
  const playing = playingTeams(teams).map(builtBy);
  return teamsToShow(teams)
    .map((team) => {
      const built = builtBy(team);
      return {
        team,
        built,
        place: isFolded(team) ? null : 1 + playing.filter((other) => other > built).length,
      };
    })
    .toSorted(
      (one, other) => byPlace(one.place, other.place) || one.team.team_number - other.team.team_number,
    );
}

function builtBy({ tally }: Team): number {
  return Object.values(tally).reduce((sum, count) => sum + (count ?? 0), 0);
}

/** Whoever has none comes last. */
function byPlace(one: number | null, other: number | null): number {
  return (one ?? Number.MAX_SAFE_INTEGER) - (other ?? Number.MAX_SAFE_INTEGER);
}
