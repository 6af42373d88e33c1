import { useCallback, useEffect, useState } from 'react';
import { createHostClient, HostError } from '../../../client/host-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { resolveDeskAccess, type HostGateway, type DeskAccess } from './desk-access.ts';
import type { DeskStorage } from './desk-storage.ts';
import type { HashRouter } from './hash-router.ts';

/** While the host does not answer, the gateway is tried again this often, ms. */
const RETRY_MS = 2_000;

const gateway: HostGateway = {
  apiFor: (seat) => createHostClient({ seat }),
  reasonOf(error) {
    if (!(error instanceof HostError)) return 'unexpected';
    const status = error.problem?.status;
    if (status === undefined || status === 503 || status === 429) return 'away';
    return 'no';
  },
};

interface Entry {
  /** Null while the gateway is being access for the first time. */
  readonly access: DeskAccess | null;
  /** Tries at once. */
  readonly retry: () => void;
}

/** Opens the desk by the router, and again when another ticket is put into it. */
export function useDeskAccess(router: HashRouter, storage: DeskStorage, ticket: string | null): Entry {
  const [access, setOpened] = useState<DeskAccess | null>(null);

  const retry = useCallback(() => {
    const enter = async () => {
      const route = router.current();
      const now = await resolveDeskAccess(gateway, route, storage.lastSeat());
      setOpened(now);
      if (now.kind !== 'owner' && now.kind !== 'assistant') return;
      const seat = now.kind === 'owner' ? OWNER_SEAT_ID : now.seat;
      router.replace({ gameCode: now.gameCode, seat, page: route.page });
    };
    void enter();
  }, [router, storage]);

  const isOpen = access?.kind === 'owner' || access?.kind === 'assistant';
  useEffect(() => {
    if (ticket !== null || !isOpen) retry();
  }, [ticket, isOpen, retry]);

  const away = access?.kind === 'unreachable';
  useEffect(() => {
    if (!away) return undefined;
    const timer = setInterval(retry, RETRY_MS);
    return () => clearInterval(timer);
  }, [away, retry]);

  return { access, retry };
}
