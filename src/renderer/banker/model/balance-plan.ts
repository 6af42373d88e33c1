/** Who would change teams so that all are of one size. */
import { compareByJoining } from '../../../client/compare-by-joining.ts';
import { MAX_AT_ONCE } from '../../../game/limits.ts';
import { balancingMoves } from '../../../game/team-sizes.ts';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';

export interface PlannedMove {
  readonly player: Player;
  /** Null: no team yet. */
  readonly from: number | null;
  readonly to: number;
}

/** As few as possible, those who came last first; of very many, as many as go at once. */
export function planBalance(teams: readonly Team[], players: readonly Player[]): readonly PlannedMove[] {
  const playing = teams.filter(({ folded_at }) => folded_at === null).map(({ team_number }) => team_number);
  const present = players
    .filter(({ role, removed }) => role === 'player' && !removed)
    .toSorted(compareByJoining);
  const moves = balancingMoves(
    playing,
    present.map(({ player_id: id, team_number: teamNumber }) => ({ id, teamNumber })),
  );
  return moves.slice(0, MAX_AT_ONCE).flatMap(({ id, teamNumber: to }) => {
    const player = present.find(({ player_id }) => player_id === id);
    return player === undefined ? [] : [{ player, from: player.team_number, to }];
  });
}
