/** A whole evening at the desk by keyboard alone: no click, and the focus is never lost, whatever the phones do. */
import type { Page } from '@playwright/test';
import { keepsFocus, press, tabTo } from './keyboard.harness.ts';
import type { Desk } from './pages.harness.ts';
import { claim, joinGame, populate } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const STEPS = ['Teams', 'Exercises', 'Rules', 'Phones'] as const;
const MENU = ['Message to everybody…', 'When it ends…', 'End the game'] as const;

/** Opens the menu and what is called that in it. */
async function choose(page: Page, name: (typeof MENU)[number]): Promise<void> {
  await press(page, 'More');
  const item = page.getByRole('menuitem', { name });
  await expect(item).toBeVisible();
  for (let step = 0; step < 20; step += 1) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(item).toBeFocused();
  await page.keyboard.press('Enter');
  // The menu, which is one too, goes as the dialog comes.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(page.getByRole('dialog')).toBeVisible();
  await keepsFocus(page, name);
}

const closed = (page: Page) => expect(page.getByRole('dialog')).toHaveCount(0);

/** From the list of games to the start. Resolves with the game's code. */
async function setUp({ page }: Desk): Promise<string> {
  await tabTo(page, 'Name', 'textbox');
  await page.keyboard.type(GAME);
  await press(page, 'Create the game');
  await expect(page.getByRole('heading', { name: GAME, level: 1 })).toBeVisible();
  for (const step of STEPS) {
    await press(page, step);
    await expect(page.locator(`[data-step="${step.toLowerCase()}"]`)).toBeVisible();
    await keepsFocus(page, `the step ${step}`);
    if (step !== 'Rules') continue;
    // Arrows move within a group of choices.
    await tabTo(page, /^It counts at once/, 'radio');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: /^I confirm it/ })).toBeChecked();
  }
  await press(page, /^Desk/, 'link');
  await expect(page.getByText('Nobody has joined yet').first()).toBeVisible();
  await keepsFocus(page, 'the desk');
  return /game=(\w+)/.exec(page.url())?.[1] ?? '';
}

/** Three players, as their phones bring them in. */
async function joinAll(host: RunningHost, code: string) {
  return {
    anna: await joinGame(host, code, 'Anna', 1),
    ben: await joinGame(host, code, 'Ben', 2),
    clara: await joinGame(host, code, 'Clara', 3),
  };
}

