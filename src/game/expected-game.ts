/** What somebody saw of a game that they ask something of, which may reach the host late. */
import { isSameSecond } from './same-second.ts';
import type { GameState, GameStatus } from './state.ts';

/** What is not given is not compared. */
export interface ExpectedGame {
  readonly status?: GameStatus | undefined;
  /** When it ended, host time, ms, of which the whole seconds count: it may have been reopened and ended again. */
  readonly endedAt?: number | undefined;
  /** The last event of which they had heard: a status that it has been given since is another one, even if it is called the same. */
  readonly seenSeq?: number | undefined;
}

/** The planned end that somebody saw. What is not given is not compared. */
export interface ExpectedPlan {
  /** Host time, ms; null: none was planned. */
  readonly endAt?: number | null | undefined;
  readonly endsByItself?: boolean | undefined;
  /** The last event of which they had heard: a game that has been reopened since is another one to plan for. */
  readonly seenSeq?: number | undefined;
}

/** Whether the end is still planned as it was seen. */
export function isPlanAsExpected(
  state: Pick<GameState, 'endAt' | 'endsByItself' | 'reopenedSeq'>,
  { endAt, endsByItself, seenSeq }: ExpectedPlan = {},
): boolean {
  if (endAt !== undefined && endAt !== state.endAt) return false;
  if (endsByItself !== undefined && endsByItself !== state.endsByItself) return false;
  return seenSeq === undefined || state.reopenedSeq <= seenSeq;
}

/** Whether the game is still the one that was seen. */
export function isGameAsExpected(
  state: Pick<GameState, 'status' | 'endedAt' | 'statusSeq'>,
  { status, endedAt, seenSeq }: ExpectedGame = {},
): boolean {
  if (status !== undefined && status !== state.status) return false;
  if (seenSeq !== undefined && state.statusSeq > seenSeq) return false;
  return endedAt === undefined || (state.endedAt !== null && isSameSecond(state.endedAt, endedAt));
}
