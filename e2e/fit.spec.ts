/**
 * Nothing is cut off, at any size: what matters is in sight without scrolling, nothing lies over anything else. The whole matrix of
 * states, sizes and themes takes minutes: `npm run test:fit`. It also leaves pictures of them all, in pictures/fit.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  BOARD_SIZES,
  countInSight,
  DESK_SIZES,
  layoutFaults,
  PHONE_SIZES,
  resize,
  sightFaults,
  type Size,
} from './fit.harness.ts';
import type { Desk, Phone } from './pages.harness.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { setTheme } from './pictures/capture.harness.ts';
import { allTeams, claim, DIFFICULT_NAMES, nameOf, nameTeams, populate } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

const FOLDER = join(import.meta.dirname, '../pictures/fit');

const CALM = { reducedMotion: 'reduce' } as const;

interface Matrix {
  readonly page: Page;
  readonly sizes: readonly Size[];
  readonly themes: readonly string[];
  readonly found: string[];
}

/** Measures and pictures a state at every size, in every theme. */
async function measure({ page, sizes, themes, found }: Matrix, state: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const size of sizes) {
    await resize(page, size);
    found.push(...(await layoutFaults(page)).map((fault) => `${state} at ${size.name}: ${fault}`));
    for (const theme of themes) {
      await setTheme(page, theme);
      await page.screenshot({ path: join(FOLDER, `${state}-${size.name}-${theme}.png`) });
    }
  }
}

const deskSize = (name: string) => DESK_SIZES.find((size) => size.name === name) as Size;
const phoneSize = (name: string) => PHONE_SIZES.find((size) => size.name === name) as Size;

/** A full evening: difficult names, claims, and more of everything than there is room for. */
async function fillGame(host: RunningHost, code: string, count: number): Promise<void> {
  await nameTeams(host, code);
  const names = (index: number) => DIFFICULT_NAMES[index - 2] ?? nameOf(index);
  const active = await populate(host, code, { waiting: count, active: count, teams: 4, names });
  for (const player of active.slice(0, 2)) await claim(host, code, player);
}

/** What has to be in sight on the desk, whichever list is shown. */
async function deskFaults(banker: Desk, size: Size): Promise<string[]> {
  const { page } = banker;
  await resize(page, size);
  const tabs = page.getByRole('navigation', { name: 'Parts of the desk' });
  const show = async (part: string) => {
    const tab = tabs.getByRole('button', { name: part });
    if (await tab.isVisible()) await tab.click();
  };
  await show('Waiting');
  const waiting = banker.waiting.getByRole('listitem').first();
  const waitingFaults = await sightFaults({
    'who waits': waiting.locator('bdi').first(),
    'the exercise for who waits': waiting.locator('[data-leads]'),
    Pause: banker.button('Pause'),
  });
  await show('Active');
  const active = banker.active.getByRole('listitem').first();
  const activeFaults = await sightFaults({
    'who is busy': active.locator('bdi').first(),
    'the exercise': active.locator('bdi').nth(1),
    'Done or Confirm': active.locator('[data-leads]'),
  });
  await show('Waiting');
  return [...waitingFaults, ...activeFaults].map((fault) => `${size.name}: ${fault}`);
}

test('the desk shows five who wait on a small laptop, and the main things at 200 % zoom and text', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4), settings: { completion: 'banker' } });
  const banker = await desk(undefined, CALM);
  await banker.open(GAME);
  await fillGame(host, code, 8);
  await expect(banker.waiting.getByRole('listitem')).toHaveCount(8);
  await resize(banker.page, deskSize('1024'));
  expect(await countInSight(banker.waiting.getByRole('listitem'))).toBeGreaterThanOrEqual(5);
  for (const size of [deskSize('1024'), deskSize('1280-zoom'), deskSize('1280-text')])
    expect(await deskFaults(banker, size)).toEqual([]);
  await expect(banker.page.getByRole('navigation', { name: 'Pages' })).toContainText('Desk8');
  // One line with what this desk did; the others' news is in the list. Both survive a reload.
  await resize(banker.page, deskSize('1280'));
  // By keyboard: what a resize has just moved takes no click for a moment.
  const suggestion = banker.suggestion(nameOf(8));
  const exercise = (await suggestion.locator('bdi').first().textContent()) ?? '';
  await suggestion.press('Enter');
  await expect(banker.row(banker.active, nameOf(8))).toBeVisible();
  await host.api(`/games/${code}/teams/3`, { name: 'Norway' }, 'PATCH');
  for (const isReloaded of [false, true]) {
    if (isReloaded) await banker.page.reload();
    await expect(banker.happened).toContainText(new RegExp(`got .?${exercise}`));
    await banker.openHappened();
    await expect(banker.happened).toContainText(/Norway.*is the new name of.*Team 3/);
    await expect(banker.happened).not.toContainText('asked for');
  }
});

const NAME = 'Anna-Katharina Maria';

