/** What belongs to the whole evening: a planned end, a message to everybody, 3-2-1, who has built what, and who has just earned it. */
import type { BrowserContext, Page } from '@playwright/test';
import type { RunningHost } from './running-host.harness.ts';
import { GAME, expect, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

async function openBoard(context: BrowserContext, host: RunningHost, code: string): Promise<Page> {
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  const board = await context.newPage();
  await board.setViewportSize({ width: 1920, height: 1080 });
  await board.goto(`${host.ready.url}/board/${new URL(url).hash}`);
  return board;
}

test('all screens count 3, 2, 1 and show the message', async ({ context, desk, game, host, phone }) => {
  const code = await game({ isStarted: false });
  const board = await openBoard(context, host, code);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await expect(board.locator('[data-part="arrivals"]')).toContainText('Anna');
  const banker = await desk();
  await banker.open(GAME);

  const screens = [board, anna.page, banker.page];
  await banker.button('Start the game').click();
  for (const screen of screens) await expect(screen.locator('[data-part="start-count"]')).toBeVisible();
  // It is for the eye: whoever is quick can ask already.
  await anna.ask('Farm');
  for (const screen of screens) await expect(screen.locator('[data-part="start-count"]')).toHaveCount(0);

  await banker.openMenu();
  await banker.page.getByRole('menuitem', { name: 'Message to everybody' }).click();
  await banker.page.getByLabel('Message', { exact: true }).fill('Pizza is ready!');
  await banker.button('Send').click();
  for (const screen of screens)
    await expect(screen.locator('[data-part^="message"]')).toContainText('Pizza is ready!');
  await anna.button('Close the message').click();
  await expect(anna.page.locator('[data-part="message"]')).toHaveCount(0);
  await anna.page.reload();
  await expect(anna.page.locator('[data-part="message"]')).toHaveCount(0);
  const late = await phone(code);
  await late.join('Ben', 2);
  await expect(late.page.locator('[data-part="message"]')).toContainText('Pizza is ready!');
  await banker.button('Remove message').click();
  await expect(board.locator('[data-part="message"]')).toHaveCount(0);
  await banker.page.keyboard.press('z');
  await expect(board.locator('[data-part="message"]')).toContainText('Pizza is ready!');
  const redo = banker.page.getByRole('button', { name: 'Redo message' });
  await expect(redo).toBeVisible();
  await banker.page.reload();
  await redo.click();
  await expect(board.locator('[data-part="message"]')).toHaveCount(0);
});

test(
  'all screens show when it ends, and the board what was earned',
  LONG,
  async ({ context, desk, game, host, phone }) => {
    const code = await game();
    const board = await openBoard(context, host, code);
    const anna = await phone(code);
    await anna.join('Anna', 1);
    const banker = await desk();
    await banker.open(GAME);
    const screens = [board, anna.page, banker.page];
    await anna.ask('Farm');

    await banker.openMenu();
    await banker.page.getByRole('menuitem', { name: 'When it ends' }).click();
    await banker.button('45 min').click();
    await banker.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ends at/ })
      .click();
    await expect(board.locator('[data-part="end-clock"]')).toContainText(/Ends in 4\d:\d\d/);
    await expect(banker.page.locator('[data-part="end-clock"]')).toContainText(/Ends in 4\d:\d\d/);
    // One place for it: not in the notice about it, too.
    await expect(banker.page.locator('[data-part="notice"]')).toContainText('due to end at');
    await expect(banker.page.getByRole('button', { name: /^Undo/ })).toHaveCount(1);
    await banker.page.getByRole('button', { name: 'Undo end time: what you did last' }).click();
    await expect(board.locator('[data-part="end-clock"]')).toHaveCount(0);

    await banker.giveSuggested('Anna');
    await banker.done('Anna');
    await expect(board.locator('[data-part="earned"]')).toContainText('Anna earned a farm!');
    await expect(board.getByRole('region', { name: 'Standings' })).toContainText('1.');
    const standings = banker.page.locator('[data-part="standings"]');
    await standings.locator('summary').click();
    await standings.getByLabel('Show on the board').uncheck();
    await expect(board.getByRole('region', { name: 'Standings' })).toHaveCount(0);
    await expect(board.locator('[data-part="earned"]')).toHaveCount(0, { timeout: 8_000 });

    // The last two minutes, then the end without anybody at the desk.
    const { as_of: now } = await host.api<{ as_of: number }>(`/games/${code}`, {}, 'PATCH');
    await host.api(`/games/${code}`, { end_time: now + 115_000, ends_by_itself: true }, 'PATCH');
    for (const screen of screens) await expect(screen.locator('[data-part^="end"]').first()).toBeVisible();
    await expect(anna.page.locator('[data-part="end"]')).toContainText('Ends in 1:');
    const soon = await host.api<{ as_of: number }>(`/games/${code}`, {}, 'PATCH');
    await host.api(`/games/${code}`, { end_time: soon.as_of + 2_000 }, 'PATCH');
    // The standings were hidden, so the banker reveals the results.
    await expect(board.getByText('And now: the results')).toBeVisible({ timeout: 8_000 });
  },
);
