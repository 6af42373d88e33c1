/** Why this player cannot ask right now, by what the phone knows. The host decides; this only says it beforehand. */
import type { GameView } from '../../../client/types.ts';
import type { Challenge } from '../../../protocol/shapes.ts';

export type Lock =
  /** A teammate's challenge holds the team. */
  | { readonly kind: 'team'; readonly holder: Challenge }
  /** As many own challenges as are allowed at once. */
  | { readonly kind: 'limit'; readonly limit: number };

/** Section 4 of the contract, "Locks". Null: free to ask. */
export function lockFor({
  game,
  me,
  teams,
  challenges,
}: Pick<GameView, 'game' | 'me' | 'teams' | 'challenges'>): Lock | null {
  if (game === null || me === null) return null;
  const team = teams.find(({ team_number: number }) => number === me.team_number);
  const own = challenges.filter(({ player_id: id }) => id === me.player_id);
  if (team?.has_school !== true) {
    const holder = challenges.findLast(
      ({ team_number: number, player_id: id }) => number === me.team_number && id !== me.player_id,
    );
    if (holder !== undefined) return { kind: 'team', holder };
    return own.length > 0 ? { kind: 'limit', limit: 1 } : null;
  }
  const limit = game.settings.max_active_per_player;
  return own.length >= limit ? { kind: 'limit', limit } : null;
}