/** Two challenges at once, and no connection: the most that a phone has to show. */
async function openBusyPhone(
  phone: (code: string, options?: object) => Promise<Phone>,
  host: RunningHost,
  code: string,
): Promise<Phone> {
  const anna = await phone(code, CALM);
  await anna.join(NAME, 1);
  await expect(anna.title).toHaveText('Pick a building');
  for (const [building, exercise] of [
    ['Farm', ['push_ups', '20 Push-ups', 20]],
    ['Infrastructure', ['custom', 'Hop to the door and back again on one leg, then on the other', 1]],
  ] as const) {
    if (building !== 'Farm') await anna.button('Ask for one more').click();
    await anna.ask(building);
    let id = 0;
    await expect(async () => {
      const open = await host.api<{ id: number; status: string; player_name: string }[]>(
        `/challenges/${code}/active`,
      );
      const asked = open.find(({ status, player_name: name }) => status === 'requested' && name === NAME);
      expect(asked).toBeDefined();
      id = asked?.id ?? 0;
    }).toPass();
    const [challenge_type, challenge_description, target_number] = exercise;
    await host.api(`/challenges/${code}/${id}/assign`, {
      challenge_type,
      challenge_description,
      target_number,
    });
    await expect(anna.button('Done')).toBeVisible();
  }
  await expect(tabOf(anna, 'Infrastructure')).not.toContainText('asked');
  await anna.page.context().setOffline(true);
  await expect(anna.page.locator('[data-status-banner="away"]')).toBeVisible({ timeout: 15_000 });
  return anna;
}

const tabOf = (anna: Phone, building: string) =>
  anna.page.getByRole('navigation').getByRole('button', { name: building });

async function phoneFaults(anna: Phone, size: Size): Promise<string[]> {
  await resize(anna.page, size);
  const faults = await sightFaults({
    'the exercise': anna.title,
    'the time': anna.page.getByRole('main').getByRole('timer'),
    Done: anna.button('Done'),
    'that it is not connected': anna.page.locator('[data-status-banner] strong'),
  });
  return faults.map((fault) => `${size.name}: ${fault}`);
}

test('a phone with two challenges and no connection shows exercise, time and Done without scrolling', async ({
  game,
  host,
  phone,
}) => {
  test.setTimeout(90_000);
  const code = await game({ schools: [1], settings: { max_active_per_player: 3 } });
  const anna = await openBusyPhone(phone, host, code);
  for (const name of ['320', 'landscape', '360-text']) {
    await tabOf(anna, 'Infrastructure').click();
    expect(await phoneFaults(anna, phoneSize(name))).toEqual([]);
    await tabOf(anna, 'Farm').click();
    expect(await phoneFaults(anna, phoneSize(name))).toEqual([]);
  }
});

test('the board shows everybody in turn, those with least time left always, and a pause fills it', async ({
  context,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4) });
  test.setTimeout(90_000);
  const board = await openBoard({ context, host }, code);
  await populate(host, code, { waiting: 0, active: 9, teams: 4 });
  const rows = board.getByRole('region', { name: 'Doing it now' }).getByRole('listitem');
  await expect(board.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 10_000 });
  const seen = new Set<string>();
  const everybody = Array.from({ length: 9 }, (_each, index) => nameOf(index));
  await expect(async () => {
    const texts = await rows.allInnerTexts();
    for (const name of everybody) if (texts.some((text) => text.includes(name))) seen.add(name);
    // The first got 300 s, the others more.
    expect(texts[0]).toContain('Anna');
    expect(texts.length).toBeGreaterThanOrEqual(5);
    expect(texts.length).toBeLessThan(everybody.length);
    expect([...seen].toSorted()).toEqual(everybody.toSorted());
  }).toPass({ intervals: [200], timeout: 25_000 });
  await host.api(`/games/${code}/pause`, {});
  await expect(board.locator('[data-screen="paused"]')).toContainText('Paused');
  expect(await layoutFaults(board)).toEqual([]);
});

