/** Brings the desk and its pages into every possible state. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page, expect } from '@playwright/test';
import { Desk } from '../pages.harness.ts';
import {
  claim,
  allTeams,
  populate,
  DIFFICULT_NAMES,
  joinGame,
  nameOf,
  nameTeams,
} from '../populate.harness.ts';
import type { RunningHost } from '../running-host.harness.ts';

export interface DeskCapture {
  readonly host: RunningHost;
  readonly browser: Browser;
  readonly capture: (page: Page, name: string) => Promise<void>;
}

const DESK = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const;
const STEPS = ['Teams', 'Exercises', 'Rules', 'Phones'] as const;
const PAGES = ['Players', 'History', 'Summary'] as const;

export async function openDesk({ browser, host }: Omit<DeskCapture, 'capture'>): Promise<Desk> {
  const page = await (await browser.newContext(DESK)).newPage();
  await page.goto(host.ready.banker_url);
  return new Desk(page);
}

export const goTo = (desk: Desk, page: string) =>
  desk.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: page }).click();

/** Before the first game: opening the desk, the list of games, the set-up, a filling lobby. */
export async function captureSetUp({ host, browser, capture }: DeskCapture): Promise<void> {
  const stranger = await (await browser.newContext(DESK)).newPage();
  await stranger.goto(`${host.ready.url}/banker/`);
  await expect(stranger.getByRole('heading', { name: 'This browser has no key to the desk' })).toBeVisible();
  await capture(stranger, '01-no-key');
  await stranger.route('**/api/**', () => undefined);
  await stranger.reload();
  await expect(stranger.getByText('Opening the desk')).toBeVisible();
  await capture(stranger, '02-opening');
  await stranger.context().close();

  const desk = await openDesk({ host, browser });
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Your first game night' })).toBeVisible();
  await capture(page, '03-first-game');
  await page.getByLabel('Name').fill('Friday night');
  await desk.button('Create the game').click();
  for (const [index, step] of STEPS.entries()) {
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
    await expect(page.locator(`[data-step="${step.toLowerCase()}"]`)).toBeVisible();
    await capture(page, `04-set-up-${index + 1}-${step.toLowerCase()}`);
  }
  await goTo(desk, 'Desk');
  await expect(page.getByText('Nobody has joined yet').first()).toBeVisible();
  await capture(page, '05-lobby-empty');
  await desk.button('Show the code full screen').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await capture(page, '06-code-full-screen');
  await page.keyboard.press('Escape');

  const code = /game=(\w+)/.exec(page.url())?.[1] ?? '';
  for (let index = 0; index < 9; index += 1) await joinGame(host, code, nameOf(index), 1 + (index % 4));
  await expect(page.getByText('9 players are in')).toBeVisible();
  await capture(page, '07-lobby');
  await goTo(desk, 'Players');
  await expect(page.getByRole('main')).toContainText('Ida');
  await capture(page, '08-players');
  await page.context().close();
}

/** A typical game: empty columns, work, dialogs, a pause, failures, the end. */
export async function captureGame({ host, browser, capture }: DeskCapture): Promise<void> {
  const code = await makeGame(host, 'Friday night', 4, { completion: 'banker' });
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  await desk.open('Friday night');
  await expect(page.getByText('No requests yet')).toBeVisible();
  await capture(page, '10-desk-empty');
  await goTo(desk, 'History');
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await capture(page, '11-history-empty');
  await goTo(desk, 'Desk');

  const [first, second] = await populate(host, code, { waiting: 4, active: 4, teams: 4 });
  if (first !== undefined) await claim(host, code, first);
  if (second !== undefined) await host.api(`/challenges/${code}/${second.id}/complete`, {});
  await expect(desk.row(desk.waiting, 'Hugo')).toBeVisible();
  await capture(page, '12-desk');
  await captureDialogs(desk, capture);
  await desk.pause();
  await expect(desk.button('Resume')).toBeVisible();
  await capture(page, '19-paused');
  await page.route('**/api/v2/**', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 503, json: STORAGE_PROBLEM })
      : route.continue(),
  );
  await desk.giveSuggested('Ella');
  await expect(page.getByText('The laptop cannot save').first()).toBeVisible();
  await capture(page, '20-cannot-save');
  await page.unroute('**/api/v2/**');
  await host.stop();
  await expect(page.getByText('The program on the laptop has stopped.')).toBeVisible({ timeout: 15_000 });
  await capture(page, '21-laptop-away');
  await host.restart();
  await expect(page.getByText('The program on the laptop has stopped.')).toHaveCount(0, { timeout: 20_000 });
  await desk.end();
  await expect(page.getByRole('heading', { name: 'Friday night' }).first()).toBeVisible();
  await expect(page.getByText('Counting...')).toHaveCount(0);
  await capture(page, '22-summary');
  await goTo(desk, 'Desk');
  await expect(page.getByText('The game is over').first()).toBeVisible();
  await capture(page, '23-over');
  await page.context().close();
}

