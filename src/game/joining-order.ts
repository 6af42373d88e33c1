import type { GameState, Participant } from './state.ts';

/** Everybody who ever joined, oldest seat first: a map of more than a few keeps no order of its own. */
export function inJoiningOrder({ participants }: Pick<GameState, 'participants'>): readonly Participant[] {
  return [...participants.values()].toSorted(
    (one, other) => one.joinedAt - other.joinedAt || one.id - other.id,
  );
}
