/** Looks up challenges that ended while we were disconnected, in the history. */
import type { Challenge } from '../protocol/entity-schemas.ts';
import { MAX_PAGE_SIZE } from '../protocol/page-size.ts';
import type { HostClient } from './host-client.ts';

/** How long a lookup retries when the host does not answer, ms. The next welcome starts another. */
const RETRY_FOR_MS = 30_000;

/** The challenges with these ids, as they are now; those missing from the history are left out. */
export type FindChallenges = (ids: readonly number[], signal: AbortSignal) => Promise<readonly Challenge[]>;

export function findInHistory(
  client: Pick<HostClient, 'history' | 'nextPage'>,
  code: string,
): FindChallenges {
  return async (ids, signal) => {
    const retry = { retryForMs: RETRY_FOR_MS, signal };
    // Which page one is on, its id does not tell: of several hosts, each gives ids out of a block of its own.
    const missing = new Set(ids);
    const found: Challenge[] = [];
    let page = await client.history(code, { limit: MAX_PAGE_SIZE }, retry);
    for (;;) {
      found.push(...page.items.filter(({ id }) => missing.delete(id)));
      if (page.next === null || missing.size === 0) return found;
      page = await client.nextPage(page.next, retry);
    }
  };
}
