/** The rows of the board: who is doing what, who is waiting, and which names may be shown. */
import { compareByRequest } from '../../../client/compare-by-request.ts';
import type { Challenge, Player, Team } from '../../../protocol/entity-schemas.ts';

export interface BoardRow {
  readonly challenge: Challenge;
  /** Null until the banker has approved it: then only the team is shown. */
  readonly playerName: string | null;
  readonly team: Team | null;
}

export interface BoardRows {
  /** Newest first. */
  readonly active: readonly BoardRow[];
  /** Oldest first: whoever is next is at the top. */
  readonly waiting: readonly BoardRow[];
}

interface BoardInputs {
  readonly challenges: readonly Challenge[];
  readonly players: readonly Player[];
  readonly teams: readonly Team[];
  readonly approveNames: boolean;
}

/** Everybody can read the board, so it never shows an unapproved name. */
export function boardRows({ challenges, players, teams, approveNames }: BoardInputs): BoardRows {
  const byId = new Map(players.map((player) => [player.player_id, player]));
  const byNumber = new Map(teams.map((team) => [team.team_number, team]));
  const row = (challenge: Challenge): BoardRow => ({
    challenge,
    playerName:
      approveNames && byId.get(challenge.player_id)?.approved !== true ? null : challenge.player_name,
    team: byNumber.get(challenge.team_number) ?? null,
  });
  return {
    active: challenges
      .filter(({ status }) => status === 'assigned')
      .toSorted((one, other) => (other.start_time ?? 0) - (one.start_time ?? 0) || other.id - one.id)
      .map(row),
    waiting: challenges
      .filter(({ status }) => status === 'requested')
      .toSorted(compareByRequest)
      .map(row),
  };
}