test(
  'the banker sets a game up, starts it, gives, confirms, takes back, pauses, writes, ends it and reveals the results by keyboard alone',
  LONG,
  async ({ desk, host }) => {
    const banker = await desk();
    const { page } = banker;
    const { keyboard } = page;
    const code = await setUp(banker);
    const { anna, ben, clara } = await joinAll(host, code);
    const ask = async (player_id: number) =>
      host.api<{ id: number }>(`/challenges/${code}/request`, { player_id, building_type: 'farm' });
    await press(page, 'Start the game');
    await expect(banker.button('Pause')).toBeVisible();
    await keepsFocus(page, 'started');

    const { id } = await ask(anna.player_id);
    await expect(banker.row(banker.waiting, 'Anna')).toBeVisible();
    await keepsFocus(page, 'somebody asks');
    await keyboard.press('j');
    await expect(banker.suggestion('Anna')).toBeFocused();
    // What others do leaves the focus where it is.
    await ask(ben.player_id);
    await ask(clara.player_id);
    await expect(banker.row(banker.waiting, 'Clara')).toBeVisible();
    await expect(banker.suggestion('Anna')).toBeFocused();
    await keyboard.press('Enter');
    await expect(banker.row(banker.active, 'Anna')).toBeVisible();
    await expect(banker.suggestion('Ben')).toBeFocused();

    // In the banker's own words.
    await press(page, /^Other exercises for .*Ben/);
    await expect(page.getByRole('dialog')).toBeVisible();
    await tabTo(page, 'In your own words', 'textbox');
    await keyboard.type('Hop to the door and back');
    await keyboard.press('Enter');
    await closed(page);
    await expect(banker.row(banker.active, 'Ben')).toContainText('Hop to the door and back');
    await keepsFocus(page, 'an exercise in own words is given');

    // A player takes back the request that has the focus.
    await keyboard.press('j');
    const [waiting] = (
      await host.api<{ id: number; player_name: string }[]>(`/challenges/${code}/active`)
    ).filter(({ player_name: name }) => name === 'Clara');
    await host.api(`/challenges/${code}/${waiting?.id}/cancel`, {});
    await keepsFocus(page, 'the request with the focus is taken back');
    await ask(clara.player_id);
    await expect(banker.suggestion('Clara')).toBeVisible();
    await keepsFocus(page, 'it is asked for again');

    await claim(host, code, { id, token: anna.token });
    await expect(banker.button(/^Confirm that .*Anna/)).toBeVisible();
    await keepsFocus(page, 'somebody says that it is done');
    await tabTo(page, /^Confirm that .*Anna/);
    await keyboard.press('c');
    await expect(banker.row(banker.active, 'Anna')).toHaveCount(0);
    await keepsFocus(page, 'confirmed');
    await keyboard.press('z');
    // While the focus is in a list, nothing moves in it.
    await expect(banker.button('1 new')).toBeVisible();
    await keyboard.press('l');
    await expect(banker.row(banker.active, 'Anna')).toBeVisible();
    await keepsFocus(page, 'taken back');

    await keyboard.press('p');
    await expect(banker.button('Resume')).toBeVisible();
    await keepsFocus(page, 'paused');
    await expect(banker.button('Resume')).toBeEnabled();
    await keyboard.press('p');
    await expect(banker.button('Pause')).toBeVisible();
    await keepsFocus(page, 'resumed');

    await choose(page, 'Message to everybody…');
    await tabTo(page, 'Message', 'textbox');
    await keyboard.type('Pizza is ready!');
    await press(page, 'Send');
    await closed(page);
    await expect(page.locator('[data-part="message-line"]')).toContainText('Pizza');
    await keepsFocus(page, 'a message is sent');
    await press(page, 'Remove message');
    await expect(page.locator('[data-part="message-line"]')).toHaveCount(0);
    await keepsFocus(page, 'the message is taken down');
    await choose(page, 'When it ends…');
    await keyboard.press('Escape');
    await closed(page);
    await keepsFocus(page, 'a dialog is closed');

    await host.api(`/challenges/${code}/${id}/complete`, {});
    await choose(page, 'End the game');
    await tabTo(page, /^Keep the results back/, 'checkbox');
    await keyboard.press('Space');
    await press(page, 'End the game');
    await closed(page);
    await expect(page.getByText('The game is over').first()).toBeVisible();
    await keepsFocus(page, 'the game is over');
    await press(page, 'Summary', 'link');
    const finale = page.locator('[data-part="finale"]');
    // Results that are kept back wait at the opening.
    await expect(finale.locator('strong')).toHaveText('The opening');
    await keepsFocus(page, 'the summary');
    for (const step of ['First place', 'Who helped most', 'All of us together', 'The chart of the evening']) {
      await press(page, 'Next');
      await expect(finale.locator('strong')).toHaveText(step);
      await keepsFocus(page, step);
    }
    await tabTo(page, 'Close', 'button', finale);
    await keyboard.press('Enter');
    await expect(banker.button('Begin the reveal')).toBeVisible();
    await keepsFocus(page, 'the reveal is closed');
    await press(page, 'Begin the reveal');
    await expect(finale.locator('strong')).toHaveText('The opening');
    await keepsFocus(page, 'the reveal has begun');
  },
);

test('the focus stays in its row as a player says that it is done, and as the banker says "not yet"', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ settings: { completion: 'banker' } });
  const [anna] = await populate(host, code, { waiting: 0, active: 1, teams: 4 });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await tabTo(page, /^.?Anna.? is done/);
  for (const whose of ['this banker', 'another one'] as const) {
    if (anna !== undefined) await claim(host, code, anna);
    await expect(banker.button(/^Confirm that .*Anna/)).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(banker.button(/^Not yet: .*Anna/)).toBeFocused();
    if (whose === 'this banker') await page.keyboard.press('Enter');
    else await host.api(`/challenges/${code}/${anna?.id}/reject`, {});
    // It was the button; a second Enter must not press what comes in its place.
    await expect(banker.row(banker.active, 'Anna')).toBeFocused();
    await page.keyboard.press('Tab');
    await tabTo(page, /^.?Anna.? is done/);
    await expect(banker.button(/^.?Anna.? is done/)).toBeFocused();
  }
});

test('switched off, single keys do nothing at the desk', async ({ desk, game, host }) => {
  const code = await game();
  await populate(host, code, { waiting: 1, active: 0, teams: 4 });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  await page.keyboard.press('?');
  await tabTo(page, /^Single-key shortcuts/, 'checkbox');
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await closed(page);
  await expect(banker.suggestion('Anna')).toBeVisible();
  for (const key of ['p', 'j', '1', 'x']) await page.keyboard.press(key);
  await expect(banker.button('Pause')).toBeVisible();
  await expect(banker.suggestion('Anna')).not.toBeFocused();
  await press(page, 'Pause');
  await expect(banker.button('Resume')).toBeVisible();
});
