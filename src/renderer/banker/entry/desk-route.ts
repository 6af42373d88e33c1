/** What the desk's router says behind the #: a one-time ticket, or which game in which seat and which page of it; without a game, a page of the whole laptop. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';

export const DESK_PAGES = ['desk', 'players', 'history', 'summary', 'setup', 'safekeeping'] as const;
export type DeskPage = (typeof DESK_PAGES)[number];

export interface DeskRoute {
  readonly ticket: string | null;
  readonly gameCode: string | null;
  /** 0 is the owner's seat. */
  readonly seat: number | null;
  readonly page: DeskPage;
}

/** @param fragment with or without its #; what makes no sense is left out. */
export function parseRoute(fragment: string): DeskRoute {
  const said = new URLSearchParams(fragment.replace(/^#/, ''));
  const seat = said.get('seat') ?? '';
  return {
    ticket: said.get('ticket'),
    gameCode: normaliseGameCode(said.get('game') ?? ''),
    seat: /^\d{1,9}$/.test(seat) ? Number(seat) : null,
    page: DESK_PAGES.find((page) => page === said.get('page')) ?? 'desk',
  };
}

/** The fragment that brings a reloaded or copied page back to the same route. A ticket is never in it. */
export function routeHash(route: { gameCode: string | null; seat: number; page: DeskPage }): string {
  const said = new URLSearchParams();
  if (route.gameCode !== null) said.set('game', route.gameCode);
  said.set('seat', String(route.seat));
  if (route.page !== 'desk') said.set('page', route.page);
  return `#${said.toString()}`;
}
