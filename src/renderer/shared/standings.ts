/** Teams in the order of what they have built: one building for each challenge done. */
import type { Team } from '../../protocol/entity-schemas.ts';
import { teamsToShow } from './folded.ts';

export interface Standing {
  readonly team: Team;
  /** How many buildings, which is how many challenges its players have done. */
  readonly built: number;
  /** 1 for the most; teams with equally many share a place, and the places after it are left out. */
  readonly place: number;
}

/** Most first; those that share a place by team number. */
export function standings(teams: readonly Team[]): readonly Standing[] {
  const counted = teamsToShow(teams).map((team) => ({
    team,
    built: Object.values(team.tally).reduce((sum, count) => sum + (count ?? 0), 0),
  }));
  return counted
    .map((each) => ({ ...each, place: 1 + counted.filter(({ built }) => built > each.built).length }))
    .toSorted((one, other) => one.place - other.place || one.team.team_number - other.team.team_number);
}
