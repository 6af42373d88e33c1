/** Brings the desk and its pages into every state there is. */
import { type Browser, type Page, expect } from '@playwright/test';
import { Desk } from '../pages.ts';
import type { RunningHost } from '../running-host.ts';
import { claim, everySchool, fill, HARD_NAMES, join, nameOf, nameTeams } from './evening.ts';

export interface DeskStudio {
  readonly host: RunningHost;
  readonly browser: Browser;
  readonly picture: (page: Page, name: string) => Promise<void>;
}

const DESK = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const;
const STEPS = ['Teams', 'Exercises', 'Rules', 'Phones'] as const;
const PAGES = ['Players', 'History', 'Summary'] as const;

export async function openDesk({ browser, host }: Omit<DeskStudio, 'picture'>): Promise<Desk> {
  const page = await (await browser.newContext(DESK)).newPage();
  await page.goto(host.ready.banker_url);
  return new Desk(page);
}

const goTo = (desk: Desk, page: string) =>
  desk.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: page }).click();

/** Before the first game: the door, the games, the set-up, the room that fills. */
export async function pictureFirstSteps({ host, browser, picture }: DeskStudio): Promise<void> {
  const stranger = await (await browser.newContext(DESK)).newPage();
  await stranger.goto(`${host.ready.url}/banker/`);
  await expect(stranger.getByRole('heading', { name: 'This browser has no key to the desk' })).toBeVisible();
  await picture(stranger, '01-no-key');
  await stranger.route('**/api/**', () => undefined);
  await stranger.reload();
  await expect(stranger.getByText('Opening the desk')).toBeVisible();
  await picture(stranger, '02-opening');
  await stranger.context().close();

  const desk = await openDesk({ host, browser });
  const { page } = desk;
  await expect(page.getByRole('heading', { name: 'Your first game night' })).toBeVisible();
  await picture(page, '03-first-game');
  await page.getByLabel('Name').fill('Friday night');
  await desk.button('Create the game').click();
  for (const [index, step] of STEPS.entries()) {
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
    await expect(page.locator(`[data-step="${step.toLowerCase()}"]`)).toBeVisible();
    await picture(page, `04-set-up-${index + 1}-${step.toLowerCase()}`);
  }
  await goTo(desk, 'Desk');
  await expect(page.getByText('Nobody has joined yet').first()).toBeVisible();
  await picture(page, '05-lobby-empty');
  await desk.button('Show the code full screen').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture(page, '06-code-full-screen');
  await page.keyboard.press('Escape');

  const code = /game=(\w+)/.exec(page.url())?.[1] ?? '';
  for (let index = 0; index < 9; index += 1) await join(host, code, nameOf(index), 1 + (index % 4));
  await expect(page.getByText('9 players are in')).toBeVisible();
  await picture(page, '07-lobby');
  await goTo(desk, 'Players');
  await expect(page.getByRole('main')).toContainText('Ida');
  await picture(page, '08-players');
  await page.context().close();
}

