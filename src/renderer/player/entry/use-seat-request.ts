import { useCallback, useState } from 'react';
import { useEntry } from './entry-context.ts';
import { trySeatRequest, type SeatFailure } from './seat-requests.ts';
import type { StoredSeat } from './seat-store.ts';

interface SeatRequest {
  readonly busy: boolean;
  /** Why the last try brought no seat; null: it did, or there was none. */
  readonly failed: SeatFailure | null;
  /** Enters the seat that the call brings. */
  readonly run: (call: () => Promise<StoredSeat>) => Promise<SeatFailure | null>;
}

/** One call for a seat at a time. */
export function useSeatRequest(): SeatRequest {
  const { enter } = useEntry();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<SeatFailure | null>(null);
  const run = useCallback(
    async (call: () => Promise<StoredSeat>) => {
      setBusy(true);
      setFailed(null);
      const got = await trySeatRequest(call);
      setBusy(false);
      if ('seat' in got) {
        enter(got.seat);
        return null;
      }
      setFailed(got.failed);
      return got.failed;
    },
    [enter],
  );
  return { busy, failed, run };
}
