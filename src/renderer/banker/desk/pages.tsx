/** The desk's pages beside the desk itself. Each is a component without props, on `useDesk()` and `useGame()`. */
import type { ComponentType } from 'react';
import type { DeskPage } from '../entry/desk-route.ts';
import { HistoryPage } from '../history/history-page.tsx';
import { PlayersPage } from '../players/players-page.tsx';
import { SafekeepingPage } from '../safekeeping/safekeeping-page.tsx';
import { SetupPage } from '../setup/setup-page.tsx';
import { SummaryPage } from '../summary/summary-page.tsx';

export type OtherPage = Exclude<DeskPage, 'desk'>;

/**
 * `players`, `history`, `setup`, `summary` in the order of the links; `safekeeping` in the menu. A page that is named here
 * fills the place between the top bar and the foot, with its own scrolling; see parts/page.tsx. A game that was just
 * created opens on `setup` when there is one.
 */
export const OTHER_PAGES: Readonly<Partial<Record<OtherPage, ComponentType>>> = {
  players: PlayersPage,
  history: HistoryPage,
  setup: SetupPage,
  summary: SummaryPage,
  safekeeping: SafekeepingPage,
};
