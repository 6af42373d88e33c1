/** Whatever the banker presses hits whom it was meant for: undo, menus and keys. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from '@playwright/test';
import { SETTLING_MS } from '../src/renderer/shared/left-places.ts';
import type { Desk } from './pages.harness.ts';
import { populate, statuses, type OpenChallenge } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** By their own phones, in the order of asking. */
const NAMES = ['Anna', 'Ben', 'Clara', 'David'] as const;
const TEAMS = 4;
const SCHOOLS = [1, 2, 3, 4];

const waiting = (count: number) => ({
  waiting: count,
  active: 0,
  teams: TEAMS,
  names: (index: number) => NAMES[index] ?? '',
});

const leadOf = (desk: Desk, player: string) => desk.suggestion(player);
const focusIsIn = (row: Locator) => expect(row.locator(':focus')).toHaveCount(1);
/** The calls reach the host, but no answer comes back. */
const loseAnswersTo = (page: Page, path: RegExp) =>
  page.route(path, async (route) => {
    await route.fetch();
    await route.abort();
  });

test('Undo takes back what this desk did last, over a reload and lost answers, and Redo does it again', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: SCHOOLS });
  await populate(host, code, waiting(3));
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'banker' });
  const own = await desk();
  await own.open(GAME);
  const other = await desk(url.replace(/^http:\/\/[^/]+/, host.ready.url));
  const now = () => statuses(host, code);

  await own.giveSuggested('Anna');
  await other.giveSuggested('Ben');
  await expect.poll(now).toEqual({ Anna: 'assigned', Ben: 'assigned', Clara: 'requested' });
  await own.page.keyboard.press('z');
  await expect.poll(now).toEqual({ Anna: 'requested', Ben: 'assigned', Clara: 'requested' });
  await expect(own.button(/^Redo .*Anna/)).toBeVisible();
  await own.page.reload();
  await own.button(/^Redo .*Anna/).click();
  await expect.poll(now).toEqual({ Anna: 'assigned', Ben: 'assigned', Clara: 'requested' });

  // The laptop does it, and its answer is lost.
  await loseAnswersTo(own.page, /\/challenges\/\w+\/\d+\/assign$/);
  await own.giveSuggested('Clara');
  await expect.poll(now).toEqual({ Anna: 'assigned', Ben: 'assigned', Clara: 'assigned' });
  await own.page.unrouteAll({ behavior: 'wait' });
  await own.page.reload();
  await own.button(/^Undo .*Clara.*what you did last/).click();
  await expect.poll(now).toEqual({ Anna: 'assigned', Ben: 'assigned', Clara: 'requested' });
  await expect(own.button(/^Undo .*Anna.*what you did last/)).toBeVisible();

  // Somebody else goes on with Anna's: then it is no longer this desk's to undo.
  await other.done('Anna');
  await expect.poll(now).toEqual({ Ben: 'assigned', Clara: 'requested' });
  await expect(own.page.locator('[data-part="overtaken"]')).toHaveText('Too late to undo: Anna');
  await own.page.keyboard.press('z');
  await expect(
    own.page.getByText(/^Too late to undo “exercise given”: .*Anna.* has moved on\.$/),
  ).toBeVisible();
  expect(await now()).toEqual({ Ben: 'assigned', Clara: 'requested' });
});

