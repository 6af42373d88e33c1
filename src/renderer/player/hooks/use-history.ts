import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { HistoryQuery } from '../../../protocol/rest-schemas.ts';
import type { SeatSession } from '../game/seat-session.ts';

/** For how long to retry while the laptop doesn't answer, ms. */
const PATIENCE_MS = 60_000;

/** What makes an earlier answer old. */
interface SeenSoFar {
  /** Changes whenever an event does. */
  readonly asOf: unknown;
  /** How many snapshots the page has taken: one stands for events that no page was told of. */
  readonly snapshots: number;
}

/**
 * The game's history, newest first; null while loading, 'away' if it can't be fetched. Fetched again whenever what has been
 * seen so far changes.
 */
export function useHistory(
  { api, seat }: Pick<SeatSession, 'api' | 'seat'>,
  { status, team, player, limit }: HistoryQuery,
  { asOf, snapshots }: SeenSoFar,
): readonly Challenge[] | 'away' | null {
  const [found, setFound] = useState<readonly Challenge[] | 'away' | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    const load = async () => {
      try {
        const query = {
          ...(status !== undefined && { status }),
          ...(team !== undefined && { team }),
          ...(player !== undefined && { player }),
          ...(limit !== undefined && { limit }),
        };
        const { items } = await api.history(seat.code, query, {
          signal: asking.signal,
          retryForMs: PATIENCE_MS,
        });
        if (!asking.signal.aborted) setFound(items);
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        if (!asking.signal.aborted) setFound('away');
      }
    };
    void load();
    return () => asking.abort();
    // Either is a reason to fetch again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, seat, status, team, player, limit, asOf, snapshots]);
  return found;
}
