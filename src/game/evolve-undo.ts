/** Taking back the last step of a challenge (docs/protocol.md, "Undo"). */
import type { LoggedEvent } from './events.ts';
import type { Challenge, ChallengeProgress, Step } from './state.ts';

/** What an expired challenge gets when the banker brings it back. */
const SECOND_CHANCE_SECONDS = 60;

/** The challenge as it was before its last step. Throws an Error when there is no step to take back. */
export function undone(challenge: Challenge, { at, playMs }: LoggedEvent): Challenge {
  const { lastStep } = challenge;
  if (lastStep === null) throw new Error(`Challenge ${challenge.id} has no step to take back.`);
  return {
    ...challenge,
    ...restored(lastStep, at, playMs),
    version: challenge.version + 1,
    changedAt: at,
    lastStep: null,
  };
}

function restored(
  { kind, before, timeLeftMs }: Step,
  at: number,
  playMs: number,
): Partial<ChallengeProgress> {
  if (before === null) return { status: 'cancelled', endedAt: at, endedReason: 'undone' };
  // A change moved the deadline and nothing else: the old one holds, the time since then has passed.
  if (kind === 'change') return before;
  if (kind === 'expire') return secondChance(before, playMs);
  // A clock that ran goes on with what was left at the step; one that a claim froze stays frozen.
  const ran = before.deadlinePlayMs !== null && timeLeftMs !== null;
  return ran ? { ...before, deadlinePlayMs: playMs + timeLeftMs } : before;
}

function secondChance(before: ChallengeProgress, playMs: number): ChallengeProgress {
  return {
    ...before,
    durationSeconds: (before.durationSeconds ?? 0) + SECOND_CHANCE_SECONDS,
    deadlinePlayMs: playMs + SECOND_CHANCE_SECONDS * 1000,
  };
}