test('Undo takes back no exercise in place of what everybody was told, or of a removal, whose answer was lost', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: SCHOOLS });
  await populate(host, code, waiting(2));
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await banker.giveSuggested('Anna');
  const given = { Anna: 'assigned', Ben: 'requested' };
  await expect.poll(() => statuses(host, code)).toEqual(given);
  const message = page.locator('[data-part^="message"]');
  const send = async (text: string) => {
    await banker.openMenu();
    await page.getByRole('menuitem', { name: 'Message to everybody' }).click();
    await page.getByLabel('Message', { exact: true }).fill(text);
    await banker.button('Send').click();
  };
  const undo = (act: string) => banker.button(new RegExp(`^Undo ${act}.*what you did last`)).click();
  const everything = /\/api\/v2\/(?:games|challenges)\/\w+(?:\/message|\/players\/\d+)?$/;

  // It got through, and its answer was lost; a second try is the same act.
  await loseAnswersTo(page, /\/message$/);
  await send('Pizza is ready!');
  await expect(message).toContainText('Pizza is ready!');
  await page.unrouteAll({ behavior: 'wait' });
  await banker.button('Send').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await undo('message');
  await expect(message).toHaveCount(0);

  // It never got there.
  await page.route(everything, (route) =>
    route.request().method() === 'GET' ? route.fallback() : route.abort(),
  );
  await send('Home time');
  await expect(page.getByText('The laptop did not answer')).toBeVisible();
  await page.unrouteAll({ behavior: 'wait' });
  await page.reload();
  await undo('message');
  await expect(page.getByText('never reached the laptop')).toBeVisible();
  expect(await statuses(host, code)).toEqual(given);

  // A removal that came about without an answer is what is taken back.
  await loseAnswersTo(page, /\/players\/\d+$/);
  await page.getByRole('link', { name: 'Players', exact: true }).click();
  await page.getByRole('button', { name: /^What to do with .*Ben/ }).click();
  await page.getByRole('menuitem', { name: 'Remove from the game' }).click();
  await expect.poll(() => statuses(host, code)).toEqual({ Anna: 'assigned' });
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('link', { name: /^Desk/ }).click();
  await banker.button(/^Undo .*Ben.*: removed from the game, what you did last/).click();
  await expect(banker.button(/^Undo .*Anna.*what you did last/)).toBeVisible();
  expect(await statuses(host, code)).toEqual({ Anna: 'assigned' });
});

test('an open menu keeps its row and the order, and offers nothing once its challenge has gone', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: SCHOOLS });
  await populate(host, code, waiting(4));
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  const cancel = async (name: string) => {
    const id = open.find(({ player_name }) => player_name === name)?.id;
    await host.api(`/challenges/${code}/${id}/cancel`, {});
  };
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const row = (name: string) => banker.row(banker.waiting, name);
  await row('Clara')
    .getByRole('button', { name: /^Other exercises/ })
    .click();
  const menu = page.getByRole('dialog');
  await expect(menu.getByRole('heading')).toContainText('Clara');
  const before = await row('Clara').boundingBox();
  await cancel('Anna');
  await expect(row('Anna')).toHaveAttribute('data-gone', 'true');
  expect(await row('Clara').boundingBox()).toEqual(before);
  const exercise = menu.getByRole('button').first();
  await expect(exercise).toBeVisible();
  await cancel('Clara');
  await expect(menu).toContainText('This was cancelled.');
  expect(await row('Clara').boundingBox()).toEqual(before);
  await expect(menu.getByRole('button')).toHaveText(['Close']);
  await expect(menu.getByRole('textbox')).toHaveCount(0);
  await menu.getByRole('button').press('Enter');
  await expect(menu).toHaveCount(0);
  await expect.poll(() => statuses(host, code)).toEqual({ Ben: 'requested', David: 'requested' });
});

test('the keyboard’s focus goes on when its row goes, and no key hits the next one', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: SCHOOLS });
  await populate(host, code, waiting(3));
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await expect(leadOf(banker, 'Anna')).toBeVisible();
  await page.keyboard.press('j');
  await expect(leadOf(banker, 'Anna')).toBeFocused();
  // The key comes with the very frame in which the focus has moved.
  await page.evaluate(() => {
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.matches('[data-leads]')) return;
      const options = { bubbles: true, cancelable: true, key: '1' };
      target.dispatchEvent(new KeyboardEvent('keydown', options));
    });
  });
  await host.api(
    `/challenges/${code}/${open.find(({ player_name }) => player_name === 'Anna')?.id}/cancel`,
    {},
  );
  await expect(leadOf(banker, 'Ben')).toBeFocused();
  await expect(page.locator('output').filter({ hasText: 'Anna' })).toContainText('Cancelled');
  expect(await statuses(host, code)).toEqual({ Ben: 'requested', Clara: 'requested' });

  await page.reload();
  await expect(leadOf(banker, 'Ben')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await expect(leadOf(banker, 'Clara')).toBeFocused();
  await expect(banker.row(banker.active, 'Ben')).toBeVisible();
  await page.keyboard.press('l');
  await focusIsIn(banker.row(banker.active, 'Ben'));
  await page.keyboard.press('l');
  await focusIsIn(banker.row(banker.waiting, 'Clara'));
  // A key so soon after the last act would not be meant for this row.
  await delay(SETTLING_MS);
  await page.keyboard.press('x');
  await expect(banker.waiting.getByRole('heading', { level: 2 })).toBeFocused();
});

