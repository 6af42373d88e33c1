/** Everyone can use the pages: axe on every main screen, small screens, large text, no mouse, no motion. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { DOCTOR_REPORTS } from '../src/renderer/banker/doctor/doctor-reports.fixtures.ts';
import { openBoard } from './pictures/board-states.harness.ts';
import { setTheme } from './pictures/capture.harness.ts';
import { allTeams, populate } from './populate.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const REDUCED_MOTION = { reducedMotion: 'reduce' } as const;
const PHONE_THEMES = ['light', 'dark', 'sun', 'night'];
const DESK_THEMES = ['light', 'dark'];

/** What axe finds on a page: everything in the first theme; in the others, only what depends on colours. */
async function axeViolations(page: Page, where: string, themes: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await setTheme(page, theme);
    // Legacy mode opens no extra page for frames, which these pages don't have.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const check = theme === themes[0] ? axe.withTags(WCAG) : axe.withRules(['color-contrast']);
    const { violations } = await check.analyze();
    found.push(
      ...violations.map(({ id, nodes }) => `${where}, ${theme}: ${id}, ${nodes[0]?.target.join(' ')}`),
    );
  }
  return found;
}

/** The elements that overflow the page horizontally, so that it scrolls sideways. */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth)
      .map(({ tagName, className, textContent }) => `${tagName} ${className} ${textContent}`);
  });

