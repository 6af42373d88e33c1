/** How the board gets in: by the ticket in its link, or by the cookie that an earlier ticket left. */
import { type HostClient, HostError } from '../../client/host-client.ts';
import { type AccessStore, createAccessStore } from '../shared/access-store.ts';
import { type BoardRoute, type BoardSeat, parseRoute, routeHash } from './board-route.ts';

const RETRY_MS = 3_000;

export type BoardAccess =
  | { readonly kind: 'seat'; readonly seat: BoardSeat }
  | { readonly kind: 'no_right' }
  | { readonly kind: 'away' };

type ApiFor = (seat: number | undefined) => Pick<HostClient, 'redeemTicket' | 'me'>;

/**
 * Opens the board by the ticket in its address, or by the seat that the address names after a reload.
 * @throws what was neither a refusal nor an unreachable host.
 */
export async function resolveBoardAccess(apiFor: ApiFor, { ticket, seat }: BoardRoute): Promise<BoardAccess> {
  try {
    if (ticket !== null) {
      const redeemed = await apiFor(undefined).redeemTicket(ticket);
      const { role, game_code: gameCode, participant_id: participantId } = redeemed;
      if (role !== 'board' || gameCode === null) return { kind: 'no_right' };
      return { kind: 'seat', seat: { gameCode, participantId } };
    }
    if (seat === null) return { kind: 'no_right' };
    await apiFor(seat.participantId).me(seat.gameCode);
    return { kind: 'seat', seat };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return { kind: error.problem === null ? 'away' : 'no_right' };
  }
}

export interface BoardAccessOptions {
  readonly apiFor: ApiFor;
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState' | 'state'>;
}

/** Asks at once. The used ticket leaves the address and the seat takes its place, so that a reload comes back. */
export function createBoardAccess({
  apiFor,
  location,
  history,
}: BoardAccessOptions): AccessStore<BoardAccess> {
  return createAccessStore<BoardAccess>({
    request: () => resolveBoardAccess(apiFor, parseRoute(location.hash)),
    isAway: ({ kind }) => kind === 'away',
    retryMs: RETRY_MS,
    timers: globalThis,
    onAnswer(access) {
      if (access.kind !== 'seat') return;
      history.replaceState(
        history.state,
        '',
        `${location.pathname}${location.search}${routeHash(access.seat)}`,
      );
    },
  });
}
