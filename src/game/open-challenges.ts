/** The challenges that still run: asked for or assigned. They hold the locks and the clocks. */
import type { GameEvent } from './events.ts';
import type { Challenge, ChallengeStatus, EndedReason, GameState } from './state.ts';

export function isOpen(status: ChallengeStatus): boolean {
  return status === 'requested' || status === 'assigned';
}

/** Open challenges, the one asked for first first. */
export function openChallenges(state: GameState): readonly Challenge[] {
  const found: Challenge[] = [];
  for (const id of state.open) {
    const challenge = state.challenges.get(id);
    if (challenge !== undefined) found.push(challenge);
  }
  return found.toSorted((one, other) => one.requestedAt - other.requestedAt || one.id - other.id);
}

/** The events that cancel these challenges, in the given order. */
export function cancellations(challenges: readonly Challenge[], reason: EndedReason): readonly GameEvent[] {
  return challenges.map(({ id }) => ({ type: 'challenge_cancelled', id, reason }));
}
