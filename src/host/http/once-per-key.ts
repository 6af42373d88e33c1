/** Requests that belong to no game happen once per idempotency key, also across restarts. */
import { findHostResponse, responseIn } from '../rooms/find-stored-response.ts';
import { createKeyedMutex } from '../rooms/keyed-mutex.ts';
import {
  StorageError,
  type HostResponses,
  type IdempotencyKey,
  type IdempotencyRecord,
  type StoredResponse,
} from '../storage/event-store.ts';

/** Answers of one caller that are kept while nothing can be stored. */
const MOST_KEPT = 100;

/** Stores the response at once. Resolves with it; or with another host's, which has answered the same request meanwhile. */
type Keep = (response: StoredResponse) => Promise<StoredResponse>;

/**
 * Returns the response stored under the key, or else runs the request and stores its response, which a request that goes on afterwards
 * stores itself. What has been done is never answered with a refusal: a response that cannot be stored is kept in memory. Without a key
 * it just runs. Rejects with `KeyReusedError` if the key was used for a different request, and with `StorageError`.
 */
export type OncePerKey = (
  key: IdempotencyKey | null,
  run: (keep: Keep) => Promise<StoredResponse>,
) => Promise<StoredResponse>;

export function createOncePerKey(hostResponses: HostResponses): OncePerKey {
  const oneAtATime = createKeyedMutex<string>();
  const responses = keptInMemory(hostResponses);
  return async (key, run) => {
    if (key === null) return run((response) => Promise.resolve(response));
    return oneAtATime(nameOf(key), async () => {
      const earlier = await findHostResponse(responses, key);
      if (earlier !== null) return earlier;
      let kept: StoredResponse | null = null;
      const keep = async (response: StoredResponse) =>
        (kept ??= responseIn(await responses.put(key, response), key) ?? response);
      return keep(await run(keep));
    });
  };
}

/** The same, but what cannot be stored is found until the host ends. */
function keptInMemory(hostResponses: HostResponses): HostResponses {
  /** Each caller's by themselves: callers are owners, of whom there are few. */
  const keptOf = new Map<number, Map<string, IdempotencyRecord>>();
  return {
    find: async (participantId, key) =>
      keptOf.get(participantId)?.get(key) ?? (await hostResponses.find(participantId, key)),
    async put(key, response) {
      try {
        return await hostResponses.put(key, response);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        const kept = keptOf.get(key.participantId) ?? new Map<string, IdempotencyRecord>();
        keptOf.set(key.participantId, kept);
        kept.set(key.key, { requestHash: key.requestHash, response });
        const [oldest] = kept.keys();
        if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
        return null;
      }
    },
  };
}

const nameOf = ({ participantId, key }: Pick<IdempotencyKey, 'participantId' | 'key'>) =>
  `${participantId} ${key}`;
