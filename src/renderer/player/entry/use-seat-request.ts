import { useCallback, useState } from 'react';
import { useDoor } from './entry-context.ts';
import { attempt, type NoSeat } from './seat-requests.ts';
import type { Seat } from './seat-store.ts';

interface SeatCall {
  readonly busy: boolean;
  /** Why the last try brought no seat; null: it did, or there was none. */
  readonly failed: NoSeat | null;
  /** Enters the seat that the call brings. */
  readonly run: (call: () => Promise<Seat>) => Promise<NoSeat | null>;
}

/** One call for a seat at a time. */
export function useSeatCall(): SeatCall {
  const { enter } = useDoor();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<NoSeat | null>(null);
  const run = useCallback(
    async (call: () => Promise<Seat>) => {
      setBusy(true);
      setFailed(null);
      const got = await attempt(call);
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
