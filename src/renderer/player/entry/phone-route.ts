/** What the phone's address says: which game, which of several seats in this browser, or a ticket to move one here. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';
import type { SeatName } from './seat-store.ts';

export interface PhoneRoute {
  /** Null on `/`, and when the path has no code. */
  readonly code: string | null;
  readonly seat: number | null;
  /** The seat that `seat` goes on from: the way back in a browser that has lost its storage. */
  readonly before: SeatName | null;
  readonly ticket: string | null;
  /** Whether the address leads to no game, and was not simply that of the laptop. The host adds `#wrong` to what it could not use. */
  readonly isWrong: boolean;
}

/** @param location a path like `/j/ABC234`, a hash like `#seat=12`, `#seat=20&before=ABC234.12`, `#ticket=...` or `#wrong`; nonsense is ignored. */
export function parseRoute({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): PhoneRoute {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const seat = params.get('seat') ?? '';
  const ticket = params.get('ticket');
  const code = codeFromPath(pathname);
  return {
    code,
    seat: seatId(seat),
    before: seatName(params.get('before')),
    ticket: ticket === '' ? null : ticket,
    isWrong: code === null && (params.has('wrong') || !/^\/(j\/?)?$/.test(pathname)),
  };
}

function seatId(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

function seatName(text: string | null): SeatName | null {
  const [typed = '', id] = text?.split('.') ?? [];
  const code = normaliseGameCode(typed);
  const playerId = seatId(id);
  return code === null || playerId === null ? null : { code, playerId };
}

function codeFromPath(pathname: string): string | null {
  const [, typed] = /^\/j\/([^/]*)\/?$/.exec(pathname) ?? [];
  if (typed === undefined) return null;
  try {
    return normaliseGameCode(decodeURIComponent(typed));
  } catch (error) {
    // A stray % is no code.
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** The address that brings a reloaded page back. It never holds a ticket. */
export function routePath({
  code,
  seat,
  before,
}: Pick<PhoneRoute, 'code' | 'seat'> & { readonly before?: SeatName | undefined }): string {
  const path = code === null ? '/' : `/j/${code}`;
  const way = before === undefined ? '' : `&before=${before.code}.${before.playerId}`;
  return seat === null ? path : `${path}#seat=${seat}${way}`;
}
