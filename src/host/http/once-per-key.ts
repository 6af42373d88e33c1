/** Requests that belong to no game happen once per idempotency key, also across restarts. */
import { createKeyedMutex } from '../rooms/keyed-mutex.ts';
import { KeyReusedError } from '../rooms/room.ts';
import type { HostResponses, IdempotencyKey, StoredResponse } from '../storage/event-store.ts';

/**
 * Returns the response stored under the key, or else runs the request and stores its response. Without a key it just runs.
 * Rejects with `KeyReusedError` if the key was used for a different request, and with `StorageError`.
 */
export type OncePerKey = (
  key: IdempotencyKey | null,
  run: () => Promise<StoredResponse>,
) => Promise<StoredResponse>;

export function createOncePerKey(hostResponses: HostResponses): OncePerKey {
  const oneAtATime = createKeyedMutex<string>();
  return async (key, run) => {
    if (key === null) return run();
    return oneAtATime(`${key.participantId} ${key.key}`, async () => {
      const earlier = await findHostResponse(hostResponses, key);
      if (earlier !== null) return earlier;
      const response = await run();
      await hostResponses.put(key, response);
      return response;
    });
  };
}

/** The response already stored under this key; null if there is none. Rejects as above. */
export async function findHostResponse(
  hostResponses: Pick<HostResponses, 'find'>,
  key: IdempotencyKey | null,
): Promise<StoredResponse | null> {
  const record = key === null ? null : await hostResponses.find(key.participantId, key.key);
  if (record === null) return null;
  if (record.requestHash !== key?.requestHash) throw new KeyReusedError();
  return record.response;
}
