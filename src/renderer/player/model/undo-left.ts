/** How long a player can still undo their own step. */
import { UNDO_WINDOW_MS } from '../../../game/decide-undo.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';

/** Ms left, never negative. Timestamps are in whole seconds, so this may end up to a second early, but never late. */
export function undoLeftMs({ timestamp }: Pick<Challenge, 'timestamp'>, hostNow: number): number {
  return Math.min(UNDO_WINDOW_MS, Math.max(0, Date.parse(timestamp) + UNDO_WINDOW_MS - hostNow));
}
