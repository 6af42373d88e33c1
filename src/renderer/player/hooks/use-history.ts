import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { HistoryQuery } from '../../../protocol/rest-schemas.ts';
import type { SeatSession } from '../game/seat-session.ts';

/** How long a page is patient with a laptop that does not answer, ms. */
const PATIENCE_MS = 60_000;

/**
 * The host's history, newest first; null until it is there, 'away' when it cannot be had. Asked again whenever `asOf` is
 * another one.
 */
export function useHistory(
  { api, seat }: Pick<SeatSession, 'api' | 'seat'>,
  { status, team, player, limit }: HistoryQuery,
  asOf: unknown,
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
    // Another `asOf` is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, seat, status, team, player, limit, asOf]);
  return found;
}
