/** Those who joined last, as everybody may see them. */
import { compareByJoining } from '../../../client/compare-by-joining.ts';
import type { GameView } from '../../../client/game-view.ts';
import type { Player, Team } from '../../../protocol/entity-schemas.ts';

export interface Arrival {
  readonly player: Player;
  /** Null: in no team yet. */
  readonly team: Team | null;
}

/** Newest first, at most `most`; with approval, only those whose name was approved. */
export function newestArrivals(
  { players, teams, game }: Pick<GameView, 'players' | 'teams' | 'game'>,
  most: number,
): readonly Arrival[] {
  const approveNames = game?.settings.approve_names !== false;
  return players
    .filter(({ role, removed, approved }) => role === 'player' && !removed && (approved || !approveNames))
    .toSorted((one, other) => compareByJoining(other, one))
    .slice(0, most)
    .map((player) => ({
      player,
      team: teams.find(({ team_number: number }) => number === player.team_number) ?? null,
    }));
}
