/** How long a player can still undo their own step. */
import type { Challenge } from '../../../protocol/entity-schemas.ts';

/**
 * Ms left, never negative; Infinity where there is no limit. Timestamps are in whole seconds, so this may end up to a second early, but
 * never late.
 * @param windowMs what the host allows: `undoWindowMs`
 */
export function undoLeftMs(
  { timestamp }: Pick<Challenge, 'timestamp'>,
  windowMs: number,
  hostNow: number,
): number {
  return Math.min(windowMs, Math.max(0, Date.parse(timestamp) + windowMs - hostNow));
}
