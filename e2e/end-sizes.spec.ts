/** After the end, each page of the desk scrolls inside the window, never the desk as a whole, and is as wide as it is. */
import { layoutFaults, resize, type Size } from './fit.harness.ts';
import { allTeams, fillGame, finish } from './populate.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** One word of as many letters as a game's name may have. */
const NAME = 'Sommerferienabschlussveranstaltungsabend';
const SIZES: readonly Size[] = [
  { name: '820', width: 820, height: 1180 },
  { name: '820-zoom', width: 410, height: 590 },
  { name: '1280-text', width: 1280, height: 800, text: 2 },
];
const PAGES = ['Summary', 'History', 'Players', 'Set-up'] as const;

test('the pages of the desk scroll inside the window at the end, whatever the game is called', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: allTeams(4) });
  await fillGame(host, code, 9);
  await finish(host, code);
  await host.api(`/games/${code}/end`, {});
  const banker = await desk(undefined, { reducedMotion: 'reduce' });
  const { page } = banker;
  await banker.open(GAME);
  await host.api(`/games/${code}`, { name: NAME }, 'PATCH');
  const found: string[] = [];
  for (const name of PAGES) {
    await resize(page, { name: 'usual', width: 1280, height: 800 });
    await banker.goTo(name);
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    if (name === 'Summary') await expect(page.locator('[data-part="chart"]')).toBeVisible();
    for (const size of SIZES) {
      await resize(page, size);
      const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      if (beyond > 1) found.push(`${name} at ${size.name}: the desk itself scrolls by ${beyond} px`);
      found.push(...(await layoutFaults(page)).map((fault) => `${name} at ${size.name}: ${fault}`));
    }
  }
  expect(found).toEqual([]);
});
