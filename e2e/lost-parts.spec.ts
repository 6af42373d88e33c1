/** Parts of a page that are loaded later and get lost once: each comes by itself. `lost-parts-browsers.spec.ts` has the other engines. */
import type { Page } from '@playwright/test';
import { LOSSES, LossyNetwork } from './lossy-network.harness.ts';
import { done, joinGame } from './populate.harness.ts';
import { expect, GAME, LONG, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

let network: LossyNetwork;
const arrives = () => expect.poll(() => network.missing, { timeout: 30_000 }).toEqual([]);
let opened: Page[];
test.beforeEach(() => {
  opened = [];
});
test.afterEach(async () => {
  // A page that loses its laptop looks for it where this network is not.
  await Promise.all(opened.map((page) => page.close()));
  await network.close();
});

for (const loss of LOSSES) {
  const kind = longUnless(loss === 'cut');

  test(
    `every later part of the phone's page that was ${loss} once comes by itself`,
    kind,
    async ({ game, host, desk }) => {
      network = await LossyNetwork.open(host, loss, '/');
      const { page } = await desk(network.behind(host.joinUrl(await game())));
      opened = [page];
      // What the field says of a name: nobody waits for it once somebody has joined.
      await expect.poll(() => network.lost).toContain('join-later.js');
      await arrives();
      await page.getByLabel('Your name').fill('Anna');
      await page.getByRole('button', { name: 'Join' }).click();
      // Who is in which team: nobody waits for it once a team is chosen.
      await expect(page.getByRole('button', { name: 'Team 1' })).toBeVisible();
      await arrives();
      await page.getByRole('button', { name: 'Team 1' }).click();
      await page.getByRole('button', { name: 'Team and more' }).click();
      const drawer = page.getByRole('dialog');
      await expect(drawer.locator('svg[data-modules]')).toBeVisible();
      await expect(drawer).toHaveCSS('position', 'fixed');
      await arrives();
      expect(network.lost).toEqual(expect.arrayContaining(['drawer.js', 'drawer.css', 'qr-code.js']));
    },
  );

  test(
    `every later part of desk and board that was ${loss} once comes by itself`,
    LONG,
    async ({ game, host, desk }) => {
      network = await LossyNetwork.open(host, loss, '/banker/', '/board/');
      const code = await game();
      await done(host, code, (await joinGame(host, code, 'Ben', 1)).player_id, 2);
      const banker = await desk(network.behind(await host.deskLink()));
      await banker.open(GAME);
      await banker.page.getByRole('link', { name: 'Summary' }).click();
      await expect(banker.page.getByRole('main')).toContainText('Minutes of play');
      await host.api(`/games/${code}/end`, {});
      await host.api(`/games/${code}/finale`, { step: 'chart' });
      const { url } = await host.api<{ url: string }>(`/games/${code}/tickets`, { for: 'board' });
      const board = await desk(network.behind(`${host.ready.url}/board/${new URL(url).hash}`));
      opened = [banker.page, board.page];
      await expect(board.page.locator('[data-part="chart"] svg').first()).toBeVisible();
      await arrives();
      expect(network.lost).toEqual(expect.arrayContaining(['summary-view.js', 'progress-chart.js']));
    },
  );
}
