import { useEffect, useState } from 'react';
import { createHostAdminClient } from '../../../client/host-admin-client.ts';
import { HostError } from '../../../client/host-error.ts';
import { reuseIfEqual } from '../../../client/share-unchanged.ts';
import type { HostInfo } from '../../../protocol/host-info.ts';

/** The laptop may change networks during a game. */
const ASK_EVERY_MS = 5_000;

/**
 * What the host says about itself; null until it has answered, and the last answer while it can't be reached.
 * @param seat who is asking.
 */
export function useHostInfo(seat: number): HostInfo | null {
  const [info, setInfo] = useState<HostInfo | null>(null);
  useEffect(() => {
    const laptop = createHostAdminClient({ seat });
    const asking = new AbortController();
    const { signal } = asking;
    const ask = async () => {
      try {
        const answer = await laptop.host({ signal });
        if (!signal.aborted) setInfo((before) => reuseIfEqual(before, answer));
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      asking.abort();
    };
  }, [seat]);
  return info;
}
