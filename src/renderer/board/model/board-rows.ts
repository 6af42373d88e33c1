/** The rows of the board: who is doing what, who is waiting, and which names may be shown. */
import { compareByDeadline } from '../../../client/compare-by-deadline.ts';
import { compareByRequest } from '../../../client/compare-by-request.ts';
import type { Challenge, Player, Team } from '../../../protocol/entity-schemas.ts';

export interface BoardRow {
  readonly challenge: Challenge;
  /** Null until the banker has approved it: then only the team is shown. */
  readonly playerName: string | null;
  readonly team: Team | null;
}

/** Somebody who waits. */
export interface WaitingBoardRow extends BoardRow {
  /** How many are before them, and they: counted from 1. */
  readonly place: number;
}

export interface BoardRows {
  /** Who has least time left first; those whose time stands still, or who have none, last. */
  readonly active: readonly BoardRow[];
  /** Oldest first: whoever is next is at the top. */
  readonly waiting: readonly WaitingBoardRow[];
}

interface BoardInputs {
  readonly challenges: readonly Challenge[];
  readonly players: readonly Player[];
  readonly teams: readonly Team[];
  readonly approveNames: boolean;
}

/** The player's name if everybody may read it; null: not before the banker has approved it. */
function publicName(challenge: Challenge, player: Player | undefined, approveNames: boolean): string | null {
  return approveNames && player?.approved !== true ? null : challenge.player_name;
}

/** Everybody can read the board, so it never shows an unapproved name. */
export function boardRows({ challenges, players, teams, approveNames }: BoardInputs): BoardRows {
  const byId = new Map(players.map((player) => [player.player_id, player]));
  const byNumber = new Map(teams.map((team) => [team.team_number, team]));
  const row = (challenge: Challenge): BoardRow => ({
    challenge,
    playerName: publicName(challenge, byId.get(challenge.player_id), approveNames),
    team: byNumber.get(challenge.team_number) ?? null,
  });
  return {
    active: challenges
      .filter(({ status }) => status === 'assigned')
      .toSorted(compareByDeadline)
      .map(row),
    waiting: challenges
      .filter(({ status }) => status === 'requested')
      .toSorted(compareByRequest)
      .map((challenge, index) => ({ ...row(challenge), place: index + 1 })),
  };
}

/** A challenge of any status as the board shows it. */
export function boardRow(
  challenge: Challenge,
  { players, teams, approveNames }: Omit<BoardInputs, 'challenges'>,
): BoardRow {
  const player = players.find(({ player_id: id }) => id === challenge.player_id);
  return {
    challenge,
    playerName: publicName(challenge, player, approveNames),
    team: teams.find(({ team_number: number }) => number === challenge.team_number) ?? null,
  };
}