const STORAGE_PROBLEM = {
  type: 'about:blank',
  title: 'Storage',
  status: 503,
  detail: 'The laptop could not save this, so nothing was changed. Check its disk, then try again.',
  code: 'storage',
};

async function captureDialogs(desk: Desk, capture: DeskCapture['capture']): Promise<void> {
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  await desk.button(/^Other exercises for .*Ella/).click();
  await expect(dialog).toBeVisible();
  await capture(page, '13-exercises');
  await page.keyboard.press('Escape');
  await desk.button(/^More for .*Clara/).click();
  await expect(dialog).toBeVisible();
  await capture(page, '14-more-for-a-player');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(dialog).toBeVisible();
  await capture(page, '15-keys');
  await page.keyboard.press('Escape');
  await desk.openMenu();
  await capture(page, '16-menu');
  await page.getByRole('menuitem', { name: 'Link for the board' }).click();
  await expect(dialog.getByText('It works once')).toBeVisible();
  await capture(page, '17-link-for-the-board');
  await page.keyboard.press('Escape');
  await desk.row(desk.waiting, 'Ella').getByRole('button').first().click();
  await expect(page.getByRole('region', { name: 'Player', exact: true })).toBeVisible();
  await capture(page, '18-player');
  await page.keyboard.press('Escape');
}

/** Forty players waiting and thirty active, in twelve teams, with names that strain every list. */
export async function captureCrowd({ host, browser, capture }: DeskCapture): Promise<void> {
  const name = 'The long, long night of the four nations';
  const code = await makeGame(host, name, 12, {});
  await nameTeams(host, code);
  const names = (index: number) => DIFFICULT_NAMES[index % 30] ?? nameOf(index);
  await populate(host, code, { waiting: 40, active: 30, teams: 12, names });
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  await desk.open('The long, long night');
  await expect(desk.waiting.getByRole('listitem')).toHaveCount(40);
  await capture(page, '30-crowded');
  for (const each of PAGES) {
    await goTo(desk, each);
    await expect(page.getByRole('main').getByRole('heading', { name: each }).first()).toBeVisible();
    await expect(page.getByText('Counting...')).toHaveCount(0);
    await capture(page, `31-crowded-${each.toLowerCase()}`);
  }
  await goTo(desk, 'Desk');
  await page.setViewportSize({ width: 1024, height: 700 });
  await capture(page, '32-crowded-1024');
  await page.setViewportSize({ width: 640, height: 800 });
  await capture(page, '33-crowded-640');
  await page.context().close();
}

/** Safekeeping: no, some, many and damaged backups, each dialog, each refusal, at both widths. */
export async function captureSafekeeping({ host, browser, capture }: DeskCapture): Promise<void> {
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  await page.getByRole('link', { name: 'Backups & files' }).click();
  await expect(page.getByText('No backups yet')).toBeVisible();
  await capture(page, '40-safekeeping-empty');
  await page.locator('input[type="file"]').setInputFiles({
    name: 'holiday.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('no game'),
  });
  await expect(page.getByText('could not be brought in')).toBeVisible();
  await capture(page, '41-import-refused');

  const code = await makeGame(host, 'Friday night', 4, {});
  await host.api('/backups', {});
  await populate(host, code, { waiting: 3, active: 2, teams: 4 });
  await host.api('/backups', {});
  await makeGame(host, 'The long, long night of the four nations', 2, {});
  await host.api('/backups', {});
  await makeGame(host, 'Made later', 2, {});
  await page.reload();
  await expect(page.getByRole('row')).toHaveCount(4);
  await capture(page, '42-safekeeping');
  await desk
    .button(/^Restore/)
    .nth(1)
    .click();
  await dialog.getByLabel('What to put back').selectOption({ label: 'Friday night (' + code + ')' });
  await capture(page, '43-restore-one');
  await page.keyboard.press('Escape');
  await desk
    .button(/^Restore/)
    .first()
    .click();
  await dialog.getByLabel('What to put back').selectOption({ label: 'Everything in it: 2 games' });
  await page.route('**/restore', () => undefined);
  await capture(page, '44-restore-all');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await capture(page, '45-restoring');
  await page.reload();
  await page.unroute('**/restore');
  await captureBackupList(page, capture);
  await captureGameSafekeeping(desk, capture);
  await page.context().close();
  await captureRecovery({ host, browser, capture });
}