/** In `npm test` every screen in one theme, and those with the most on them in the others; in the long form, all in all of them. */
for (const isWhole of [false, true]) {
  const kind = longUnless(!isWhole);
  const inThemes = isWhole ? 'in every theme on every screen' : 'in every theme';
  const checking =
    (page: Page, themes: readonly string[], found: string[]) =>
    async (where: string, hasMost = isWhole): Promise<void> =>
      void found.push(...(await axeViolations(page, where, hasMost ? themes : themes.slice(0, 1))));

  test(`axe: the phone, from joining to the end, ${inThemes}`, kind, async ({ game, host, phone }) => {
    test.setTimeout(180_000);
    const code = await game({ isStarted: false, settings: { completion: 'banker' } });
    const anna = await phone(code, REDUCED_MOTION);
    const { page, title } = anna;
    const found: string[] = [];
    const check = checking(page, PHONE_THEMES, found);

    await expect(page.getByLabel('Your name')).toBeVisible();
    await check('door');
    await anna.button('I was already playing').click();
    await expect(title).toHaveText('Welcome back');
    await check('recover');
    await anna.button('I am new here').click();
    await anna.join('Anna', null);
    await expect(title).toHaveText('Choose your team');
    await check('team');
    await anna.button(/Team 1$/).click();
    await expect(title).toHaveText('You are in, Anna!');
    await check('waiting');
    await host.api(`/games/${code}/start`, {});
    await expect(title).toHaveText('Pick a building');
    await check('ask', true);
    await anna.ask('Farm');
    await expect(title).toHaveText("You're next");
    await check('requested');
    const [open] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
    const challenge = `/challenges/${code}/${open?.id}`;
    await host.api(`${challenge}/assign`, {
      challenge_type: 'push_ups',
      challenge_description: '20 push-ups',
      target_number: 20,
    });
    await expect(title).toHaveText('20 push-ups');
    await check('do this', true);
    await host.api(`/games/${code}/pause`, {});
    await expect(page.getByText('The banker paused the game')).toBeVisible();
    await check('paused');
    await host.api(`/games/${code}/resume`, {});
    await anna.button('Done').click();
    await expect(title).toHaveText('Waiting for the banker');
    await check('claimed');
    await host.api(`${challenge}/complete`, {});
    await expect(title).toHaveText('You earned a farm!');
    await check('done');
    await anna.openDrawer();
    await expect(page.getByText('Your PIN')).toBeVisible();
    await check('drawer');
    await anna.closeDrawer();
    await host.api(`/games/${code}/end`, {});
    await expect(title).toHaveText('Game over');
    await check('over');
    expect(found).toEqual([]);
  });

  test(`axe: the desk and its pages, ${inThemes}`, kind, async ({ desk, game, host }) => {
    test.setTimeout(180_000);
    const code = await game({ isStarted: false, schools: allTeams(4) });
    const banker = await desk(undefined, REDUCED_MOTION);
    const { page } = banker;
    const found: string[] = [];
    const check = checking(page, DESK_THEMES, found);
    const goTo = (name: string) =>
      page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();

    await expect(page.getByRole('link', { name: new RegExp(GAME) })).toBeVisible();
    await check('games');
    await page.getByRole('link', { name: 'Backups & files' }).click();
    await expect(page.getByText('No backups yet')).toBeVisible();
    await check('safekeeping of the laptop');
    await page.getByRole('link', { name: 'All games' }).click();
    await banker.open(GAME);
    await expect(page.getByText('Nobody has joined yet').first()).toBeVisible();
    await check('lobby');
    const network = { ssid: 'Hall', security: 'wpa', password: 'open sesame', hidden: false };
    await host.api('/host/wifi', { network, on_board: true }, 'PATCH');
    await expect(banker.button('Change the Wi-Fi code')).toBeVisible({ timeout: 10_000 });
    await check('lobby, with the code of the Wi-Fi');
    for (const opens of ['Change the Wi-Fi code', 'Show the code full screen']) {
      await banker.button(opens).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check(opens);
      await page.keyboard.press('Escape');
    }
    await goTo('Set-up');
    for (const step of ['Teams', 'Exercises', 'Rules', 'Phones']) {
      await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
      await expect(page.locator(`[data-step="${step.toLowerCase()}"]`)).toBeVisible();
      await check(`set-up, ${step}`, isWhole || step === 'Rules');
    }
    await banker.openMenu();
    await page.getByRole('menuitem', { name: 'Phones and network' }).click();
    for (const [state, report] of Object.entries(DOCTOR_REPORTS)) {
      if (!isWhole && state !== 'closed-linux') continue;
      await page.route('**/api/v2/host/doctor', (route) => route.fulfill({ json: report() }));
      await page.reload();
      await expect(page.locator('[data-part="ladder"]')).toBeVisible();
      await check(`doctor, ${state}`);
    }
    await page.unroute('**/api/v2/host/doctor');
    await goTo('Desk');
    await host.api(`/games/${code}/start`, {});
    await expect(page.getByText('No requests yet')).toBeVisible();
    await check('empty desk');
    await populate(host, code, { waiting: 3, active: 3, teams: 4 });
    await expect(banker.row(banker.waiting, 'Finn')).toBeVisible();
    await check('desk', true);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await check('keys');
    await page.keyboard.press('Escape');
    for (const name of ['Players', 'History', 'Summary']) {
      await goTo(name);
      await expect(page.getByRole('main').getByRole('heading', { name }).first()).toBeVisible();
      await check(name);
    }
    await banker.openMenu();
    await page.getByRole('menuitem', { name: 'Backups & files' }).click();
    await banker.button('Make a backup now').click();
    await expect(page.getByText('Good')).toBeVisible();
    await check('safekeeping');
    await banker.button(/^Restore/).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await check('restore');
    await page.keyboard.press('Escape');
    await goTo('Desk');
    await banker.pause();
    await expect(banker.button('Resume')).toBeVisible();
    await check('paused');
    expect(found).toEqual([]);
  });

  test(`axe: the board, ${inThemes}`, kind, async ({ context, game, host }) => {
    test.setTimeout(120_000);
    const code = await game({ isStarted: false, schools: allTeams(4) });
    const board = await openBoard({ context, host }, code);
    const found: string[] = [];
    const check = checking(board, DESK_THEMES, found);

    await expect(board.getByText('Nobody is here yet')).toBeVisible();
    await check('joining');
    const network = { ssid: 'Hall', security: 'wpa', password: 'open sesame', hidden: false };
    await host.api('/host/wifi', { network, on_board: true }, 'PATCH');
    await expect(board.getByRole('img')).toHaveCount(2, { timeout: 10_000 });
    await check('joining, with the code of the Wi-Fi');
    await host.api(`/games/${code}/start`, {});
    await populate(host, code, { waiting: 3, active: 3, teams: 4 });
    await expect(board.getByRole('region', { name: 'Doing it now' })).toContainText('Clara');
    await check('playing', true);
    await host.api(`/games/${code}/pause`, {});
    await expect(board.getByText('Paused', { exact: true })).toBeVisible();
    await check('paused');
    await host.api(`/games/${code}/end`, {});
    await expect(board.getByText('The game is over')).toBeVisible();
    await check('ended');
    expect(found).toEqual([]);
  });
}

