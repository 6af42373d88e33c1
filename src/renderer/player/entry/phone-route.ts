/** What the phone's address says: which game, which of several seats in this browser, or a ticket to move one here. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';

export interface PhoneRoute {
  /** Null on `/`, and when the path has no code. */
  readonly code: string | null;
  readonly seat: number | null;
  readonly ticket: string | null;
}

/** @param location a path like `/j/ABC234`, a hash like `#seat=12` or `#ticket=...`; nonsense is ignored. */
export function parseRoute({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): PhoneRoute {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const seat = params.get('seat') ?? '';
  const ticket = params.get('ticket');
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

/** The address that brings a reloaded page back. It never holds a ticket. */
export function routePath({ code, seat }: Pick<PhoneRoute, 'code' | 'seat'>): string {
  return `${code === null ? '/' : `/j/${code}`}${seat === null ? '' : `#seat=${seat}`}`;
}
