/** What the board's address says after the #: a one-time ticket, or the seat it already has. */
import { normaliseGameCode } from '../../protocol/game-codes.ts';

export interface BoardRoute {
  readonly ticket: string | null;
  readonly seat: BoardSeat | null;
}

export interface BoardSeat {
  readonly gameCode: string;
  readonly participantId: number;
}

/** @param fragment with or without its #; nonsense is ignored. */
export function parseRoute(fragment: string): BoardRoute {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const gameCode = normaliseGameCode(params.get('game') ?? '');
  const id = params.get('seat') ?? '';
  return {
    ticket: params.get('ticket'),
    seat: gameCode !== null && /^[1-9]\d{0,9}$/.test(id) ? { gameCode, participantId: Number(id) } : null,
  };
}

/** The fragment that brings a reloaded board back. It never holds a ticket. */
export const routeHash = ({ gameCode, participantId }: BoardSeat): string =>
  `#game=${gameCode}&seat=${participantId}`;
