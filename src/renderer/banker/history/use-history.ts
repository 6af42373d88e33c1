import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { HistoryResponse } from '../../../protocol/rest-schemas.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { withUpdate, withPage, type HistoryFilter } from './history-list.ts';

const PAGE_SIZE = 100;
/** Retries for as long as the laptop can't be reached; the banner says so meanwhile. */
const PATIENCE_MS = 24 * 60 * 60 * 1_000;

interface Fetched {
  readonly state: 'loading' | 'failed' | 'ready';
  readonly items: readonly Challenge[];
  /** Path of the next page. */
  readonly next: string | null;
  readonly isFetchingOlder: boolean;
}

export interface HistoryView extends Fetched {
  /** Fetches older entries, and says whether it could; null when there are none, or while they are loading. */
  readonly older: (() => Promise<boolean>) | null;
}

const NOTHING_YET: Fetched = { state: 'loading', items: [], next: null, isFetchingOlder: false };

/**
 * The challenges that match the filter, newest first, kept up to date.
 * @param filter must stay the same object: another filter needs another instance.
 */
export function useHistory(filter: HistoryFilter): HistoryView {
  const { store, api, gameCode } = useDesk();
  const [fetched, setFetched] = useState<Fetched>(NOTHING_YET);

  useEffect(() => {
    const asking = new AbortController();
    // Updates that arrive while the page is loading count too: the answer may be older.
    let news: readonly Challenge[] = [];
    const stopListening = store.drawn.onEvents((frames) => {
      const changed = frames.flatMap(({ data }) => ('id' in data ? data : []));
      if (changed.length === 0) return;
      news = [...news, ...changed];
      setFetched((before) => ({ ...before, items: withUpdates(before.items, changed, filter) }));
    });
    const look = async () => {
      try {
        const patience = { retryForMs: PATIENCE_MS, signal: asking.signal };
        const { items, next } = await api.history(gameCode, { ...filter, limit: PAGE_SIZE }, patience);
        setFetched({
          state: 'ready',
          items: withUpdates(items, news, filter),
          next,
          isFetchingOlder: false,
        });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        if (!asking.signal.aborted) setFetched((before) => ({ ...before, state: 'failed' }));
      }
    };
    void look();
    return () => {
      stopListening();
      asking.abort();
    };
  }, [store, api, gameCode, filter]);

  return { ...fetched, older: useOlder(fetched.next, setFetched) };
}

function withUpdates(items: readonly Challenge[], news: readonly Challenge[], filter: HistoryFilter) {
  return news.reduce<readonly Challenge[]>((list, each) => withUpdate(list, each, filter), items);
}

/** Fetches the next page and appends it. */
function useOlder(
  next: string | null,
  setFetched: (change: (before: Fetched) => Fetched) => void,
): HistoryView['older'] {
  const { api } = useDesk();
  const run = useRun();
  if (next === null) return null;
  const fetchOlder = async () => {
    setFetched((before) => ({ ...before, next: null, isFetchingOlder: true }));
    const page: HistoryResponse | null = await run(() => api.nextPage(next));
    setFetched((before) => ({
      ...before,
      items: withPage(before.items, page?.items ?? []),
      next: page === null ? next : page.next,
      isFetchingOlder: false,
    }));
    return page !== null;
  };
  return fetchOlder;
}
