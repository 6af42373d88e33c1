/** Taking back the last step of a challenge (docs/protocol.md, "Undo"). */
import type { LoggedEvent } from './events.ts';
import type { ChallengeState, ChallengeProgress, ChallengeStep } from './state.ts';

/** What an expired challenge gets when the banker brings it back. */
const REOPENED_EXPIRY_SECONDS = 60;

/** The challenge as it was before its last step. Throws an Error when there is no step to take back. */
export function undoLastStep(challenge: ChallengeState, { at, playMs }: LoggedEvent): ChallengeState {
  const { lastStep } = challenge;
  if (lastStep === null) throw new Error(`Challenge ${challenge.id} has no step to take back.`);
  return {
    ...challenge,
    ...restoredProgress(lastStep, at, playMs),
    version: challenge.version + 1,
    changedAt: at,
    lastStep: null,
  };
}

function restoredProgress(
  { kind, before, timeLeftMs }: ChallengeStep,
  at: number,
  playMs: number,
): Partial<ChallengeProgress> {
  if (before === null) return { status: 'cancelled', endedAt: at, endedReason: 'undone' };
  // A change moved the deadline and nothing else: the old one holds, the time since then has passed.
  if (kind === 'change') return before;
  if (kind === 'expire') return progressAfterExpiry(before, playMs);
  // A clock that ran goes on with what was left at the step; one that a claim froze stays frozen.
  const wasRunning = before.deadlinePlayMs !== null && timeLeftMs !== null;
  return wasRunning ? { ...before, deadlinePlayMs: playMs + timeLeftMs } : before;
}

function progressAfterExpiry(before: ChallengeProgress, playMs: number): ChallengeProgress {
  return {
    ...before,
    durationSeconds: (before.durationSeconds ?? 0) + REOPENED_EXPIRY_SECONDS,
    deadlinePlayMs: playMs + REOPENED_EXPIRY_SECONDS * 1000,
  };
}
