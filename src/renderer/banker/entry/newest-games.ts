import type { Game } from '../../../protocol/entity-schemas.ts';

/** The newest first. Of several hosts, each gives ids out of a block of its own, so these decide only within the same second. */
export function newestGames(games: readonly Game[]): readonly Game[] {
  return games.toSorted((one, other) => {
    // The wire's instants all have the same length and zone, so they compare as text.
    if (one.created_at !== other.created_at) return one.created_at < other.created_at ? 1 : -1;
    return other.game_id - one.game_id;
  });
}
