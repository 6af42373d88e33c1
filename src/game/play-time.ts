/** Time left and what is due, in play time (docs/protocol.md, "Play clock"). */
import { openChallenges } from './open-challenges.ts';
import type { ChallengeState, ChallengeProgress, GameState } from './state.ts';

/**
 * Play time left at `playMs`, in ms, never below 0. Frozen while claimed; null without a clock: not assigned, or assigned
 * without a timer.
 */
export function timeLeftMs(
  challenge: Pick<ChallengeProgress, 'frozenMs' | 'deadlinePlayMs'>,
  playMs: number,
): number | null {
  if (challenge.frozenMs !== null) return challenge.frozenMs;
  if (challenge.deadlinePlayMs === null) return null;
  return Math.max(0, challenge.deadlinePlayMs - playMs);
}

export interface Deadline {
  readonly id: number;
  readonly deadlinePlayMs: number;
}

/** The challenge that expires first; null if no clock is running. */
export function nextDeadline(state: GameState): Deadline | null {
  return deadlines(state)[0] ?? null;
}

/** Ids of the challenges whose time is up at `playMs`, earliest deadline first; none unless the game is running. */
export function dueChallengeIds(state: GameState, playMs: number): readonly number[] {
  return deadlines(state)
    .filter(({ deadlinePlayMs }) => deadlinePlayMs <= playMs)
    .map(({ id }) => id);
}

/** Whether the challenge's time is up at `playMs`. Never in a paused game or for a claimed challenge. */
export function isDue(state: GameState, challenge: ChallengeState, playMs: number): boolean {
  const { status, deadlinePlayMs } = challenge;
  if (state.status !== 'in_progress' || status !== 'assigned') return false;
  return deadlinePlayMs !== null && deadlinePlayMs <= playMs;
}

function deadlines(state: GameState): readonly Deadline[] {
  if (state.status !== 'in_progress') return [];
  return openChallenges(state)
    .flatMap(({ id, deadlinePlayMs }) => (deadlinePlayMs === null ? [] : [{ id, deadlinePlayMs }]))
    .toSorted((a, b) => a.deadlinePlayMs - b.deadlinePlayMs);
}
