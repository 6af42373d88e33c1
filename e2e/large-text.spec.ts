/** The desk with text twice as large: nothing that can be pressed or typed in is beyond the edge of the screen. And with long names. */
import type { Page } from '@playwright/test';
import { countInSight, resize } from './fit.harness.ts';
import { allTeams, populate } from './populate.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** What leaves the screen to the side, except in parts that scroll that way. */
const beyondTheEdge = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      for (let above = element.parentElement; above !== null; above = above.parentElement)
        if (
          ['auto', 'scroll'].includes(getComputedStyle(above).overflowX) &&
          above.scrollWidth > above.clientWidth
        )
          return above.getBoundingClientRect().right <= window.innerWidth + 1;
      return false;
    };
    return [...document.querySelectorAll('a, button, input, select, h1, h2, [data-connection]')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (right > window.innerWidth + 1 || left < -1) && !scrolls(element);
      })
      .map(({ tagName, textContent }) => `${tagName} ${textContent}`);
  });

for (const [width, height] of [
  [820, 1180],
  [1024, 768],
  [1280, 800],
] as const) {
  test(
    `fits ${width} x ${height}, on every page of the desk`,
    longUnless(width === 820),
    async ({ desk, game, host }) => {
      const code = await game({ isStarted: false, schools: allTeams(4) });
      const { page } = await desk(undefined, { viewport: { width, height } });
      await page.getByRole('link', { name: new RegExp(GAME) }).click();
      const found: string[] = [];
      const check = async (where: string) => {
        await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
        found.push(...(await beyondTheEdge(page)).map((what) => `${where}: ${what}`));
        await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
      };
      const goTo = (name: string) =>
        page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
      await expect(page.locator('[data-part="join"]').getByRole('img')).toBeVisible();
      await check('lobby');
      await page.getByRole('button', { name: 'Show the code full screen' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check('full screen');
      await page.keyboard.press('Escape');
      await host.api(`/games/${code}/start`, {});
      await populate(host, code, { waiting: 3, active: 3, teams: 4 });
      await expect(page.getByText('Finn').first()).toBeVisible();
      await check('desk');
      for (const name of ['Players', 'History', 'Summary', 'Set-up']) {
        await goTo(name);
        await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
        await check(name);
      }
      for (const name of ['Phones and network', 'Backups & files']) {
        await page.getByRole('button', { name: 'More', exact: true }).click();
        await page.getByRole('menuitem', { name }).click();
        await expect(page.getByRole('heading', { name }).first()).toBeVisible();
        await check(name);
      }
      expect(found).toEqual([]);
    },
  );
}

test('a long name leaves the pages, the button and the menu beside it in one line', async ({
  desk,
  host,
}) => {
  const name = 'The long, long night of the four nations';
  await host.api('/games', { name, team_count: 4 });
  const { page } = await desk();
  await page.getByRole('link', { name: new RegExp(name) }).click();
  const bar = page.getByRole('banner');
  await expect(bar.getByRole('button', { name: 'Start the game' })).toBeVisible();
  const middles = await bar
    .locator('nav a, button')
    .evaluateAll((all) =>
      all.map((each) => each.getBoundingClientRect()).map(({ y, height }) => y + height / 2),
    );
  expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(4);
});

/** Less than the room beside the highest row. */
const STEP_PX = 60;

test('in the smallest windows the page scrolls to each row of a list as a whole, and to much of every other page', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ teams: 8, schools: allTeams(8) });
  // Of so many, one at least is offered each exercise: the words of some take more lines than those of others.
  await populate(host, code, { waiting: 8, active: 3, teams: 8, names: (index) => `Magdalena ${index + 1}` });
  const banker = await desk(undefined, { reducedMotion: 'reduce' });
  const { page } = banker;
  await banker.open(GAME);
  await expect(banker.waiting.getByRole('listitem')).toHaveCount(8);
  await expect(banker.waiting).toContainText('Plank for 60 seconds');
  /** How far everything that scrolls is scrolled, px. */
  const scrolled = () =>
    page.evaluate(() => [...document.querySelectorAll('*')].map(({ scrollTop }) => scrollTop).join(' '));
  const found: string[] = [];
  const sizes = [
    { name: '320', width: 320, height: 640, text: 2 },
    { name: '360', width: 360, height: 740, text: 2 },
    { name: 'lying', width: 640, height: 360, text: 2 },
  ];
  for (const size of sizes) {
    await resize(page, size);
    for (const part of ['waiting', 'active'] as const) {
      await page.locator(`[data-column="${part}"][aria-pressed]`).click();
      const rows = banker[part].getByRole('listitem');
      // As a hand does it, beside the list: one step after another, for what has not been in sight yet is laid out only then.
      await page.mouse.move(size.width / 2, 40);
      await page.mouse.wheel(0, -5_000);
      await expect(page.getByRole('banner')).toBeInViewport();
      while ((await countInSight(rows)) === 0) {
        const before = await scrolled();
        await page.mouse.wheel(0, STEP_PX);
        // A browser scrolls some time after the wheel has turned: a second turn before that would leave places out.
        await expect.poll(scrolled, `${part} at ${size.name}`).not.toBe(before);
      }
      for (const row of await rows.all())
        await expect(async () => {
          await row.scrollIntoViewIfNeeded();
          expect(await countInSight(row), `${await row.innerText()} at ${size.name}`).toBe(1);
        }).toPass({ timeout: 15_000 });
    }
    for (const name of ['Players', 'History', 'Desk']) {
      await page
        .getByRole('navigation', { name: 'Pages' })
        .getByRole('link', { name: new RegExp(`^${name}`) })
        .click();
      await expect(page.locator('nav a[aria-current]')).toContainText(name);
      const main = page.getByRole('main');
      const { height } = (await main.boundingBox()) ?? { height: 0 };
      if (height < size.height * 0.8) found.push(`${name} at ${size.name}: its page is ${height} px high`);
    }
  }
  expect(found).toEqual([]);
});
