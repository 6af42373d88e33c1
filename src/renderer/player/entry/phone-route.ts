/** What the phone's address says: which game, which of several seats in this browser, or a ticket to move one here. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';

export interface Place {
  /** Null on `/`, and where the path holds no code. */
  readonly code: string | null;
  readonly seat: number | null;
  readonly ticket: string | null;
}

/** @param location path as `/j/ABC234`, hash as `#seat=12` or `#ticket=...`; what makes no sense is left out. */
export function readPlace({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): Place {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const seat = said.get('seat') ?? '';
  const ticket = said.get('ticket');
  return {
    code: codeIn(pathname),
    seat: /^[1-9]\d{0,8}$/.test(seat) ? Number(seat) : null,
    ticket: ticket === '' ? null : ticket,
  };
}

function codeIn(pathname: string): string | null {
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

/** The address that brings a reloaded page back. A ticket is never in it. */
export function addressOf({ code, seat }: Pick<Place, 'code' | 'seat'>): string {
  return `${code === null ? '/' : `/j/${code}`}${seat === null ? '' : `#seat=${seat}`}`;
}
