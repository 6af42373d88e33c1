/** What the board's address says after the #: a one-time ticket, or the seat it already has. */
import { normaliseGameCode } from '../../protocol/game-codes.ts';

export interface BoardRoute {
  readonly ticket: string | null;
  readonly seat: BoardSeat | null;
}

export interface BoardSeat {
  readonly gameCode: string;
  readonly participantId: number;
  /** Its seat in the game before, which this one goes on from. */
  readonly before?: Omit<BoardSeat, 'before'>;
}

/** @param fragment with or without its #; nonsense is ignored. */
export function parseRoute(fragment: string): BoardRoute {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const seat = parseSeat(params.get('game'), params.get('seat'));
  const [code = null, id = null] = (params.get('before') ?? '').split('.');
  const before = parseSeat(code, id);
  return {
    ticket: params.get('ticket'),
    seat: seat === null || before === null ? seat : { ...seat, before },
  };
}

function parseSeat(code: string | null, id: string | null): BoardSeat | null {
  const gameCode = normaliseGameCode(code ?? '');
  return gameCode !== null && id !== null && /^[1-9]\d{0,14}$/.test(id)
    ? { gameCode, participantId: Number(id) }
    : null;
}

/** The fragment that brings a reloaded board back. It never holds a ticket. */
export const routeHash = ({ gameCode, participantId, before }: BoardSeat): string =>
  `#game=${gameCode}&seat=${participantId}${before === undefined ? '' : `&before=${before.gameCode}.${before.participantId}`}`;
