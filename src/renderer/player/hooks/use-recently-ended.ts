import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { SeatSession } from '../game/seat-session.ts';

/** An end older than this is no news any more, ms. */
const NEWS_MS = 10 * 60_000;
const LATEST = 5;
const PATIENCE_MS = 30_000;
const NONE: readonly Challenge[] = [];

/**
 * Own challenges that ended shortly before the page was loaded: a reload at any state comes back to it.
 * @param epoch the run of the log, null until it is known: in another one the game may have been put back.
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
        // Without the history the page only forgets what ended before it was loaded.
        if (!(error instanceof HostError)) throw error;
      }
    };
    void ask();
    return () => asking.abort();
  }, [api, epoch, seat, store]);
  return recent;
}
