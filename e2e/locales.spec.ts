/** Every visible text comes from the catalogues: in the pseudo-locale all of them are in brackets. */
import type { Page } from '@playwright/test';
import { outsideTheCatalogues } from './outside-the-catalogues.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test('phone, desk and board show only text from the catalogues', async ({ game, desk, host, phone }) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const anna = await phone(code);
  await anna.join('Anna', 1);
  await anna.ask('Farm');
  await expect(banker.row(banker.waiting, 'Anna')).toContainText('Farm');
  await host.api('/backups', {});
  // The component library has its own catalogues for dragging, in thirty languages.
  const known = [code, 'Anna', GAME, 'Team ', '.local', 'to start dragging'];

  const inPseudo = async (page: Page) => {
    const url = new URL(page.url());
    url.searchParams.set('lang', 'en-XA');
    await page.goto(url.href);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
    await expect(page.getByText(/\[/).first()).toBeVisible();
    return outsideTheCatalogues(page, known);
  };
  expect(await inPseudo(anna.page)).toEqual([]);
  expect(await inPseudo(banker.page)).toEqual([]);
  for (const page of ['players', 'history', 'summary', 'setup', 'safekeeping', 'doctor']) {
    await banker.page.evaluate((name) => {
      location.hash = `${location.hash.replace(/&page=\w+/, '')}&page=${name}`;
    }, page);
    await expect(banker.page.getByRole('main')).toContainText('[');
    expect(await outsideTheCatalogues(banker.page, known)).toEqual([]);
  }
  await banker.page.evaluate(() => {
    location.hash = 'seat=0&page=safekeeping';
  });
  await expect(banker.page.locator('[data-part="house"]').getByRole('row')).toHaveCount(2);
  expect(await outsideTheCatalogues(banker.page, known)).toEqual([]);
  const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
  const board = await banker.page.context().newPage();
  await board.goto(`${host.ready.url}/board/?lang=en-XA${new URL(url).hash}`);
  await expect(board.getByRole('main')).toContainText('[');
  expect(await outsideTheCatalogues(board, known)).toEqual([]);
});
