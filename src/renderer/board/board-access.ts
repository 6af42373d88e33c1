/** How the board gets in: by the ticket in its link, or by the cookie an earlier one left. */
import { type HostClient, HostError } from '../../client/host-client.ts';
import { normaliseGameCode } from '../../protocol/game-codes.ts';

export interface BoardRoute {
  readonly ticket: string | null;
  readonly seat: BoardSeat | null;
}

export interface BoardSeat {
  readonly gameCode: string;
  readonly participantId: number;
}

export type BoardAccess =
  | { readonly kind: 'seat'; readonly seat: BoardSeat }
  | { readonly kind: 'no_right' }
  | { readonly kind: 'away' };

/** @param fragment with or without its #; what makes no sense is left out. */
export function parseRoute(fragment: string): BoardRoute {
  const said = new URLSearchParams(fragment.replace(/^#/, ''));
  const gameCode = normaliseGameCode(said.get('game') ?? '');
  const id = said.get('seat') ?? '';
  return {
    ticket: said.get('ticket'),
    seat: gameCode !== null && /^[1-9]\d{0,9}$/.test(id) ? { gameCode, participantId: Number(id) } : null,
  };
}

/** The fragment that brings a reloaded board back. A ticket is never in it. */
export const routeHash = ({ gameCode, participantId }: BoardSeat): string =>
  `#game=${gameCode}&seat=${participantId}`;

/**
 * Opens the board by the ticket in its address, or the seat that the address names after a reload.
 * @throws what was neither a refusal nor an unreachable host.
 */
export async function resolveBoardAccess(
  apiFor: (seat: number | undefined) => Pick<HostClient, 'redeemTicket' | 'me'>,
  { ticket, seat }: BoardRoute,
): Promise<BoardAccess> {
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
