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
 * Own challenges that ended shortly before the page was loaded, so that a reload comes back to the same screen.
 * @param epoch null until known; in another epoch the game may have been restored.
 */
export function useRecentlyEnded(
  { api, seat, store }: SeatSession,
  epoch: string | null,
): readonly Challenge[] {
  const [recent, setRecent] = useState(NONE);
  useEffect(() => {
    if (epoch === null) return undefined;
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
  }, [api, epoch, seat, store]);
  return recent;
}
