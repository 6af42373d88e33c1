/** Whether the last step of a challenge may be undone, and the events that follow. */
import type { Actor, Moment } from './commands.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import { reopeningLockRejection } from './locks.ts';
import { isOpen } from './open-challenges.ts';
import type { ChallengeState, GameState, ChallengeStep } from './state.ts';

/** How long players may undo their own step, ms of host time. Bankers may at any time. */
export const UNDO_WINDOW_MS = 10_000;

export function decideUndo(
  state: GameState,
  challenge: ChallengeState,
  actor: Actor,
  { at }: Moment,
): Decision {
  const { id: challengeId, lastStep } = challenge;
  if (lastStep === null) return rejected('undo_not_last', { challengeId });
  if (actor.role === 'player') {
    if (lastStep.by !== actor.id) return rejected('undo_not_last', { challengeId });
    if (at - lastStep.at > UNDO_WINDOW_MS) return rejected('undo_too_late', { challengeId });
  }
  if (reopens(challenge, lastStep)) {
    if (state.participants.get(challenge.playerId)?.removed !== false)
      return rejected('removed', { challengeId });
    const lock = reopeningLockRejection(state, challenge);
    if (lock !== null) return { rejection: { ...lock, challengeId } };
  }
  return accepted({ type: 'challenge_undone', id: challengeId }, ...teamEvents(challenge, lastStep));
}

function reopens({ status }: ChallengeState, { before }: ChallengeStep): boolean {
  return before !== null && isOpen(before.status) && !isOpen(status);
}

/** Undoing a completion changes the team's tally, and its school if that completion built it. */
function teamEvents(
  { teamNumber: number }: ChallengeState,
  { kind, builtSchool }: ChallengeStep,
): readonly GameEvent[] {
  if (kind !== 'complete') return [];
  return [{ type: 'team_changed', number, change: builtSchool ? { hasSchool: false } : {} }];
}
