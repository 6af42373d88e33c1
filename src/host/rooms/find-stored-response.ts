import type { EventStore, StoredResponse, IdempotencyKey } from '../storage/event-store.ts';
import { KeyReusedError } from './command-batch.ts';

/**
 * The response already stored under this key, for requests that do not belong to a game yet; null if there is none. Rejects with
 * `KeyReusedError` if the key was used for a different request.
 */
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

/** Whether this game has stored a response under the key: then repeating the request must do nothing but return it. */
export async function isAnswered(
  eventStore: Pick<EventStore, 'findIdempotencyRecords'>,
  gameId: number,
  key: IdempotencyKey | null,
): Promise<boolean> {
  return key !== null && (await eventStore.findIdempotencyRecords(gameId, [key]))[0] !== null;
}
