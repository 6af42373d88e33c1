/** Open challenges: requested or assigned. They determine locks and deadlines. */
import type { GameEvent } from './events.ts';
import type { ChallengeState, ChallengeStatus, EndedReason, GameState } from './state.ts';

export function isOpen(status: ChallengeStatus): boolean {
  return status === 'requested' || status === 'assigned';
}

/** Open challenges, oldest request first. */
export function openChallenges(state: GameState): readonly ChallengeState[] {
  return inOrder(state, state.open);
}

/** The player's open challenges, oldest request first, found without looking at those of others. */
export function openChallengesOf(state: GameState, playerId: number): readonly ChallengeState[] {
  return inOrder(state, state.openByPlayer.get(playerId) ?? []);
}

/** Those of the team, likewise. */
export function openChallengesOfTeam(state: GameState, teamNumber: number): readonly ChallengeState[] {
  return inOrder(state, state.openByTeam.get(teamNumber) ?? []);
}

function inOrder(state: GameState, ids: Iterable<number>): readonly ChallengeState[] {
  const challenges: ChallengeState[] = [];
  for (const id of ids) {
    const challenge = state.challenges.get(id);
    if (challenge !== undefined) challenges.push(challenge);
  }
  return challenges.toSorted((a, b) => a.requestedAt - b.requestedAt || a.id - b.id);
}

/** The events that cancel these challenges, in the given order. */
export function cancellationEvents(
  challenges: readonly ChallengeState[],
  reason: EndedReason,
): readonly GameEvent[] {
  return challenges.map(({ id }) => ({ type: 'challenge_cancelled', id, reason }));
}

/** The newest of this player's challenges that were requested after the event `seq`; null: none were. */
export function newestRequest(
  { challengeOrder, challenges }: Pick<GameState, 'challengeOrder' | 'challenges'>,
  playerId: number,
  seq: number,
): ChallengeState | null {
  for (let index = challengeOrder.size - 1; index >= 0; index -= 1) {
    const challenge = challenges.get(challengeOrder.get(index) ?? 0);
    if (challenge === undefined || challenge.requestedSeq <= seq) return null;
    if (challenge.playerId === playerId) return challenge;
  }
  return null;
}
