/** Whether the board should help phones that do not get through, judging by what the host has seen. */
import type { HostInfo } from '../../../protocol/host-info.ts';

/** By now a code on the screen should have brought somebody, ms. */
export const PATIENCE_MS = 60_000;

/** True when the code has been up for a while and nobody came. */
export function isUnreached(
  { phones_seen: seen }: Pick<HostInfo, 'phones_seen'>,
  players: number,
  shownForMs: number,
): boolean {
  return seen.count === 0 && players === 0 && shownForMs >= PATIENCE_MS;
}
