/** How long the host still takes a player's own step back. */
import { UNDO_WINDOW_MS } from '../../../game/decide-undo.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';

/** Ms left, never below 0. The wire's instants have whole seconds, so this ends up to a second early, never late. */
export function undoLeftMs({ timestamp }: Pick<Challenge, 'timestamp'>, hostNow: number): number {
  return Math.min(UNDO_WINDOW_MS, Math.max(0, Date.parse(timestamp) + UNDO_WINDOW_MS - hostNow));
}
