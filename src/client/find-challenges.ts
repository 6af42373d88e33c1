/** Looks up challenges that ended while we were disconnected, in the history. */
import type { Challenge } from '../protocol/entity-schemas.ts';
import { MAX_PAGE_SIZE } from '../protocol/page-size.ts';
import type { HostClient } from './host-client.ts';

/** How long a lookup retries when the host does not answer, ms. The next welcome starts another. */
const RETRY_FOR_MS = 30_000;

/** The challenges with these ids, as they are now; those missing from the history are left out. */
export type FindChallenges = (ids: readonly number[], signal: AbortSignal) => Promise<readonly Challenge[]>;

export function findInHistory(client: HostClient, code: string): FindChallenges {
  return async (ids, signal) => {
    const wanted = new Set(ids);
    const oldest = Math.min(...ids);
    const retry = { retryForMs: RETRY_FOR_MS, signal };
    const found: Challenge[] = [];
    let page = await client.history(code, { limit: MAX_PAGE_SIZE, before: Math.max(...ids) + 1 }, retry);
    for (;;) {
      found.push(...page.items.filter(({ id }) => wanted.has(id)));
      const last = page.items.at(-1);
      if (page.next === null || last === undefined || last.id <= oldest) return found;
      page = await client.nextPage(page.next, retry);
    }
  };
}