test('the phone never scrolls sideways at 320 px, even with text twice as large', async ({
  game,
  host,
  phone,
}) => {
  const code = await game();
  const anna = await phone(code, { ...REDUCED_MOTION, viewport: { width: 320, height: 568 } });
  const { page } = anna;
  const fits = async () => {
    expect(await overflowing(page)).toEqual([]);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(await overflowing(page)).toEqual([]);
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
  };
  await expect(page.getByLabel('Your name')).toBeVisible();
  // It comes after the first screen.
  await expect(page.getByLabel('Language')).toBeVisible();
  await fits();
  await anna.join('W'.repeat(20), 1);
  await expect(anna.title).toHaveText('Pick a building');
  await fits();
  await anna.ask('Electrical');
  await expect(anna.title).toHaveText("You're next");
  await fits();
  const [open] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
  await host.api(`/challenges/${code}/${open?.id}/assign`, {
    challenge_type: 'custom',
    challenge_description: 'Hop to the door and back on one leg',
    target_number: 1,
    duration_seconds: 7_200,
  });
  await expect(anna.timer).toBeVisible();
  await fits();
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  await anna.button('Done').click();
  await expect(anna.title).toContainText('You earned');
});

/** Whether the beginning of a text can be read: in view, and behind nothing. */
const isReadable = (text: Locator) =>
  text.evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    const found = document.elementFromPoint(left + 4, top + 4);
    return found !== null && (found === element || element.contains(found));
  });

for (const [what, size, fontSize] of [
  ['lies on its side', { width: 740, height: 360 }, '100%'],
  ['is small', { width: 320, height: 568 }, '100%'],
  ['has text twice as large', { width: 360, height: 740 }, '200%'],
] as const) {
  const kind = longUnless(fontSize === '200%');
  test(
    `a phone that ${what} shows why it may not join, and its buttons cover none of it`,
    kind,
    async ({ game, phone }) => {
      const code = await game({ settings: { locked: true } });
      const anna = await phone(code, { ...REDUCED_MOTION, viewport: size });
      const { page } = anna;
      await page.evaluate(
        (value) => document.documentElement.style.setProperty('font-size', value),
        fontSize,
      );
      await page.getByLabel('Your name').fill('...');
      await anna.button('Join').click();
      await expect.poll(() => isReadable(page.getByText('Use at least one letter'))).toBe(true);
      await page.getByLabel('Your name').fill('Anna');
      await anna.button('Join').click();
      await expect.poll(() => isReadable(page.getByText('locked the room'))).toBe(true);
      // With large text the buttons come after what there is to read, or they would cover it.
      if (fontSize !== '100%') await anna.button('Join').scrollIntoViewIfNeeded();
      await expect(anna.button('Join')).toBeInViewport({ ratio: 1 });
    },
  );
}

test('the desk can run a whole game without a mouse', async ({ desk, game, phone }) => {
  const code = await game({ isStarted: false });
  const banker = await desk();
  const { keyboard } = banker.page;
  await banker.open(GAME);
  await keyboard.press('p');
  await expect(banker.button('Pause')).toBeVisible();
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();

  await keyboard.press('j');
  await expect(banker.row(banker.waiting, 'Anna').locator('[data-leads]')).toBeFocused();
  await keyboard.press('1');
  await expect(banker.row(banker.active, 'Anna')).toBeVisible();
  await expect(anna.title).toHaveText('20 push-ups');
  await keyboard.press('z');
  await expect(anna.title).toHaveText("You're next");
  await expect(banker.row(banker.active, 'Anna')).toHaveCount(0);
  await keyboard.press('j');
  await keyboard.press('Enter');
  await expect(anna.timer).toBeVisible();
  await keyboard.press('j');
  await keyboard.press('c');
  await expect(anna.title).toHaveText('You earned a farm!');
  await keyboard.press('z');
  await expect(anna.timer).toBeVisible();
  await keyboard.press('?');
  await expect(banker.page.getByRole('dialog')).toBeVisible();
  await keyboard.press('Escape');
  await expect(banker.page.getByRole('dialog')).toHaveCount(0);
});

test('nothing moves for anyone who prefers reduced motion', async ({ desk, game, phone }) => {
  const code = await game();
  const banker = await desk(undefined, REDUCED_MOTION);
  await banker.open(GAME);
  const anna = await phone(code, REDUCED_MOTION);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();
  await banker.giveSuggested('Anna');
  await expect(anna.timer).toBeVisible();
  const moving = (page: Page) =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target?.className : null)),
    );
  expect(await moving(anna.page)).toEqual([]);
  expect(await moving(banker.page)).toEqual([]);
  await banker.page.keyboard.press('?');
  await expect(banker.page.getByRole('dialog')).toBeVisible();
  expect(await moving(banker.page)).toEqual([]);
});
