/** Brings the desk and the board into every state, and stops in each. */
import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { DOCTOR_REPORTS } from '../src/renderer/banker/doctor/doctor-reports.fixtures.ts';
import { fillLibrary, saveTemplate, sayNeeds } from './library.harness.ts';
import type { Desk } from './pages.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { allTeams, claim, completeAll, MESSAGE, populate, sayAndPlan } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME } from './test.fixtures.ts';

const STEPS = ['Teams', 'Exercises', 'Rules', 'Phones'] as const;
const WIFI_DIALOGS = ['Change the Wi-Fi code', 'Show the code full screen'] as const;
const PAGES = ['Players', 'History', 'Summary'] as const;
const MENU_DIALOGS = [
  'Message to everybody…',
  'When it ends…',
  'Link for an assistant banker',
  'Link for the board',
  'End the game',
] as const;
const FINALE = ['opening', 'first', 'helpers', 'totals', 'chart'] as const;

export const DESK_STATES = [
  'games',
  'safekeeping of the laptop',
  'library, empty',
  'library',
  'library, an exercise',
  'library, mistakes in an exercise',
  'library, about to lose what is typed',
  'lobby',
  'lobby, with the code of the Wi-Fi',
  ...WIFI_DIALOGS,
  ...STEPS.map((step) => `set-up, ${step}`),
  ...Object.keys(DOCTOR_REPORTS).map((state) => `doctor, ${state}`),
  'empty desk',
  'desk',
  'claimed',
  'ticked',
  'other exercises',
  'exercises that suit',
  'more for a player',
  'player',
  'message and end',
  'menu',
  ...MENU_DIALOGS,
  'keys',
  ...PAGES,
  'safekeeping',
  'restore',
  'paused',
  'away',
  'over',
  'finale',
] as const;

export const BOARD_STATES = [
  'joining',
  'joining, with the code of the Wi-Fi',
  'playing',
  'paused',
  'message and end',
  'away',
  ...FINALE.map((step) => `finale, ${step}`),
  'ended',
] as const;

type Visit = (page: Page, state: string) => Promise<void>;
type MakeGame = (options: object) => Promise<string>;

interface DeskWalk {
  readonly host: RunningHost;
  readonly game: MakeGame;
  readonly desk: (link?: string, options?: BrowserContextOptions) => Promise<Desk>;
}

/** From the list of games to a pause. */
export async function walkDesk({ host, game, desk }: DeskWalk, visit: Visit): Promise<void> {
  const code = await game({ isStarted: false, schools: allTeams(4), settings: { completion: 'banker' } });
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
  await page.getByRole('link', { name: 'Exercises & templates' }).click();
  await expect(page.getByRole('heading', { name: 'Your own exercises' })).toBeVisible();
  await stop('library, empty');
  await fillLibrary(host, 'en');
  await saveTemplate(host, code, 'en');
  await walkLibrary(page, stop);
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
  const [first] = await populate(host, code, { waiting: 3, active: 3, teams: 4 });
  await expect(banker.row(banker.waiting, 'Finn')).toBeVisible();
  await stop('desk');
  if (first !== undefined) await claim(host, code, first);
  await expect(banker.button(/^Confirm that .*Anna/)).toBeVisible();
  await stop('claimed');
  await walkPlayers(banker, (needs) => sayNeeds(host, code, 'Ella', needs), stop);
  await sayAndPlan(host, code);
  await expect(page.locator('[data-part="message-line"]')).toContainText(MESSAGE);
  await stop('message and end');
  await walkMenu(banker, MENU_DIALOGS, stop);
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
  await page.context().setOffline(true);
  await expect(banker.status).not.toContainText('Live', { timeout: 15_000 });
  await stop('away');
  await page.context().setOffline(false);
  await expect(banker.status).toContainText('Live', { timeout: 15_000 });
  await completeAll(host, code);
  await host.api(`/games/${code}/end`, { keep_results: true });
  await expect(page.getByText('The game is over').first()).toBeVisible();
  await stop('over');
  await goTo('Summary');
  await expect(banker.button('Next')).toBeVisible();
  await stop('finale');
}

type Stop = (state: string) => Promise<void>;

/** The owner's exercises, and the form of one of them. */
async function walkLibrary(page: Page, stop: Stop): Promise<void> {
  const dialog = page.getByRole('dialog');
  await expect(page.locator('[data-template]')).toHaveCount(1, { timeout: 10_000 });
  await stop('library');
  await page.locator('[data-exercise]').first().getByRole('button').first().press('Enter');
  await expect(dialog.locator('[data-way]')).toHaveCount(2);
  await stop('library, an exercise');
  await dialog.getByLabel('What to do').fill('');
  await dialog.getByRole('button', { name: 'Add another way' }).press('Enter');
  await dialog.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await expect(dialog.getByText('Say how it is done.')).toBeVisible();
  await stop('library, mistakes in an exercise');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await stop('library, about to lose what is typed');
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await expect(dialog).toHaveCount(0);
}

/** What opens at a player's row. */
async function walkPlayers(
  banker: Desk,
  sayNeedsOfElla: (needs: readonly string[]) => Promise<void>,
  stop: Stop,
): Promise<void> {
  const { page } = banker;
  const dialog = page.getByRole('dialog');
  // By keyboard: what a resize has just moved takes no click for a moment.
  await banker.row(banker.waiting, 'Ella').getByRole('checkbox').press('Space');
  await expect(page.locator('[data-part="several"]')).toBeVisible();
  await stop('ticked');
  await banker.row(banker.waiting, 'Ella').getByRole('checkbox').press('Space');
  for (const [opens, state] of [
    [/^Other exercises for .*Ella/, 'other exercises'],
    [/^More for .*Clara/, 'more for a player'],
  ] as const) {
    await banker.button(opens).press('Enter');
    await expect(dialog).toBeVisible();
    await stop(state);
    if (state === 'other exercises') {
      await sayNeedsOfElla(['quiet', 'no_floor']);
      await expect(dialog.locator('[data-suits]').first()).toBeVisible();
      await stop('exercises that suit');
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
  await banker.row(banker.waiting, 'Ella').getByRole('button').first().press('Enter');
  await expect(page.getByRole('region', { name: 'Player', exact: true })).toBeVisible();
  await stop('player');
  await page.keyboard.press('Escape');
}

/** The menu, and what it opens. */
async function walkMenu(banker: Desk, opens: readonly string[], stop: Stop): Promise<void> {
  const { page } = banker;
  await banker.openMenu();
  await stop('menu');
  await page.keyboard.press('Escape');
  for (const name of opens) {
    await banker.openMenu();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await stop(name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
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
  await host.api(`/games/${code}/resume`, {});
  await sayAndPlan(host, code);
  await expect(board.getByText(MESSAGE)).toBeVisible();
  await stop('message and end');
  await context.setOffline(true);
  await expect(board.getByText('The laptop can’t be reached')).toBeVisible({ timeout: 15_000 });
  await stop('away');
  await context.setOffline(false);
  await expect(board.getByText('The laptop can’t be reached')).toHaveCount(0, { timeout: 15_000 });
  await completeAll(host, code);
  await host.api(`/games/${code}/end`, { keep_results: true });
  for (const step of FINALE) {
    await host.api(`/games/${code}/finale`, { step });
    await expect(board.locator(`[data-screen="finale"][data-step="${step}"]`)).toBeVisible();
    await stop(`finale, ${step}`);
  }
  await host.api(`/games/${code}/finale`, undefined, 'DELETE');
  await expect(board.getByText('The game is over')).toBeVisible();
  await stop('ended');
}
