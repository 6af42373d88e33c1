/** What the desk's address says after the #: a one-time ticket, or a game, a seat and a page; without a game, a page about the whole laptop. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';

export const DESK_PAGES = [
  'desk',
  'players',
  'history',
  'summary',
  'setup',
  'safekeeping',
  'library',
  'doctor',
  'seat_cards',
] as const;
export type DeskPage = (typeof DESK_PAGES)[number];

export interface DeskRoute {
  readonly ticket: string | null;
  readonly gameCode: string | null;
  /** 0 is the owner's seat. */
  readonly seat: number | null;
  readonly page: DeskPage;
}

/** @param fragment with or without its #; nonsense is ignored. */
export function parseRoute(fragment: string): DeskRoute {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const seat = params.get('seat') ?? '';
  return {
    ticket: params.get('ticket'),
    gameCode: normaliseGameCode(params.get('game') ?? ''),
    seat: /^\d{1,15}$/.test(seat) ? Number(seat) : null,
    page: DESK_PAGES.find((page) => page === params.get('page')) ?? 'desk',
  };
}

/** The fragment that brings a reloaded or copied page back to the same place. It never holds a ticket. */
export function routeHash(route: { gameCode: string | null; seat: number; page: DeskPage }): string {
  const params = new URLSearchParams();
  if (route.gameCode !== null) params.set('game', route.gameCode);
  params.set('seat', String(route.seat));
  if (route.page !== 'desk') params.set('page', route.page);
  return `#${params.toString()}`;
}
