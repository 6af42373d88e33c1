/** Long names and newcomers change no height: what is below stays where it is. */
import type { Locator } from '@playwright/test';
import { populate } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** As long, and as wide, as a game's name may be. */
const GAME_NAME = 'W'.repeat(40);
const height = (element: Locator) => element.evaluate((each) => each.getBoundingClientRect().height);

test('the bar, the heading and the foot are as high whatever is in them, and no sign is squeezed', async ({
  game,
  desk,
  host,
}) => {
  const code = await game({ teams: 4, schools: [1, 2, 3, 4] });
  const names = (index: number) => 'W'.repeat(19) + 'ABCDEFGHI'.charAt(index);
  await populate(host, code, { waiting: 9, active: 0, teams: 4, names });
  const banker = await desk(undefined, { viewport: { width: 1280, height: 800 } });
  const { page } = banker;
  await banker.open(GAME);
  const parts = [
    page.locator('header').first(),
    banker.waiting.locator('header'),
    page.locator('[data-part="happened"]'),
  ];
  const heights = () => Promise.all(parts.map(height));
  await expect(banker.waiting.locator('[data-row]')).toHaveCount(9);
  const before = await heights();
  expect(before[1]).toBe(48);
  expect(before[0]).toBeLessThanOrEqual(75);
  await banker.waiting.locator('[data-leads]').first().click();
  await expect(page.locator('[data-part="own-acts"] button')).toBeVisible();
  await populate(host, code, { waiting: 1, active: 0, teams: 4, names: () => 'Zoë' });
  await expect(banker.waiting.getByRole('button', { name: '1 new' })).toBeVisible();
  await host.api(`/games/${code}`, { name: GAME_NAME }, 'PATCH');
  await expect(page.locator('header h1 bdi')).toHaveText(GAME_NAME);
  expect(await heights()).toEqual(before);
  for (const sign of await page.locator('[data-part="own-acts"] svg').all())
    expect(await sign.evaluate((svg) => svg.getBoundingClientRect().width)).toBe(16);
});

test(
  'with letters of twice the size, nothing on a phone is wider than the window',
  LONG,
  async ({ game, desk, host }) => {
    const code = await game({ teams: 4, schools: [1, 2, 3, 4] });
    await populate(host, code, { waiting: 4, active: 0, teams: 4 });
    const banker = await desk(undefined, { viewport: { width: 320, height: 640 } });
    const { page } = banker;
    await banker.open(GAME);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '32px'));
    await expect
      .poll(() =>
        page.evaluate(() =>
          [...document.querySelectorAll('[data-column], [data-row] button')]
            .map((each) => each.getBoundingClientRect().right)
            .filter((right) => right > innerWidth + 0.5),
        ),
      )
      .toEqual([]);
  },
);
