/** How a banker gets in: by the ticket in the link, or by the cookie that an earlier one left. */
import type { HostClient } from '../../../client/host-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import type { Place } from './desk-route.ts';
import type { LastSeat } from './desk-storage.ts';

export type Opened =
  | { readonly kind: 'owner'; readonly gameCode: string | null }
  | { readonly kind: 'assistant'; readonly gameCode: string; readonly seat: number }
  /** No right; `ticketUsed` when a link was tried that opens nothing any more. */
  | { readonly kind: 'no_right'; readonly ticketUsed: boolean }
  | { readonly kind: 'unreachable' };

export interface Door {
  /** Calls made from this seat. */
  callsFor(seat: number): Pick<HostClient, 'games' | 'me' | 'redeemTicket'>;
  /** What a failed call means: `no` right, host `away`, or something unexpected. */
  reasonOf(error: unknown): 'no' | 'away' | 'unexpected';
}

/**
 * Opens the desk. A ticket counts first; one that was used already opens nothing by itself, but a browser that holds the
 * cookie is let in all the same.
 * @throws what the host or client threw when that was neither a refusal nor an unreachable host.
 */
export async function openDesk(door: Door, place: Place, last: LastSeat | null): Promise<Opened> {
  try {
    if (place.ticket === null) return await byCookie(door, seatsToTry(place, last), false);
    const redeemed = await byTicket(door, place.ticket);
    return redeemed ?? (await byCookie(door, seatsToTry(place, last), true));
  } catch (error) {
    if (door.reasonOf(error) === 'away') return { kind: 'unreachable' };
    throw error;
  }
}

async function byTicket(door: Door, ticket: string): Promise<Opened | null> {
  try {
    const {
      participant_id: seat,
      role,
      game_code: gameCode,
    } = await door.callsFor(OWNER_SEAT_ID).redeemTicket(ticket);
    if (role !== 'banker') return null;
    if (gameCode === null) return { kind: 'owner', gameCode: null };
    return { kind: 'assistant', gameCode, seat };
  } catch (error) {
    if (door.reasonOf(error) === 'no') return null;
    throw error;
  }
}

/** The seat in the address, then the one this browser had last, then the owner's. */
function seatsToTry({ seat, gameCode }: Place, last: LastSeat | null): readonly LastSeat[] {
  const named = seat === null ? [] : [{ seat, gameCode: gameCode ?? last?.gameCode ?? null }];
  const remembered = last === null ? [] : [{ ...last, gameCode: gameCode ?? last.gameCode }];
  const seats = [
    ...named,
    ...remembered,
    { seat: OWNER_SEAT_ID, gameCode: gameCode ?? last?.gameCode ?? null },
  ];
  return seats.filter((each, index) => seats.findIndex((other) => other.seat === each.seat) === index);
}

async function byCookie(door: Door, seats: readonly LastSeat[], ticketUsed: boolean): Promise<Opened> {
  for (const each of seats) {
    // One after the other: the first seat that is let in decides.
    const opened = await bySeat(door, each);
    if (opened !== null) return opened;
  }
  return { kind: 'no_right', ticketUsed };
}

async function bySeat(door: Door, { seat, gameCode }: LastSeat): Promise<Opened | null> {
  const calls = door.callsFor(seat);
  try {
    if (seat === OWNER_SEAT_ID) {
      const { items } = await calls.games();
      return { kind: 'owner', gameCode: items.some((game) => game.game_code === gameCode) ? gameCode : null };
    }
    if (gameCode === null) return null;
    const me = await calls.me(gameCode);
    return me.role === 'banker' ? { kind: 'assistant', gameCode, seat } : null;
  } catch (error) {
    if (door.reasonOf(error) === 'no') return null;
    throw error;
  }
}
