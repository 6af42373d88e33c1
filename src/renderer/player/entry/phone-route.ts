/** What the phone's address says: which game, which of several seats in this browser, or a ticket to move one here. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';

export interface PhoneRoute {
  /** Null on `/`, and where the path holds no code. */
  readonly code: string | null;
  readonly seat: number | null;
  readonly ticket: string | null;
}

/** @param location path as `/j/ABC234`, hash as `#seat=12` or `#ticket=...`; what makes no sense is left out. */
export function parseRoute({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): PhoneRoute {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const seat = said.get('seat') ?? '';
  const ticket = said.get('ticket');
  return {
    code: codeFromPath(pathname),
    seat: /^[1-9]\d{0,8}$/.test(seat) ? Number(seat) : null,
    ticket: ticket === '' ? null : ticket,
  };
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

/** The address that brings a reloaded page back. A ticket is never in it. */
export function routePath({ code, seat }: Pick<PhoneRoute, 'code' | 'seat'>): string {
  return `${code === null ? '/' : `/j/${code}`}${seat === null ? '' : `#seat=${seat}`}`;
}
