/** What the desk's address says behind the #: a one-time ticket, or which game in which seat and which page of it; without a game, a page of the whole laptop. */
import { normaliseGameCode } from '../../../protocol/game-codes.ts';

export const PAGES = ['desk', 'players', 'history', 'summary', 'setup', 'safekeeping'] as const;
export type Page = (typeof PAGES)[number];

export interface Place {
  readonly ticket: string | null;
  readonly gameCode: string | null;
  /** 0 is the owner's seat. */
  readonly seat: number | null;
  readonly page: Page;
}

/** @param fragment with or without its #; what makes no sense is left out. */
export function readFragment(fragment: string): Place {
  const said = new URLSearchParams(fragment.replace(/^#/, ''));
  const seat = said.get('seat') ?? '';
  return {
    ticket: said.get('ticket'),
    gameCode: normaliseGameCode(said.get('game') ?? ''),
    seat: /^\d{1,9}$/.test(seat) ? Number(seat) : null,
    page: PAGES.find((page) => page === said.get('page')) ?? 'desk',
  };
}

/** The fragment that brings a reloaded or copied page back to the same place. A ticket is never in it. */
export function writeFragment(place: { gameCode: string | null; seat: number; page: Page }): string {
  const said = new URLSearchParams();
  if (place.gameCode !== null) said.set('game', place.gameCode);
  said.set('seat', String(place.seat));
  if (place.page !== 'desk') said.set('page', place.page);
  return `#${said.toString()}`;
}
