import { useCallback, useState } from 'react';
import { useEntry } from './entry-context.ts';
import { trySeatRequest, type SeatFailure } from './seat-requests.ts';
import type { StoredSeat } from './seat-store.ts';

interface SeatRequest {
  readonly busy: boolean;
  /** Why the last attempt failed; null if it didn't, or there was none. */
  readonly failed: SeatFailure | null;
  /** Makes the call and enters the seat it returns. */
  readonly run: (call: () => Promise<StoredSeat>) => Promise<SeatFailure | null>;
}

/**
 * Requests a seat, one call at a time.
 * @param before why it failed before the page was loaded again
 */
export function useSeatRequest(before: SeatFailure | null = null): SeatRequest {
  const { enter } = useEntry();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(before);
  const run = useCallback(
    async (call: () => Promise<StoredSeat>) => {
      setBusy(true);
      setFailed(null);
      const result = await trySeatRequest(call);
      setBusy(false);
      if ('seat' in result) {
        enter(result.seat);
        return null;
      }
      setFailed(result.failed);
      return result.failed;
    },
    [enter],
  );
  return { busy, failed, run };
}
