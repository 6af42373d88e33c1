/** Why this player can't ask right now, as far as the phone knows. The host decides; this only predicts it. */
import type { GameView } from '../../../client/game-view.ts';
import { findLock } from '../../../game/locks.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';

export type Lock =
  /** A teammate's challenge holds the team. */
  | { readonly kind: 'team'; readonly holder: Challenge }
  /** The player has as many challenges as are allowed at once. */
  | { readonly kind: 'limit'; readonly limit: number };

/** Null: free to ask. */
export function lockFor({
  game,
  me,
  teams,
  challenges,
}: Pick<GameView, 'game' | 'me' | 'teams' | 'challenges'>): Lock | null {
  if (game === null || me === null) return null;
  const { player_id: playerId, team_number: teamNumber } = me;
  const hasSchool = teams.find((team) => team.team_number === teamNumber)?.has_school === true;
  const open = challenges.toReversed().map((challenge) => ({
    playerId: challenge.player_id,
    teamNumber: challenge.team_number,
    challenge,
  }));
  const lock = findLock(open, { playerId, teamNumber, hasSchool }, game.settings.max_active_per_player);
  if (lock === null) return null;
  if (lock.code === 'player_limit') return { kind: 'limit', limit: lock.limit };
  const { holder } = lock;
  return holder.playerId === playerId
    ? { kind: 'limit', limit: 1 }
    : { kind: 'team', holder: holder.challenge };
}