/** A usual evening: empty columns, work, windows, pause, trouble, the end. */
export async function pictureEvening({ host, browser, picture }: DeskStudio): Promise<void> {
  const code = await makeGame(host, 'Friday night', 4, { completion: 'banker' });
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  await desk.open('Friday night');
  await expect(page.getByText('No requests yet')).toBeVisible();
  await picture(page, '10-desk-empty');
  await goTo(desk, 'History');
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  await picture(page, '11-history-empty');
  await goTo(desk, 'Desk');

  const [first, second] = await fill(host, code, { waiting: 4, active: 4, teams: 4 });
  if (first !== undefined) await claim(host, code, first);
  if (second !== undefined) await host.api(`/challenges/${code}/${second.id}/complete`, {});
  await expect(desk.row(desk.waiting, 'Hugo')).toBeVisible();
  await picture(page, '12-desk');
  await pictureWindows(desk, picture);
  await desk.pause();
  await expect(desk.button('Resume')).toBeVisible();
  await picture(page, '19-paused');
  await page.route('**/api/v2/**', (route) =>
    route.request().method() === 'POST' ? route.fulfill({ status: 503, json: STORAGE }) : route.continue(),
  );
  await desk.giveSuggested('Ella');
  await expect(page.getByText('The laptop cannot save').first()).toBeVisible();
  await picture(page, '20-cannot-save');
  await page.unroute('**/api/v2/**');
  await host.stop();
  await expect(page.getByText('Not connected to the laptop')).toBeVisible({ timeout: 15_000 });
  await picture(page, '21-laptop-away');
  await host.restart();
  await expect(page.getByText('Not connected to the laptop')).toHaveCount(0, { timeout: 20_000 });
  await desk.end();
  await expect(page.getByRole('heading', { name: 'Friday night' }).first()).toBeVisible();
  await picture(page, '22-summary');
  await goTo(desk, 'Desk');
  await expect(page.getByText('The game is over')).toBeVisible();
  await picture(page, '23-over');
  await page.context().close();
}

const STORAGE = { type: 'about:blank', title: 'Storage', status: 503, detail: 'Storage', code: 'storage' };

async function pictureWindows(desk: Desk, picture: DeskStudio['picture']): Promise<void> {
  const { page } = desk;
  const dialog = page.getByRole('dialog');
  await desk.button(/^Other exercises for .*Ella/).click();
  await expect(dialog).toBeVisible();
  await picture(page, '13-exercises');
  await page.keyboard.press('Escape');
  await desk.button(/^More for .*Clara/).click();
  await expect(dialog).toBeVisible();
  await picture(page, '14-more-for-a-player');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(dialog).toBeVisible();
  await picture(page, '15-keys');
  await page.keyboard.press('Escape');
  await desk.openMenu();
  await picture(page, '16-menu');
  await page.getByRole('menuitem', { name: 'Link for the big screen' }).click();
  await expect(dialog.getByText('Good once')).toBeVisible();
  await picture(page, '17-link-for-the-board');
  await page.keyboard.press('Escape');
  await desk.row(desk.waiting, 'Ella').getByRole('button').first().click();
  await expect(page.getByRole('region', { name: 'Player', exact: true })).toBeVisible();
  await picture(page, '18-player');
  await page.keyboard.press('Escape');
}

/** Forty who wait and thirty who are busy, in twelve teams, with names that strain every list. */
export async function pictureCrowd({ host, browser, picture }: DeskStudio): Promise<void> {
  const name = 'The long, long night of the four nations';
  const code = await makeGame(host, name, 12, {});
  await nameTeams(host, code);
  const names = (index: number) => HARD_NAMES[index % 30] ?? nameOf(index);
  await fill(host, code, { waiting: 40, active: 30, teams: 12, names });
  const desk = await openDesk({ host, browser });
  const { page } = desk;
  await desk.open('The long, long night');
  await expect(desk.waiting.getByRole('listitem')).toHaveCount(40);
  await picture(page, '30-crowded');
  for (const each of PAGES) {
    await goTo(desk, each);
    await expect(page.getByRole('main').getByRole('heading', { name: each }).first()).toBeVisible();
    await picture(page, `31-crowded-${each.toLowerCase()}`);
  }
  await goTo(desk, 'Desk');
  await page.setViewportSize({ width: 1024, height: 700 });
  await picture(page, '32-crowded-1024');
  await page.setViewportSize({ width: 640, height: 800 });
  await picture(page, '33-crowded-640');
  await page.context().close();
}

async function makeGame(host: RunningHost, name: string, teams: number, settings: object): Promise<string> {
  const { game_code: code } = await host.api<{ game_code: string }>('/games', {
    name,
    team_count: teams,
    settings,
  });
  for (const team of everySchool(teams))
    await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
  await host.api(`/games/${code}/start`, {});
  return code;
}