test('by keyboard, rows that have gone stay until the next key that acts, and then leave', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: SCHOOLS });
  await populate(host, code, waiting(4));
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  const idOf = (name: string) => open.find(({ player_name }) => player_name === name)?.id;
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await expect(leadOf(banker, 'Anna')).toBeVisible();
  await page.keyboard.press('j');
  await expect(leadOf(banker, 'Anna')).toBeFocused();
  for (const name of ['Ben', 'Clara']) await host.api(`/challenges/${code}/${idOf(name)}/cancel`, {});
  const rows = banker.waiting.locator('[data-row]');
  await expect(rows.filter({ hasText: 'Cancelled' })).toHaveCount(2);
  await page.keyboard.press('1');
  await expect(leadOf(banker, 'David')).toBeFocused();
  await expect(rows).toHaveCount(1);
});

test('a key that went down as the focus moved is not meant for the next one, however late it is let go', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: TEAMS, schools: SCHOOLS });
  await populate(host, code, waiting(3));
  const open = await host.api<OpenChallenge[]>(`/challenges/${code}/active`);
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await expect(leadOf(banker, 'Anna')).toBeVisible();
  await page.keyboard.press('j');
  await expect(leadOf(banker, 'Anna')).toBeFocused();
  await page.evaluate(() => {
    document.addEventListener('focusin', ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.matches('[data-leads]')) return;
      const options = { bubbles: true, cancelable: true, key: 'Enter' };
      target.dispatchEvent(new KeyboardEvent('keydown', options));
    });
  });
  await host.api(
    `/challenges/${code}/${open.find(({ player_name }) => player_name === 'Anna')?.id}/cancel`,
    {},
  );
  await expect(leadOf(banker, 'Ben')).toBeFocused();
  await delay(SETTLING_MS);
  await leadOf(banker, 'Ben').dispatchEvent('keyup', { key: 'Enter' });
  // Nor is the first one since; the second is, and is answered after those before it would have been.
  await page.keyboard.press('Enter');
  await delay(SETTLING_MS);
  await page.keyboard.press('Enter');
  await expect(banker.row(banker.active, 'Ben')).toBeVisible();
  expect(await statuses(host, code)).toEqual({ Ben: 'assigned', Clara: 'requested' });
});

test('what is asked for in a player’s name is headed by it, and lies apart from what is asked for the next', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 1 });
  for (const name of NAMES)
    await host.api(`/games/${code}/players`, { player_name: name, team_number: 1, without_phone: true });
  const { page } = await desk();
  await page.getByRole('link', { name: new RegExp(GAME) }).click();
  const buttons = page.getByRole('button', { name: /^Ask for a building for/ });

  for (const where of ['Desk', 'Players']) {
    await page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: new RegExp(`^${where}`) })
      .click();
    await expect(buttons).toHaveCount(NAMES.length);
    const gaps = await buttons.evaluateAll((all) => {
      const boxes = all.map((each) => each.getBoundingClientRect());
      return boxes.slice(1).map(({ top }, index) => top - (boxes[index]?.bottom ?? top));
    });
    expect(Math.min(...gaps), where).toBeGreaterThanOrEqual(8);
    await buttons.nth(1).click();
    await expect(page.getByRole('dialog').getByRole('heading')).toContainText('Ask for a building for Ben');
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: /^What to do with .*Clara/ }).click();
  await expect(page.getByRole('menu')).toContainText('Clara');
});
