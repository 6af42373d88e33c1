import { HostError } from '../../../client/host-error.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { type AccessStore, createAccessStore } from '../../shared/access-store.ts';
import { type DeskAccess, type HostGateway, resolveDeskAccess } from './desk-access.ts';
import type { DeskStorage } from './desk-storage.ts';
import type { HashRouter } from './hash-router.ts';

const RETRY_MS = 2_000;

export interface DeskAccessOptions {
  readonly apiFor: HostGateway['apiFor'];
  readonly rights: HostGateway['rights'];
  readonly router: HashRouter;
  readonly storage: Pick<DeskStorage, 'lastSeat'>;
}

/** Asks at once, and again when another ticket is put into the address. The used ticket leaves the address. */
export function createDeskAccess({
  apiFor,
  rights,
  router,
  storage,
}: DeskAccessOptions): AccessStore<DeskAccess> {
  const gateway: HostGateway = { apiFor, rights, reasonOf };
  const store = createAccessStore<DeskAccess>({
    request: () => resolveDeskAccess(gateway, router.current(), storage.lastSeat()),
    isAway: ({ kind }) => kind === 'unreachable',
    retryMs: RETRY_MS,
    timers: globalThis,
    onAnswer(access) {
      if (access.kind !== 'owner' && access.kind !== 'assistant') return;
      const seat = access.kind === 'owner' ? OWNER_SEAT_ID : access.seat;
      router.replace({ gameCode: access.gameCode, seat, page: router.current().page });
    },
  });
  let { ticket } = router.current();
  router.subscribe(() => {
    const now = router.current().ticket;
    if (now === ticket) return;
    ticket = now;
    if (now !== null || !isOpen(store.getAccess())) store.restart();
  });
  return store;
}

function reasonOf(error: unknown): ReturnType<HostGateway['reasonOf']> {
  if (!(error instanceof HostError)) return 'unexpected';
  const status = error.problem?.status;
  return status === undefined || status === 503 || status === 429 ? 'away' : 'no';
}

function isOpen(access: DeskAccess | null): boolean {
  return access?.kind === 'owner' || access?.kind === 'assistant';
}
