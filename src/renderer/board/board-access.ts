/** How the board gets in: by the ticket in its link, or by the cookie that an earlier ticket left. */
import { type HostClient, HostError, type SpareRight } from '../../client/host-client.ts';
import { type AccessStore, createAccessStore } from '../shared/access-store.ts';
import { replaceAddress } from '../shared/replace-address.ts';
import type { BoardRights } from './board-rights.ts';
import { type BoardRoute, type BoardSeat, parseRoute, routeHash } from './board-route.ts';

const RETRY_MS = 3_000;

export type BoardAccess =
  | { readonly kind: 'seat'; readonly seat: BoardSeat; readonly spareRight?: SpareRight }
  | { readonly kind: 'no_right' }
  /** The link opened the board, but the browser has not kept the cookie. */
  | { readonly kind: 'no_cookies' }
  | { readonly kind: 'away' };

export type OpenBoard = Extract<BoardAccess, { kind: 'seat' }>;

type ApiFor = (
  seat: number | undefined,
  spareRight?: SpareRight,
) => Pick<HostClient, 'redeemTicket' | 'me' | 'heldSeats'>;

/**
 * Opens the board by the ticket in its address, or by the seat that the address names after a reload.
 * @throws what was neither a refusal nor an unreachable host.
 */
export async function resolveBoardAccess(
  apiFor: ApiFor,
  rights: BoardRights,
  { ticket, seat }: BoardRoute,
): Promise<BoardAccess> {
  try {
    if (ticket !== null) {
      const redeemed = await apiFor(undefined).redeemTicket(ticket);
      const { role, game_code: gameCode, participant_id: participantId, token } = redeemed;
      if (role !== 'board' || gameCode === null) return { kind: 'no_right' };
      const opened = { gameCode, participantId };
      // By the cookie alone: a browser that keeps none has to be told.
      const access = await bySeat(apiFor(participantId), opened, 'no_cookies');
      if (access.kind !== 'seat') return access;
      rights.keep(opened, token);
      return withRight(opened, rights);
    }
    const held = seat ?? (await heldSeat(apiFor));
    if (held === null) return { kind: 'no_right' };
    const access = await bySeat(apiFor(held.participantId, rights.find(held)), held, 'no_right');
    if (access.kind === 'no_right') rights.forget(held);
    return access.kind === 'seat' ? withRight(held, rights) : access;
  } catch (error) {
    return { kind: isAway(error) ? 'away' : 'no_right' };
  }
}

/** The open board, with the token that is kept for it. */
export function withRight(seat: BoardSeat, rights: BoardRights): OpenBoard {
  const spareRight = rights.find(seat);
  return { kind: 'seat', seat, ...(spareRight !== undefined && { spareRight }) };
}

async function bySeat(
  api: Pick<HostClient, 'me'>,
  seat: BoardSeat,
  refused: 'no_right' | 'no_cookies',
): Promise<BoardAccess> {
  try {
    await api.me(seat.gameCode);
    return { kind: 'seat', seat };
  } catch (error) {
    // The link is used now: without an answer here, the board is open all the same.
    if (isAway(error)) return refused === 'no_cookies' ? { kind: 'seat', seat } : { kind: 'away' };
    return { kind: refused };
  }
}

/** The host sees which cookies this browser has, even if the address names no seat. */
async function heldSeat(apiFor: ApiFor): Promise<BoardSeat | null> {
  const { items } = await apiFor(undefined).heldSeats();
  const found = items.find(({ role }) => role === 'board');
  const gameCode = found?.game_code ?? null;
  return found === undefined || gameCode === null ? null : { gameCode, participantId: found.participant_id };
}

/** No answer, or none yet. Throws what is neither that nor a refusal. */
function isAway(error: unknown): boolean {
  if (!(error instanceof HostError)) throw error;
  const status = error.problem?.status;
  return status === undefined || status === 429 || status === 503;
}

export interface BoardAccessOptions {
  readonly apiFor: ApiFor;
  readonly rights: BoardRights;
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState' | 'state'>;
}

/** Asks at once. The used ticket leaves the address and the seat takes its place, so that a reload comes back. */
export function createBoardAccess({
  apiFor,
  rights,
  location,
  history,
}: BoardAccessOptions): AccessStore<BoardAccess> {
  return createAccessStore<BoardAccess>({
    request: () => resolveBoardAccess(apiFor, rights, parseRoute(location.hash)),
    isAway: ({ kind }) => kind === 'away',
    retryMs: RETRY_MS,
    timers: globalThis,
    onAnswer(access) {
      if (access.kind !== 'seat') return;
      replaceAddress(history, `${location.pathname}${location.search}${routeHash(access.seat)}`);
    },
  });
}
