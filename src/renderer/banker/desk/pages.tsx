/** The desk's other pages. Each is a component without props that uses `useDesk()` and `useGame()`. */
import type { ComponentType } from 'react';
import { DoctorPage } from '../doctor/doctor-page.tsx';
import type { DeskPage } from '../entry/desk-route.ts';
import { HistoryPage } from '../history/history-page.tsx';
import { PlayersPage } from '../players/players-page.tsx';
import { SafekeepingPage } from '../safekeeping/safekeeping-page.tsx';
import { SeatCardsPage } from '../seat-cards/seat-cards-page.tsx';
import { SetupPage } from '../setup/setup-page.tsx';
import { SummaryPage } from '../summary/summary-page.tsx';

export type OtherPage = Exclude<DeskPage, 'desk'>;

/**
 * In the order of the links; `safekeeping` and `doctor` are in the menu, `seat_cards` is on the players' page. A page fills the space between the top bar and the activity
 * feed and scrolls by itself (`PageLayout`). A new game opens on `setup`.
 */
export const OTHER_PAGES: Readonly<Partial<Record<OtherPage, ComponentType>>> = {
  players: PlayersPage,
  history: HistoryPage,
  setup: SetupPage,
  summary: SummaryPage,
  safekeeping: SafekeepingPage,
  doctor: DoctorPage,
  seat_cards: SeatCardsPage,
};
