import type { EventStore, StoredResponse, IdempotencyKey } from '../storage/event-store.ts';
/** Answers to calls that are not about one game yet. */
import { KeyReusedError } from './command-batch.ts';

/** What was answered under this key before; null: nothing. Rejects with `KeyReusedError` when it was asked for something else. */
export async function findStoredResponse(
  eventStore: Pick<EventStore, 'findIdempotencyRecordInAnyGame'>,
  key: IdempotencyKey | null,
): Promise<StoredResponse | null> {
  const record =
    key === null ? null : await eventStore.findIdempotencyRecordInAnyGame(key.participantId, key.key);
  if (record === null) return null;
  if (record.requestHash !== key?.requestHash) throw new KeyReusedError();
  return record.response;
}
