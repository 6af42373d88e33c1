/** How near a planned end is (docs/protocol.md, "Planned end"): screens speak of it from ten minutes on, more clearly from two on. */
import type { Game } from '../../../protocol/entity-schemas.ts';

export type EndStage = 'far' | 'ten_minutes' | 'two_minutes' | 'last_minute' | 'over';

const MINUTE_MS = 60_000;
/** How long a screen for everybody says that ten, or two, minutes are left. */
const SAID_MS = 20_000;

/** @param leftMs until the planned end, by the host's clock; below 0: it has passed, and the banker has not ended the game */
export function endStage(leftMs: number): EndStage {
  if (leftMs <= 0) return 'over';
  if (leftMs <= MINUTE_MS) return 'last_minute';
  if (leftMs <= 2 * MINUTE_MS) return 'two_minutes';
  return leftMs <= 10 * MINUTE_MS ? 'ten_minutes' : 'far';
}

/** Whether it is time to say how much is left: just under ten minutes, just under two, in the last minute and once it is over. */
export function isEndToBeSaid(leftMs: number): boolean {
  const isJustUnder = (mark: number) => leftMs <= mark && leftMs > mark - SAID_MS;
  return leftMs <= MINUTE_MS || isJustUnder(2 * MINUTE_MS) || isJustUnder(10 * MINUTE_MS);
}

/** Ms until the planned end, rounded up to the second; null: none is planned, or the game is not being played. */
export function endLeftMs(game: Pick<Game, 'status' | 'end_time'> | null, hostNow: number): number | null {
  if (game === null || game.end_time === null) return null;
  if (game.status !== 'in_progress' && game.status !== 'paused') return null;
  return Math.ceil((game.end_time - hostNow) / 1_000) * 1_000;
}