/** After a start on a damaged file: what the list of games, the desk and the backups say. */
async function captureRecovery({ host, browser, capture }: DeskCapture): Promise<void> {
  await host.stop();
  writeFileSync(join(host.data, 'games.sqlite3'), 'not what it was '.repeat(1_000));
  await host.restart();
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  await expect(page.getByText('The file with the games was damaged')).toBeVisible();
  await capture(page, '56-recovered-games');
  await page.getByRole('link', { name: 'Open Backups & files' }).click();
  await expect(page.getByRole('row')).not.toHaveCount(0);
  await capture(page, '57-recovered-safekeeping');
  await page.getByRole('link', { name: 'All games' }).click();
  await desk.open('Friday night');
  await expect(page.getByText('The file with the games was damaged')).toBeVisible();
  await capture(page, '58-recovered-desk');
  await page.context().close();
}

const STATES = ['start', 'play', 'end', 'asked', 'before-restore', 'after-restore'] as const;

/** The list of backups: loading, unavailable, and as long and as damaged as it can be. */
async function captureBackupList(page: Page, capture: DeskCapture['capture']): Promise<void> {
  await page.route('**/api/v2/backups', () => undefined);
  await page.reload();
  await expect(page.getByText('Looking for backups')).toBeVisible();
  await capture(page, '46-safekeeping-loading');
  await page.route('**/api/v2/backups', (route) => route.abort());
  await page.reload();
  await expect(page.getByText('The list of backups didn’t load')).toBeVisible();
  await capture(page, '47-safekeeping-away');
  const games = Array.from({ length: 30 }, (_each, index) => ({
    game_code: `ABC${200 + index}`,
    name: DIFFICULT_NAMES[index % DIFFICULT_NAMES.length],
    events: 40,
  }));
  const items = STATES.map((reason, index) => ({
    name: reason,
    made_at: new Date(Date.UTC(2026, 10, 20 - index, 19, 40)).toISOString(),
    reason,
    bytes: 48_000 * 20 ** index,
    games: index === 2 ? null : games.slice(0, 30 - 6 * index),
  }));
  await page.route('**/api/v2/backups', (route) => route.fulfill({ json: { items } }));
  await page.reload();
  await expect(page.getByText('Damaged')).toBeVisible();
  await capture(page, '48-safekeeping-long');
  await page.setViewportSize({ width: 900, height: 800 });
  await capture(page, '49-safekeeping-long-900');
  await page.setViewportSize(DESK.viewport);
  await page.unroute('**/api/v2/backups');
}

/** A game's own safekeeping page, before and after its end. */
async function captureGameSafekeeping(desk: Desk, capture: DeskCapture['capture']): Promise<void> {
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  await page.getByRole('link', { name: 'All games' }).click();
  await capture(page, '50-games-with-safekeeping');
  await desk.open('Friday night');
  await desk.openMenu();
  await page.getByRole('menuitem', { name: 'Backups & files' }).click();
  await expect(page.getByRole('row')).not.toHaveCount(0);
  await capture(page, '51-game-kept');
  await page.setViewportSize({ width: 900, height: 800 });
  await capture(page, '52-game-kept-900');
  await page.setViewportSize(DESK.viewport);
  await desk
    .button(/^Restore/)
    .nth(1)
    .click();
  await page.route('**/restore', (route) => route.fulfill({ status: 503, json: STORAGE_PROBLEM }));
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(dialog.getByText('Not restored')).toBeVisible();
  await capture(page, '53-restore-refused');
  await page.keyboard.press('Escape');
  await desk.end();
  await desk.openMenu();
  await page.getByRole('menuitem', { name: 'Backups & files' }).click();
  await desk.button('Wipe this game…').scrollIntoViewIfNeeded();
  await capture(page, '54-game-over-kept');
  await desk.button('Wipe this game…').click();
  await dialog.getByRole('textbox').fill('ABC');
  await capture(page, '55-wipe');
  await page.keyboard.press('Escape');
}

async function makeGame(host: RunningHost, name: string, teams: number, settings: object): Promise<string> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name,
    team_count: teams,
    settings,
  });
  for (const team of allTeams(teams))
    await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
  await host.api(`/games/${code}/start`, {});
  return code;
}
