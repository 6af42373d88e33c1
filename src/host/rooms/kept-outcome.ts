import type { EventStore, Outcome, OutcomeKey } from '../storage/event-store.ts';
/** Answers to calls that are not about one game yet. */
import { KeyReusedError } from './command-batch.ts';

/** What was answered under this key before; null: nothing. Rejects with `KeyReusedError` when it was asked for something else. */
export async function keptOutcome(
  eventStore: Pick<EventStore, 'findOutcomeOfAnyGame'>,
  key: OutcomeKey | null,
): Promise<Outcome | null> {
  const kept = key === null ? null : await eventStore.findOutcomeOfAnyGame(key.participantId, key.key);
  if (kept === null) return null;
  if (kept.requestHash !== key?.requestHash) throw new KeyReusedError();
  return kept.outcome;
}
