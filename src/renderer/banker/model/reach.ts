/** Whether phones reach this laptop, from what the host says. */
import type { HostInfo } from '../../../protocol/host-info.ts';

/** A code that has been on the screen this long should have brought somebody, ms. */
export const PATIENCE_MS = 60_000;

/** True when the code has been shown for a while and nobody came: time for the list of causes. */
export function isUnreached(
  { phones_seen: seen }: Pick<HostInfo, 'phones_seen'>,
  players: number,
  shownForMs: number,
): boolean {
  return seen.count === 0 && players === 0 && shownForMs >= PATIENCE_MS;
}
