/** Brings the desk and the board into every state, and stops in each. */
import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { DOCTOR_REPORTS } from '../src/renderer/banker/doctor/doctor-reports.fixtures.ts';
import type { Desk } from './pages.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { allTeams, populate } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME } from './test.fixtures.ts';

const STEPS = ['Teams', 'Exercises', 'Rules', 'Phones'] as const;
const WIFI_DIALOGS = ['Change the Wi-Fi code', 'Show the code full screen'] as const;
const PAGES = ['Players', 'History', 'Summary'] as const;
/** The one of the doctor's findings that stands for the others. */
const SHORT_REPORT = 'closed-linux';

export const DESK_STATES = [
  'games',
  'safekeeping of the laptop',
  'lobby',
  'lobby, with the code of the Wi-Fi',
  ...WIFI_DIALOGS,
  ...STEPS.map((step) => `set-up, ${step}`),
  ...Object.keys(DOCTOR_REPORTS).map((state) => `doctor, ${state}`),
  'empty desk',
  'desk',
  'keys',
  ...PAGES,
  'safekeeping',
  'restore',
  'paused',
] as const;

export const BOARD_STATES = [
  'joining',
  'joining, with the code of the Wi-Fi',
  'playing',
  'paused',
  'ended',
] as const;

type Visit = (page: Page, state: string) => Promise<void>;
type MakeGame = (options: object) => Promise<string>;

interface DeskWalk {
  readonly host: RunningHost;
  readonly game: MakeGame;
  readonly desk: (link?: string, options?: BrowserContextOptions) => Promise<Desk>;
  /** Only what stands for others of its kind. */
  readonly isShort: boolean;
}

/** From the list of games to a pause. */
export async function walkDesk({ host, game, desk, isShort }: DeskWalk, visit: Visit): Promise<void> {
  const code = await game({ isStarted: false, schools: allTeams(4) });
  const banker = await desk(undefined, { reducedMotion: 'reduce' });
  const { page } = banker;
  const stop = async (state: string) => visit(page, state);
  const goTo = (name: string) =>
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();

  await expect(page.getByRole('link', { name: new RegExp(GAME) })).toBeVisible();
  await stop('games');
  await page.getByRole('link', { name: 'Backups & files' }).click();
  await expect(page.getByText('No backups yet')).toBeVisible();
  await stop('safekeeping of the laptop');
  await page.getByRole('link', { name: 'All games' }).click();
  await banker.open(GAME);
  await expect(page.getByText('Nobody has joined yet').first()).toBeVisible();
  await stop('lobby');
  const network = { ssid: 'Hall', security: 'wpa', password: 'open sesame', hidden: false };
  await host.api('/host/wifi', { network, on_board: true }, 'PATCH');
  await expect(banker.button('Change the Wi-Fi code')).toBeVisible({ timeout: 10_000 });
  await stop('lobby, with the code of the Wi-Fi');
  for (const opens of WIFI_DIALOGS) {
    await banker.button(opens).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await stop(opens);
    await page.keyboard.press('Escape');
  }
  await goTo('Set-up');
  for (const step of STEPS) {
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
    await expect(page.locator(`[data-step="${step.toLowerCase()}"]`)).toBeVisible();
    await stop(`set-up, ${step}`);
  }
  await banker.openMenu();
  await page.getByRole('menuitem', { name: 'Phones and network' }).click();
  for (const [state, report] of Object.entries(DOCTOR_REPORTS)) {
    if (isShort && state !== SHORT_REPORT) continue;
    await page.route('**/api/v2/host/doctor', (route) => route.fulfill({ json: report() }));
    await page.reload();
    await expect(page.locator('[data-part="ladder"]')).toBeVisible();
    await stop(`doctor, ${state}`);
  }
  await page.unroute('**/api/v2/host/doctor');
  await goTo('Desk');
  await host.api(`/games/${code}/start`, {});
  await expect(page.getByText('No requests yet')).toBeVisible();
  await stop('empty desk');
  await populate(host, code, { waiting: 3, active: 3, teams: 4 });
  await expect(banker.row(banker.waiting, 'Finn')).toBeVisible();
  await stop('desk');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await stop('keys');
  await page.keyboard.press('Escape');
  for (const name of PAGES) {
    await goTo(name);
    await expect(page.getByRole('main').getByRole('heading', { name }).first()).toBeVisible();
    await stop(name);
  }
  await banker.openMenu();
  await page.getByRole('menuitem', { name: 'Backups & files' }).click();
  await banker.button('Make a backup now').click();
  await expect(page.getByText('Good')).toBeVisible();
  await stop('safekeeping');
  await banker.button(/^Restore/).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await stop('restore');
  await page.keyboard.press('Escape');
  await goTo('Desk');
  await banker.pause();
  await expect(banker.button('Resume')).toBeVisible();
  await stop('paused');
}

interface BoardWalk {
  readonly host: RunningHost;
  readonly game: MakeGame;
  readonly context: BrowserContext;
}

/** From the first player to the results. */
export async function walkBoard({ host, game, context }: BoardWalk, visit: Visit): Promise<void> {
  const code = await game({ isStarted: false, schools: allTeams(4) });
  const board = await openBoard({ context, host }, code);
  const stop = async (state: string) => visit(board, state);
  await expect(board.getByText('Nobody is here yet')).toBeVisible();
  await stop('joining');
  const network = { ssid: 'Hall', security: 'wpa', password: 'open sesame', hidden: false };
  await host.api('/host/wifi', { network, on_board: true }, 'PATCH');
  await expect(board.getByRole('img')).toHaveCount(2, { timeout: 10_000 });
  await stop('joining, with the code of the Wi-Fi');
  await host.api(`/games/${code}/start`, {});
  await populate(host, code, { waiting: 3, active: 3, teams: 4 });
  await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('Clara');
  await stop('playing');
  await host.api(`/games/${code}/pause`, {});
  await expect(board.getByText('Paused', { exact: true })).toBeVisible();
  await stop('paused');
  await host.api(`/games/${code}/end`, {});
  await expect(board.getByText('The game is over')).toBeVisible();
  await stop('ended');
}
