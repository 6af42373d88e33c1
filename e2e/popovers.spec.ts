/** What opens beside a button opens where there is room, as a whole, or can be scrolled inside. */
import type { Locator, Page } from '@playwright/test';
import { DESK_SIZES, layoutFaults, resize } from './fit.harness.ts';
import { fillGame } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce' } as const;

/** What is wrong with where it is: outside the window, or too low to hold what it has without scrolling inside. */
const placeFaults = (popover: Locator): Promise<string[]> =>
  popover.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const faults: string[] = [];
    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
      faults.push(`${left}, ${top} to ${right}, ${bottom} of ${innerWidth} x ${innerHeight}`);
    const { overflowY } = getComputedStyle(element);
    if (element.scrollHeight > element.clientHeight + 1 && overflowY !== 'auto') faults.push('it is cut off');
    for (const each of element.querySelectorAll('button, input, [role^="menuitem"], label')) {
      // The library's button that closes it is for screen readers alone.
      if (each.clientHeight < 8) continue;
      each.scrollIntoView({ block: 'nearest' });
      const box = each.getBoundingClientRect();
      if (box.top < top - 1 || box.bottom > bottom + 1)
        faults.push(`out of reach: ${each.textContent} ${box.top} to ${box.bottom} in ${top} to ${bottom}`);
    }
    // A sliver would have to be scrolled line by line.
    const least = Math.min(element.scrollHeight, 0.4 * innerHeight);
    if (element.clientHeight < least - 1)
      faults.push(`only ${element.clientHeight} of ${element.scrollHeight} high`);
    return faults;
  });

async function faultsOf(page: Page, trigger: Locator, what: string): Promise<string[]> {
  await trigger.scrollIntoViewIfNeeded();
  const popovers = page.locator('[data-trigger]').filter({ visible: true });
  const before = await popovers.count();
  // What has just come to lie somewhere takes no press for a moment.
  await expect(async () => {
    if ((await popovers.count()) === before) await trigger.click();
    await expect(popovers, what).toHaveCount(before + 1, { timeout: 1_000 });
  }).toPass();
  const popover = popovers.last();
  const found = [...(await placeFaults(popover)), ...(await layoutFaults(page))];
  // A menu's menu closes before the menu does.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(popover).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  return found.map((fault) => `${what}: ${fault}`);
}

for (const size of DESK_SIZES)
  test(
    `every list, menu and picker of the desk is in the window as a whole, also from the lowest row, at ${size.name}`,
    LONG,
    async ({ desk, game, host }) => {
      const code = await game({ schools: [1, 2, 3, 4] });
      await fillGame(host, code, 9);
      const banker = await desk(undefined, CALM);
      const { page } = banker;
      await banker.open(GAME);
      await expect(banker.waiting.getByRole('listitem')).toHaveCount(9);
      const tabs = page.getByRole('navigation', { name: 'Parts of the desk' });
      const show = async (part: string) => {
        const tab = tabs.getByRole('button', { name: part });
        if (await tab.isVisible()) await tab.click();
      };
      const goTo = (name: string) =>
        page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
      const found: string[] = [];
      await resize(page, size);
      const look = async (trigger: Locator, what: string) => {
        found.push(...(await faultsOf(page, trigger, `${what} at ${size.name}`)));
      };
      await show('Waiting');
      const more = page.getByRole('button', { name: /^Other exercises for/ });
      for (const [which, row] of [more.first(), more.nth(3), more.last()].entries())
        await look(row, `exercises, row ${which}`);
      await show('Active');
      const another = page.getByRole('button', { name: /^More for/ });
      for (const [which, row] of [another.first(), another.nth(3), another.last()].entries())
        await look(row, `more, row ${which}`);
      const menu = page.getByRole('button', { name: 'More', exact: true });
      await look(menu, 'menu');
      await menu.press('Enter');
      await look(page.getByRole('menuitem', { name: 'Language' }), 'languages');
      await expect(page.getByRole('menu')).toHaveCount(0);
      await look(page.getByRole('button', { name: /^Sound/ }), 'sound');

      await show('Waiting');
      await page
        .getByRole('checkbox', { name: /^Tick / })
        .first()
        .check();
      await look(page.getByRole('button', { name: 'Give all the same…' }), 'the same for all');
      await look(page.getByRole('button', { name: 'Tick several' }).filter({ visible: true }), 'tick');
      await page
        .getByRole('checkbox', { name: /^Tick / })
        .first()
        .uncheck();
      await goTo('Players');
      const players = page.getByRole('button', { name: /^What to do with/ });
      for (const [which, row] of [players.first(), players.nth(9), players.last()].entries())
        await look(row, `player ${which}`);
      await goTo('Desk');
      expect(found).toEqual([]);
    },
  );

test('a list comes back by its tab where a player’s panel has taken its place', async ({
  desk,
  game,
  host,
}) => {
  const code = await game({ schools: [1, 2, 3, 4] });
  await fillGame(host, code, 2);
  const banker = await desk(undefined, { ...CALM, viewport: { width: 640, height: 400 } });
  const { page } = banker;
  await banker.open(GAME);
  const tabs = page.getByRole('navigation', { name: 'Parts of the desk' });
  await banker.waiting
    .getByRole('button', { name: /Clara|Hugo|漢|W/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Player' })).toBeVisible();
  await expect(tabs.getByRole('button', { name: 'Room' })).toHaveAttribute('aria-pressed', 'true');
  await tabs.getByRole('button', { name: 'Waiting' }).click();
  await expect(banker.waiting.getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Player' })).toHaveCount(0);
});

test('the keys are listed as a whole on a small laptop, and scrolled inside where letters are large', async ({
  desk,
  game,
}) => {
  await game();
  const banker = await desk(undefined, CALM);
  const { page } = banker;
  await banker.open(GAME);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog');
  const first = dialog.getByText('next, previous', { exact: true });
  const last = dialog.getByText('Single-key shortcuts');
  for (const size of DESK_SIZES) {
    await resize(page, size);
    expect(await layoutFaults(page)).toEqual([]);
    const box = await dialog.locator('..').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size.height);
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport({ ratio: 1 });
    await first.scrollIntoViewIfNeeded();
    await expect(first).toBeInViewport({ ratio: 1 });
    if (size.name !== '1280' && size.name !== '1024') continue;
    await expect(last).toBeInViewport({ ratio: 1 });
  }
});
