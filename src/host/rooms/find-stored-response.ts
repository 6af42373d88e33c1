import {
  ConflictError,
  type EventStore,
  type HostResponses,
  type IdempotencyKey,
  type IdempotencyRecord,
  type StoredResponse,
} from '../storage/event-store.ts';
import { KeyReusedError } from './key-reused-error.ts';
import type { Room } from './room.ts';

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
  return responseIn(record, key);
}

/** The same for requests that the laptop answers apart from any game. Rejects likewise. */
export async function findHostResponse(
  hostResponses: Pick<HostResponses, 'find'>,
  key: IdempotencyKey | null,
): Promise<StoredResponse | null> {
  const record = key === null ? null : await hostResponses.find(key.participantId, key.key);
  return responseIn(record, key);
}

/**
 * What `find` finds, which looks for an answer that is stored already; where there is none, what `step` resolves with. If another host
 * stores an answer meanwhile, `step` rejects with `ConflictError` and has done nothing: then it is that answer.
 */
export async function answerOnce<Answer>(
  find: () => Promise<Answer | null>,
  step: () => Promise<Answer>,
): Promise<Answer> {
  const earlier = await find();
  if (earlier !== null) return earlier;
  try {
    return await step();
  } catch (error) {
    const meanwhile = error instanceof ConflictError ? await find() : null;
    if (meanwhile === null) throw error;
    return meanwhile;
  }
}

export function responseIn(
  record: IdempotencyRecord | null,
  key: IdempotencyKey | null,
): StoredResponse | null {
  if (record === null) return null;
  if (record.requestHash !== key?.requestHash) throw new KeyReusedError();
  return { ...record.response, isRepeat: true };
}

/** Whether a request under the key was answered in this game: then repeating it must do nothing but return that answer. */
export async function isAnswered(
  eventStore: Pick<EventStore, 'findIdempotencyRecords'>,
  room: Pick<Room, 'state' | 'findDone'>,
  key: IdempotencyKey | null,
): Promise<boolean> {
  if (key === null) return false;
  const [record = null] = await eventStore.findIdempotencyRecords(room.state.gameId, [key]);
  return record !== null || (await room.findDone(key)) !== null;
}
