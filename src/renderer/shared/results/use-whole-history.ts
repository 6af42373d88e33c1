import { useEffect, useState } from 'react';
import type { GameStore } from '../../../client/game-view.ts';
import { HostError, type HostClient } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { MAX_PAGE_SIZE } from '../../../protocol/page-size.ts';
import { latestOf, withChanged } from './latest-challenges.ts';

/** A night has hundreds of challenges; a host whose pages never end must not keep the desk busy for ever. */
const MOST_PAGES = 200;
const PATIENCE_MS = 24 * 60 * 60 * 1_000;

export type WholeHistory =
  | { readonly state: 'loading' | 'failed' }
  | { readonly state: 'ready'; readonly challenges: readonly Challenge[] };

interface HistorySource {
  readonly store: Pick<GameStore, 'drawn'>;
  readonly api: Pick<HostClient, 'history' | 'nextPage'>;
  readonly gameCode: string;
  /** How many snapshots the page has taken: after each, what came between the last event and it has to be fetched. */
  readonly snapshots: number;
}

/** Every challenge of the game, kept up to date. What was fetched stays until the next answer. */
export function useWholeHistory({ store, api, gameCode, snapshots }: HistorySource): WholeHistory {
  const [history, setHistory] = useState<WholeHistory>({ state: 'loading' });

  useEffect(() => {
    const asking = new AbortController();
    // From before the question on: the answer may be older than what has been heard meanwhile.
    let changed: ReadonlyMap<number, Challenge> = new Map();
    const stopListening = store.drawn.onEvents((frames) => {
      const news = frames.flatMap(({ data }) => ('id' in data ? data : []));
      if (news.length === 0) return;
      changed = withChanged(changed, news);
      setHistory((before) => withLatest(before, changed));
    });
    const look = async () => {
      try {
        const challenges = await fetchAll(api, gameCode, asking.signal);
        if (!asking.signal.aborted) setHistory(withLatest({ state: 'ready', challenges }, changed));
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        if (!asking.signal.aborted) setHistory({ state: 'failed' });
      }
    };
    void look();
    return () => {
      stopListening();
      asking.abort();
    };
    // Another snapshot is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [store, api, gameCode, snapshots]);
  return history;
}

function withLatest(history: WholeHistory, changed: ReadonlyMap<number, Challenge>): WholeHistory {
  if (history.state !== 'ready') return history;
  return { state: 'ready', challenges: latestOf(history.challenges, changed) };
}

/** @throws HostError when a page is refused. */
async function fetchAll(
  api: HistorySource['api'],
  gameCode: string,
  signal: AbortSignal,
): Promise<readonly Challenge[]> {
  const patience = { signal, retryForMs: PATIENCE_MS };
  let page = await api.history(gameCode, { limit: MAX_PAGE_SIZE }, patience);
  const all = [...page.items];
  for (let count = 1; page.next !== null && count < MOST_PAGES; count += 1) {
    // One at a time: each page says where the next begins.
    page = await api.nextPage(page.next, patience);
    all.push(...page.items);
  }
  return all;
}
