import { useEffect, useMemo, useState } from 'react';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { HistoryResponse } from '../../../protocol/rest-schemas.ts';
import { withChanged } from '../../shared/results/latest-challenges.ts';
import { useDesk } from '../desk/desk-context.ts';
import { useRead } from '../desk/notices.tsx';
import { listed, type HistoryFilter } from './history-list.ts';

const PAGE_SIZE = 100;
/** Retries for as long as the laptop can't be reached; the banner says so meanwhile. */
const PATIENCE_MS = 24 * 60 * 60 * 1_000;

interface Fetched {
  readonly state: 'loading' | 'failed' | 'ready';
  readonly fetched: readonly Challenge[];
  /** Path of the next page. */
  readonly next: string | null;
  readonly isFetchingOlder: boolean;
}

export interface HistoryView {
  readonly state: Fetched['state'];
  readonly items: readonly Challenge[];
  readonly isFetchingOlder: boolean;
  /** Fetches older entries, and says whether it could; null when there are none, or while they are loading. */
  readonly older: (() => Promise<boolean>) | null;
}

const NOTHING_YET: Fetched = { state: 'loading', fetched: [], next: null, isFetchingOlder: false };
const NONE: ReadonlyMap<number, Challenge> = new Map();

/**
 * The challenges that match the filter, newest first, kept up to date.
 * @param filter must stay the same object: another filter needs another instance.
 */
export function useHistory(filter: HistoryFilter): HistoryView {
  const { store, api, gameCode } = useDesk();
  const [{ state, fetched, next, isFetchingOlder }, setFetched] = useState<Fetched>(NOTHING_YET);
  // From before the first answer on: any answer may be older than what has been heard meanwhile.
  const [changed, setChanged] = useState(NONE);

  useEffect(() => {
    const asking = new AbortController();
    const stopListening = store.drawn.onEvents((frames) => {
      const news = frames.flatMap(({ data }) => ('id' in data ? data : []));
      if (news.length > 0) setChanged((before) => withChanged(before, news));
    });
    const look = async () => {
      try {
        const patience = { retryForMs: PATIENCE_MS, signal: asking.signal };
        const page = await api.history(gameCode, { ...filter, limit: PAGE_SIZE }, patience);
        setFetched({ state: 'ready', fetched: page.items, next: page.next, isFetchingOlder: false });
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

  const hasOlder = next !== null || isFetchingOlder;
  const items = useMemo(
    () => listed({ fetched, hasOlder, changed }, filter),
    [fetched, hasOlder, changed, filter],
  );
  return { state, items, isFetchingOlder, older: useOlder(next, setFetched) };
}

/** Fetches the next page and appends it. */
function useOlder(
  next: string | null,
  setFetched: (change: (before: Fetched) => Fetched) => void,
): HistoryView['older'] {
  const { api } = useDesk();
  const ask = useRead();
  if (next === null) return null;
  const fetchOlder = async () => {
    setFetched((before) => ({ ...before, next: null, isFetchingOlder: true }));
    const page: HistoryResponse | null = await ask(() => api.nextPage(next));
    setFetched((before) => ({
      ...before,
      fetched: [...before.fetched, ...(page?.items ?? [])],
      next: page === null ? next : page.next,
      isFetchingOlder: false,
    }));
    return page !== null;
  };
  return fetchOlder;
}
