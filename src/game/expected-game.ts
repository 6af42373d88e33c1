/** What somebody saw of a game that they ask something of, which may reach the host late. */
import { isSameSecond } from './same-second.ts';
import type { GameState, GameStatus } from './state.ts';

/** What is not given is not compared. */
export interface ExpectedGame {
  readonly status?: GameStatus | undefined;
  /** When it ended, host time, ms, of which the whole seconds count: it may have been reopened and ended again. */
  readonly endedAt?: number | undefined;
}

/** Whether the game is still the one that was seen. */
export function isGameAsExpected(
  state: Pick<GameState, 'status' | 'endedAt'>,
  { status, endedAt }: ExpectedGame = {},
): boolean {
  if (status !== undefined && status !== state.status) return false;
  return endedAt === undefined || (state.endedAt !== null && isSameSecond(state.endedAt, endedAt));
}
