/** Undoes the last step of a challenge, and does an undone one again (docs/protocol.md, "Undo"). */
import type { LoggedEvent } from './events.ts';
import { timeLeftMs } from './play-time.ts';
import type { ChallengeState, ChallengeProgress, ChallengeStep, ChallengeStepKind } from './state.ts';

/** The time that an expired challenge gets when it is reopened. */
const REOPENED_EXPIRY_SECONDS = 60;

/** The challenge as it was before its last step. Throws an Error when there is nothing to undo. */
export function undoLastStep(challenge: ChallengeState, { at, playMs }: LoggedEvent): ChallengeState {
  const { lastStep } = challenge;
  if (lastStep === null) throw new Error(`Challenge ${challenge.id} has nothing to undo.`);
  return {
    ...challenge,
    ...restoredProgress(lastStep, at, playMs),
    version: challenge.version + 1,
    changedAt: at,
    lastStep: null,
    undone: { kind: lastStep.kind, after: progressOf(challenge), timeLeftMs: timeLeftMs(challenge, playMs) },
  };
}

/** What the undone step led to, with the time that was left when it was undone. Throws an Error when nothing was undone. */
export function redoneStep(
  { id, undone }: ChallengeState,
  { playMs }: LoggedEvent,
): { readonly kind: ChallengeStepKind; readonly progress: ChallengeProgress } {
  if (undone === null) throw new Error(`Challenge ${id} has nothing to redo.`);
  const { kind, after, timeLeftMs: left } = undone;
  // A change only moved the deadline, which no undo has stopped.
  const isStopped = kind !== 'change' && after.deadlinePlayMs !== null && left !== null;
  return { kind, progress: isStopped ? { ...after, deadlinePlayMs: playMs + left } : after };
}

function restoredProgress(
  { kind, before, timeLeftMs: left }: ChallengeStep,
  at: number,
  playMs: number,
): Partial<ChallengeProgress> {
  if (before === null) return { status: 'cancelled', endedAt: at, endedReason: 'undone' };
  // A change only moved the deadline: the old one applies again, and the time since then is gone.
  if (kind === 'change') return before;
  if (kind === 'expire') return progressAfterExpiry(before, playMs);
  // A running clock continues with the time left at the step; one frozen by a claim stays frozen.
  const wasRunning = before.deadlinePlayMs !== null && left !== null;
  return wasRunning ? { ...before, deadlinePlayMs: playMs + left } : before;
}

function progressAfterExpiry(before: ChallengeProgress, playMs: number): ChallengeProgress {
  return {
    ...before,
    durationSeconds: (before.durationSeconds ?? 0) + REOPENED_EXPIRY_SECONDS,
    deadlinePlayMs: playMs + REOPENED_EXPIRY_SECONDS * 1000,
  };
}

/** The part of a challenge that a step changes. */
export function progressOf(challenge: ChallengeState): ChallengeProgress {
  const { status, exercise, assignedAt, claimedAt, completedAt, completedPlayMs } = challenge;
  const { endedAt, endedReason, durationSeconds, deadlinePlayMs, frozenMs } = challenge;
  return {
    status,
    exercise,
    assignedAt,
    claimedAt,
    completedAt,
    completedPlayMs,
    endedAt,
    endedReason,
    durationSeconds,
    deadlinePlayMs,
    frozenMs,
  };
}
