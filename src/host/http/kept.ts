/** Answers to the owner's calls that are not about one game yet. */
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { EventStore, Outcome, OutcomeKey } from '../log/event-store.ts';
import { KeyReusedError } from '../room.ts';

/** What was answered under this key before; null: nothing. Throws `KeyReusedError` when it was asked for something else. */
export function keptOwnerAnswer(
  log: Pick<EventStore, 'findOutcomeOfAnyGame'>,
  key: OutcomeKey | null,
): Outcome | null {
  const kept = key === null ? null : log.findOutcomeOfAnyGame(HOST_ACTOR_ID, key.key);
  if (kept === null) return null;
  if (kept.requestHash !== key?.requestHash) throw new KeyReusedError();
  return kept.outcome;
}
