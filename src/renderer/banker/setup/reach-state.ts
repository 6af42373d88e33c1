/** What the evidence says about whether phones reach this laptop. */
import type { HostInfo } from '../../../protocol/host-info.ts';
import { PATIENCE_MS } from '../model/reach.ts';

/** `reached`: a phone came. `waiting`: none yet, and that is no wonder. `unreached`: none for long enough to look for causes. */
export type ReachState = 'reached' | 'waiting' | 'unreached';

/** @param shownForMs how long the code has been on the screen. */
export function reachState(
  { phones_seen: seen }: Pick<HostInfo, 'phones_seen'>,
  shownForMs: number,
): ReachState {
  if (seen.last_at !== null && seen.count > 0) return 'reached';
  return shownForMs >= PATIENCE_MS ? 'unreached' : 'waiting';
}
