/** What the phone's address says: which game, which of several seats in this browser, or a ticket to move one here. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';

export interface PhoneRoute {
  /** Null on `/`, and when the path has no code. */
  readonly code: string | null;
  readonly seat: number | null;
  readonly ticket: string | null;
  /** Whether the address leads to no game, and was not simply that of the laptop. The host adds `#wrong` to what it could not use. */
  readonly isWrong: boolean;
}

/** @param location a path like `/j/ABC234`, a hash like `#seat=12`, `#ticket=...` or `#wrong`; nonsense is ignored. */
export function parseRoute({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): PhoneRoute {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const seat = params.get('seat') ?? '';
  const ticket = params.get('ticket');
  const code = codeFromPath(pathname);
  return {
    code,
    seat: /^[1-9]\d{0,8}$/.test(seat) ? Number(seat) : null,
    ticket: ticket === '' ? null : ticket,
    isWrong: code === null && (params.has('wrong') || !/^\/(j\/?)?$/.test(pathname)),
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
