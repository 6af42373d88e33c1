import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { SeatSession } from '../game/seat-session.ts';

/** An outcome older than this is old news, ms. */
const NEWS_MS = 10 * 60_000;
const LATEST = 5;
const PATIENCE_MS = 30_000;
const NONE: readonly Challenge[] = [];

/**
 * Own challenges that ended shortly before the page was loaded, or while it was away for long, so that it comes back to the right screen.
 * @param snapshots how many the page has taken; nothing is asked before the first, and after another the events between are missing.
 */
export function useRecentlyEnded({ api, seat, store }: SeatSession, snapshots: number): readonly Challenge[] {
  const [recent, setRecent] = useState(NONE);
  useEffect(() => {
    if (snapshots === 0) return undefined;
    const asking = new AbortController();
    const ask = async () => {
      try {
        const { items } = await api.history(
          seat.code,
          { player: seat.playerId, limit: LATEST },
          { signal: asking.signal, retryForMs: PATIENCE_MS },
        );
        const since = store.hostNow() - NEWS_MS;
        if (!asking.signal.aborted) setRecent(items.filter(({ timestamp }) => Date.parse(timestamp) > since));
      } catch (error) {
        // Without the history, the page only misses what ended before it was loaded.
        if (!(error instanceof HostError)) throw error;
      }
    };
    void ask();
    return () => asking.abort();
  }, [api, snapshots, seat, store]);
  return recent;
}