test('matrix: the desk', LONG, async ({ desk, game, host }) => {
  test.setTimeout(240_000);
  const code = await game({
    isStarted: false,
    schools: allTeams(4),
    settings: { completion: 'banker' },
  });
  const banker = await desk(undefined, CALM);
  const { page } = banker;
  const found: string[] = [];
  const matrix = { page, sizes: DESK_SIZES, themes: ['light', 'dark'], found };
  await expect(page.getByRole('link', { name: new RegExp(GAME) })).toBeVisible();
  await measure(matrix, 'desk-games');
  await banker.open(GAME);
  await measure(matrix, 'desk-lobby');
  await host.api(`/games/${code}/start`, {});
  await measure(matrix, 'desk-empty');
  await fillGame(host, code, 9);
  await expect(banker.waiting.getByRole('listitem')).toHaveCount(9);
  for (const size of DESK_SIZES) found.push(...(await deskFaults(banker, size)));
  await resize(page, deskSize('1280'));
  await banker.giveSuggested(nameOf(10));
  await measure(matrix, 'desk-busy');
  for (const size of DESK_SIZES.filter(({ name }) => name.startsWith('1280-'))) {
    await resize(page, size);
    for (const part of ['Active', 'Room']) {
      await page
        .getByRole('navigation', { name: 'Parts of the desk' })
        .getByRole('button', { name: part })
        .click();
      await measure({ ...matrix, sizes: [size] }, `desk-busy-${part.toLowerCase()}`);
    }
  }
  await resize(page, deskSize('1280'));
  await banker.openHappened();
  await measure(matrix, 'desk-happened');
  await banker.happened.getByRole('button', { name: 'Just happened' }).click();
  for (const name of ['Players', 'History', 'Summary', 'Set-up']) {
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    await measure(matrix, `desk-${name.toLowerCase()}`);
  }
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Desk' }).click();
  await resize(page, deskSize('1280'));
  await banker.pause();
  await expect(banker.button('Resume')).toBeVisible();
  await measure(matrix, 'desk-paused');
  await banker.resume();
  await page.context().setOffline(true);
  await expect(banker.status).not.toContainText('Live', { timeout: 15_000 });
  for (const size of DESK_SIZES) found.push(...(await deskFaults(banker, size)));
  await measure(matrix, 'desk-away');
  expect(found).toEqual([]);
});

test('matrix: the phone', LONG, async ({ game, host, phone }) => {
  test.setTimeout(240_000);
  const code = await game({
    schools: [1],
    settings: { completion: 'banker', max_active_per_player: 3 },
  });
  const found: string[] = [];
  const themes = ['light', 'dark', 'sun', 'night'];
  const ben = await phone(code, CALM);
  await measure({ page: ben.page, sizes: PHONE_SIZES, themes, found }, 'phone-join');
  await ben.join('W'.repeat(20), 2);
  await expect(ben.title).toHaveText('Pick a building');
  await measure({ page: ben.page, sizes: PHONE_SIZES, themes, found }, 'phone-ask');
  await ben.ask('Electrical factory');
  await expect(ben.title).toHaveText("You're next");
  await measure({ page: ben.page, sizes: PHONE_SIZES, themes, found }, 'phone-requested');
  const anna = await openBusyPhone(phone, host, code);
  const matrix = { page: anna.page, sizes: PHONE_SIZES, themes, found };
  for (const building of ['Infrastructure', 'Farm']) {
    await tabOf(anna, building).click();
    for (const size of PHONE_SIZES) found.push(...(await phoneFaults(anna, size)));
    await measure(matrix, `phone-do-this-${building.toLowerCase()}-away`);
  }
  await anna.page.context().setOffline(false);
  await expect(anna.page.locator('[data-status-banner]')).toHaveCount(0, { timeout: 15_000 });
  await measure(matrix, 'phone-do-this');
  await anna.button('Done').click();
  await expect(anna.title).toHaveText('Waiting for the banker');
  await measure(matrix, 'phone-claimed');
  await resize(anna.page, phoneSize('360'));
  await anna.openDrawer();
  await measure(matrix, 'phone-drawer');
  await anna.closeDrawer();
  await host.api(`/games/${code}/end`, {});
  await expect(anna.title).toHaveText('Game over');
  await measure(matrix, 'phone-over');
  expect(found).toEqual([]);
});

test('matrix: the board', LONG, async ({ context, game, host }) => {
  test.setTimeout(300_000);
  const code = await game({ isStarted: false, schools: allTeams(4), settings: { completion: 'banker' } });
  const page = await openBoard({ context, host }, code);
  const found: string[] = [];
  const matrix = { page, sizes: BOARD_SIZES, themes: ['light', 'dark'], found };
  await expect(page.getByText('Nobody is here yet')).toBeVisible();
  await measure(matrix, 'board-joining');
  await host.api(`/games/${code}/start`, {});
  await fillGame(host, code, 15);
  await expect(page.locator('[data-part="newest-call"]')).toBeVisible();
  await measure({ ...matrix, sizes: BOARD_SIZES.slice(0, 1) }, 'board-call');
  await expect(page.locator('[data-part="newest-call"]')).toHaveCount(0, { timeout: 10_000 });
  await measure(matrix, 'board-playing');
  await host.api(`/games/${code}/pause`, {});
  await expect(page.locator('[data-screen="paused"]')).toBeVisible();
  await measure(matrix, 'board-paused');
  await context.setOffline(true);
  await expect(page.getByText('The laptop is not reachable')).toBeVisible({ timeout: 15_000 });
  await measure(matrix, 'board-away');
  await context.setOffline(false);
  await host.api(`/games/${code}/end`, {});
  await expect(page.getByText('The game is over')).toBeVisible({ timeout: 15_000 });
  await measure(matrix, 'board-ended');
  expect(found).toEqual([]);
});
