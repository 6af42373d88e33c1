/** How a banker gets in: by the ticket in the link, or by the cookie that an earlier ticket left. */
import type { HostClient } from '../../../client/host-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { type DeskRights, keepsRightOf } from './desk-rights.ts';
import type { DeskRoute } from './desk-route.ts';
import type { LastSeat } from './desk-storage.ts';

export type DeskAccess =
  | { readonly kind: 'owner'; readonly gameCode: string | null }
  | { readonly kind: 'assistant'; readonly gameCode: string; readonly seat: number }
  /** Not allowed in; `ticketUsed` when the link had been used already. */
  | { readonly kind: 'no_right'; readonly ticketUsed: boolean }
  /** The link opened the desk, but the browser has not kept the cookie. */
  | { readonly kind: 'no_cookies' }
  | { readonly kind: 'unreachable' };

export interface HostGateway {
  /** A client that calls from this seat. */
  apiFor(seat: number): Pick<HostClient, 'games' | 'me' | 'redeemTicket' | 'heldSeats'>;
  /** What this page keeps in case somebody clears its cookies. */
  readonly rights: Pick<DeskRights, 'keep' | 'forget'>;
  /** What a failed call means: `no` (not allowed), `away` (no answer), or something unexpected. */
  reasonOf(error: unknown): 'no' | 'away' | 'unexpected';
}

/**
 * Opens the desk. A ticket comes first; a used one opens nothing, but a browser with the cookie is let in all the same.
 * @throws what the host or client threw when that was neither a refusal nor an unreachable host.
 */
export async function resolveDeskAccess(
  gateway: HostGateway,
  route: DeskRoute,
  last: LastSeat | null,
): Promise<DeskAccess> {
  try {
    if (route.ticket === null) return await byCookie(gateway, seatsToTry(route, last), false);
    const redeemed = await byTicket(gateway, route.ticket);
    return redeemed ?? (await byCookie(gateway, seatsToTry(route, last), true));
  } catch (error) {
    if (gateway.reasonOf(error) === 'away') return { kind: 'unreachable' };
    throw error;
  }
}

async function byTicket(gateway: HostGateway, ticket: string): Promise<DeskAccess | null> {
  try {
    const {
      participant_id: seat,
      role,
      game_code: gameCode,
      token,
    } = await gateway.apiFor(OWNER_SEAT_ID).redeemTicket(ticket);
    if (role !== 'banker') return null;
    // By the cookie alone: a browser that keeps none has to be told, and another owner's token must not open this one's desk.
    gateway.rights.forget(seat);
    const access = await checkCookie(gateway, { seat, gameCode });
    if (access.kind !== 'no_cookies' && keepsRightOf(ticket)) gateway.rights.keep({ seat, gameCode, token });
    return access;
  } catch (error) {
    if (gateway.reasonOf(error) === 'no') return null;
    throw error;
  }
}

/** The link is used now: without an answer here, the desk is open all the same. */
async function checkCookie(gateway: HostGateway, { seat, gameCode }: LastSeat): Promise<DeskAccess> {
  try {
    return (await bySeat(gateway, { seat, gameCode })) ?? { kind: 'no_cookies' };
  } catch (error) {
    if (gateway.reasonOf(error) !== 'away') throw error;
    return gameCode === null ? { kind: 'owner', gameCode } : { kind: 'assistant', gameCode, seat };
  }
}

/** The seat in the address, then the one this browser used last, then the owner's. */
function seatsToTry({ seat, gameCode, page }: DeskRoute, last: LastSeat | null): readonly LastSeat[] {
  const lastGame = gameCode ?? last?.gameCode ?? null;
  // An address without a game is that of a page about the laptop; only one that says nothing at all means the last game.
  const ownersGame = seat === null && page === 'desk' ? lastGame : gameCode;
  const tried = [...(seat === null ? [] : [seat]), ...(last === null ? [] : [last.seat]), OWNER_SEAT_ID];
  // Assistants have no page but those of their game.
  const seats = tried.map((each) => ({
    seat: each,
    gameCode: each === OWNER_SEAT_ID ? ownersGame : lastGame,
  }));
  return seats.filter((each, index) => seats.findIndex((other) => other.seat === each.seat) === index);
}

async function byCookie(
  gateway: HostGateway,
  seats: readonly LastSeat[],
  ticketUsed: boolean,
): Promise<DeskAccess> {
  for (const each of seats) {
    // One at a time: the first seat that is let in wins.
    const access = await bySeat(gateway, each);
    if (access !== null) return access;
  }
  return (await byHeldSeat(gateway)) ?? { kind: 'no_right', ticketUsed };
}

/** The host sees which cookies this browser has, even if the browser has stored nothing else. */
async function byHeldSeat(gateway: HostGateway): Promise<DeskAccess | null> {
  try {
    const { items } = await gateway.apiFor(OWNER_SEAT_ID).heldSeats();
    const found = items.find(({ role, game_code: gameCode }) => role === 'banker' && gameCode !== null);
    if (found === undefined) return null;
    return await bySeat(gateway, { seat: found.participant_id, gameCode: found.game_code });
  } catch (error) {
    if (gateway.reasonOf(error) === 'no') return null;
    throw error;
  }
}

async function bySeat(gateway: HostGateway, { seat, gameCode }: LastSeat): Promise<DeskAccess | null> {
  const api = gateway.apiFor(seat);
  try {
    if (seat === OWNER_SEAT_ID) {
      const { items } = await api.games();
      return { kind: 'owner', gameCode: items.some((game) => game.game_code === gameCode) ? gameCode : null };
    }
    if (gameCode === null) return null;
    const me = await api.me(gameCode);
    return me.role === 'banker' ? { kind: 'assistant', gameCode, seat } : null;
  } catch (error) {
    if (gateway.reasonOf(error) === 'no') return null;
    throw error;
  }
}
