/** What the evidence says about whether phones reach this laptop. */
import { PATIENCE_MS, type Reach } from '../model/reach.ts';

/** `reached`: a phone came. `waiting`: none yet, and that is no wonder. `lonely`: none for long enough to look for causes. */
export type ReachState = 'reached' | 'waiting' | 'lonely';

/** @param shownForMs how long the code has been on the screen. */
export function reachOf({ lastAt, phonesSeen }: Reach, shownForMs: number): ReachState {
  if (lastAt !== null && phonesSeen > 0) return 'reached';
  return shownForMs >= PATIENCE_MS ? 'lonely' : 'waiting';
}
