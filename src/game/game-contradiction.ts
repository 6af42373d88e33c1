/** Whether a stored game can be opened: what leads from one thing to the next has to lead somewhere. */
import type { GameState, Participant } from './state.ts';

/**
 * What contradicts itself in a game that was folded without an error, as a sentence; null if nothing does. Yields wherever it may be
 * interrupted: a long game has many challenges.
 */
export function* gameStateContradiction({
  participants,
  challenges,
  teams,
}: GameState): Generator<void, string | null, void> {
  const isTeam = (number: number | null) => number === null || teams.has(number);
  for (const { id, teamNumber } of participants.values()) {
    if (!isTeam(teamNumber)) return `Participant ${id} is in team ${teamNumber}, which does not exist.`;
    yield;
  }
  for (const { id, playerId, teamNumber } of challenges.values()) {
    if (!participants.has(playerId)) return `Challenge ${id} is participant ${playerId}'s, who never joined.`;
    if (!teams.has(teamNumber)) return `Challenge ${id} is team ${teamNumber}'s, which does not exist.`;
    yield;
  }
  return yield* mergeContradiction(participants);
}

/** Looks at each seat once, however long the chains of merges are. */
function* mergeContradiction(participants: GameState['participants']): Generator<void, string | null, void> {
  const known = new Set<number>();
  for (const first of participants.values()) {
    const chain = new Set<number>();
    let seat: Participant | undefined = first;
    while (seat !== undefined && seat.mergedInto !== null && !known.has(seat.id)) {
      if (chain.has(seat.id))
        return `Participant ${seat.id} was merged in a circle, so nobody has this seat.`;
      chain.add(seat.id);
      const into: number = seat.mergedInto;
      seat = participants.get(into);
      if (seat === undefined) return `A participant was merged into ${into}, who never joined.`;
    }
    for (const id of chain) known.add(id);
    yield;
  }
  return null;
}
