import { useCallback, useMemo } from 'react';
import { createHostAdminClient } from '../../../client/host-admin-client.ts';
import type { SpareRight } from '../../../client/host-client.ts';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { usePolled } from './use-polled.ts';

/** The laptop may change networks during a game: with the host's own look at them, this makes 3 s. */
const ASK_EVERY_MS = 1_500;

/**
 * What the host says about itself; null until it has answered, and the last answer while it can't be reached.
 * @param seat who is asking.
 * @param spareRight the same object for as long as it is the same seat
 * @param asking called with each question; what it returns gets the answer. The same function always.
 */
export function useHostInfo(
  seat: number,
  spareRight?: SpareRight,
  asking?: () => (info: HostInfo) => void,
): HostInfo | null {
  const { host } = useMemo(() => createHostAdminClient({ seat, spareRight }), [seat, spareRight]);
  const ask = useCallback<typeof host>(
    async (options) => {
      const hear = asking?.();
      const info = await host(options);
      hear?.(info);
      return info;
    },
    [host, asking],
  );
  return usePolled(ask, ASK_EVERY_MS);
}
