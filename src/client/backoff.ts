/** Delay before the next attempt: full jitter, so that two hundred phones don't reconnect at the same moment. */

const BASE_DELAY_MS = 250;
export const MAX_DELAY_MS = 2_500;

/**
 * Ms to wait before attempt number `attempt` (0, 1, 2, ...): anything from 0 to 250, 500, 1000, 2000, 2500, 2500, ...
 * @param random 0 <= x < 1
 */
export function fullJitter(attempt: number, random: number): number {
  const ceiling = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** Math.min(attempt, 10));
  return random * ceiling;
}
