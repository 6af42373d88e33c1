/** "Play again with these people": phones and the board follow by themselves, and come back. */
import type { BrowserContext, Page } from '@playwright/test';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

async function openBoard(context: BrowserContext, host: RunningHost, code: string): Promise<Page> {
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  const board = await context.newPage();
  await board.setViewportSize({ width: 1920, height: 1080 });
  await board.goto(`${host.ready.url}/board/${new URL(url).hash}`);
  return board;
}

test(
  'one tap, and everybody plays again: a phone, one with two seats, one that slept over a restart, the board',
  LONG,
  async ({ context, desk, game, host, phone }) => {
    test.setTimeout(120_000);
    const code = await game();
    const banker = await desk();
    await banker.open(GAME);
    const board = await openBoard(context, host, code);
    const anna = await phone(code);
    await anna.join('Anna', 1);
    await anna.ask('Farm');
    await banker.giveSuggested('Anna');
    await banker.done('Anna');
    const shared = await phone(code);
    await shared.join('Mia', 2);
    const drawer = await shared.openDrawer();
    await drawer.getByRole('button', { name: 'Add someone on this phone' }).click();
    await shared.join('Leo', 3);
    const asleep = await phone(code);
    await asleep.join('Ida', 4);
    const sleepsAt = asleep.page.url();
    await asleep.page.goto('about:blank');
    await banker.end();
    await expect(anna.title).toHaveText('Game over');
    await expect(board.locator('[data-screen="ended"]')).toBeVisible();

    const line = banker.page.locator('[data-part="next-game"]');
    await line.getByRole('button', { name: 'Play again with these people' }).click();
    for (const one of [anna, shared]) {
      await expect(one.page.getByText('Next round! Same teams.')).toBeVisible();
      await expect(one.page).not.toHaveURL(new RegExp(`/j/${code}`));
    }
    await expect(anna.title).toHaveText('You are in, Anna!');
    await expect(board.locator('[data-part="next-round"]')).toHaveText('Next round! Same teams.');
    await expect(board.locator('[data-screen="joining"]')).toContainText('4 players are here');
    await expect(banker.page.getByRole('heading', { name: `${GAME} 2` })).toBeVisible();

    // Both who share the phone are there.
    const both = await shared.openDrawer();
    await both.getByRole('button', { name: 'Mia' }).click();
    await expect(shared.title).toHaveText('You are in, Mia!');

    // A quiet look at the last round, and on again.
    const last = await anna.openDrawer();
    await last.getByRole('button', { name: 'What you did' }).click();
    await expect(anna.title).toHaveText('Game over');
    await expect(anna.page.getByText('You did 1 challenge')).toBeVisible();
    await anna.button('To the next round').click();
    await expect(anna.title).toHaveText('You are in, Anna!');

    await host.kill();
    await host.restart();
    await asleep.page.goto(sleepsAt);
    await expect(asleep.title).toHaveText('You are in, Ida!');

    await banker.button('Start the game').click();
    for (const one of [anna, shared, asleep]) await expect(one.title).toHaveText('Pick a building');
    await expect(board.locator('[data-screen="playing"]')).toBeVisible();
  },
);

test('everybody back: phones and the board return, and follow to another one', async ({
  context,
  desk,
  game,
  host,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const board = await openBoard(context, host, code);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await banker.end();
  const line = banker.page.locator('[data-part="next-game"]');
  await line.getByRole('button', { name: 'Play again with these people' }).click();
  await expect(anna.title).toHaveText('You are in, Anna!');
  await expect(board.locator('[data-part="next-round"]')).toBeVisible();

  await line.getByRole('button', { name: 'Everybody back' }).click();
  await banker.page
    .getByRole('alertdialog')
    .or(banker.page.getByRole('dialog'))
    .getByRole('button', { name: 'Everybody back' })
    .click();
  await expect(anna.title).toHaveText('Game over');
  await expect(board.locator('[data-screen="ended"]')).toBeVisible();
  await expect(line).toContainText('The game is over.');

  // From the list of games, this time; the board was loaded again meanwhile.
  await board.reload();
  await expect(board.locator('[data-screen="ended"]')).toBeVisible();
  await banker.openMenu();
  await banker.page.getByRole('menuitem', { name: 'All games' }).click();
  await banker.page.getByRole('button', { name: `Play \u2068${GAME}\u2069 again with these people` }).click();
  await expect(anna.title).toHaveText('You are in, Anna!');
  await expect(board.locator('[data-part="next-round"]')).toBeVisible();
  await expect(banker.page.getByRole('heading', { name: `${GAME} 2` })).toBeVisible();
});
