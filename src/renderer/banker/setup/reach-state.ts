/** Whether phones reach this laptop, judging by the evidence. */
import type { HostInfo } from '../../../protocol/host-info.ts';
import { PATIENCE_MS } from '../model/reach.ts';

/**
 * `reached`: a phone got through. `waiting`: none yet, which is normal. `unreached`: none for long enough to look for a
 * cause.
 */
export type ReachState = 'reached' | 'waiting' | 'unreached';

/** @param shownForMs how long the code has been on the screen. */
export function reachState(
  { phones_seen: seen }: Pick<HostInfo, 'phones_seen'>,
  shownForMs: number,
): ReachState {
  if (seen.last_at !== null && seen.count > 0) return 'reached';
  return shownForMs >= PATIENCE_MS ? 'unreached' : 'waiting';
}
