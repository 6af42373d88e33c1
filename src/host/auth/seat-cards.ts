/** Which seats have a card to print: docs/protocol.md, "Seat cards". */
import type { Participant } from '../../game/state.ts';

/** Those of players in the game, with a phone or without. */
export function hasSeatCard({ role, removed, blocked, mergedInto }: Participant): boolean {
  return role === 'player' && !removed && !blocked && mergedInto === null;
}
