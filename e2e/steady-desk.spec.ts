/** The desk holds still: numbers that change, and what it says for a moment, move nothing and cover nothing. */
import type { Locator, Page } from '@playwright/test';
import { DESK_SIZES, layoutFaults, resize, sightFaults, type Size } from './fit.harness.ts';
import { fillGame, joinGame, populate } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce' } as const;
const SIZES = DESK_SIZES.filter(({ name }) => name !== '1280-zoom');

/** Where everything is that can be pressed, and every heading, by its words without numbers. */
const places = (part: Locator): Promise<Record<string, string>> =>
  part.evaluate((element) =>
    Object.fromEntries(
      [...element.querySelectorAll('a, button, h1, [data-connection]')].map((each, index) => {
        const { left, top, width } = each.getBoundingClientRect();
        const words = (each.getAttribute('aria-label') ?? each.textContent ?? '')
          .replaceAll(/\d+.*$/g, '')
          .trim();
        return [`${index} ${words}`, `${Math.round(left)}, ${Math.round(top)}, ${Math.round(width)} wide`];
      }),
    ),
  );

/** The same at each size. */
async function placesAtEverySize(page: Page, part: Locator): Promise<Record<string, object>> {
  const found: Record<string, object> = {};
  for (const size of SIZES) {
    await resize(page, size);
    found[size.name] = await places(part);
  }
  return found;
}

test('nothing in the top bar moves, however many come to wait', async ({ desk, game, host }) => {
  const code = await game({ schools: [1, 2, 3, 4] });
  const banker = await desk(undefined, CALM);
  const { page } = banker;
  await banker.open(GAME);
  await expect(page.getByText('No requests yet')).toBeVisible();
  const nobody = await placesAtEverySize(page, banker.status);
  const anna = await joinGame(host, code, 'Anna', 1);
  await host.api(`/challenges/${code}/request`, { player_id: anna.player_id, building_type: 'farm' });
  await expect(banker.row(banker.waiting, 'Anna')).toHaveCount(1);
  expect(await placesAtEverySize(page, banker.status)).toEqual(nobody);
  await fillGame(host, code, 11);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('12');
  expect(await placesAtEverySize(page, banker.status)).toEqual(nobody);
  // The one whose page is open is bold.
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible();
  expect(await placesAtEverySize(page, banker.status)).toEqual(nobody);
});

/** Whether two of them lie over one another. */
async function areApart(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (a === null || b === null) throw new Error('One of them is not shown.');
  return a.y + a.height <= b.y + 1 || b.y + b.height <= a.y + 1;
}

async function noticeFaults(page: Page, size: Size): Promise<string[]> {
  const notice = page.locator('[data-part="notice"]');
  const happened = page.locator('[data-part="happened"]');
  const apart = [await areApart(notice, page.getByRole('main')), await areApart(notice, happened)];
  const sight = await sightFaults({ 'what it says': notice.locator('p'), 'Just happened': happened });
  return [
    ...(apart.every(Boolean) ? [] : ['it lies over something']),
    ...sight,
    ...(await layoutFaults(page)),
  ].map((fault) => `${size.name}: ${fault}`);
}

test(
  'what the desk says for a moment has a place of its own, and the lists stay where they are',
  LONG,
  async ({ desk, game, host }) => {
    const code = await game({ schools: [1, 2, 3, 4] });
    const banker = await desk(undefined, CALM);
    const { page } = banker;
    await banker.open(GAME);
    await fillGame(host, code, 8);
    await expect(banker.waiting.getByRole('listitem')).toHaveCount(8);
    for (const size of SIZES) {
      await resize(page, size);
      const rows = page
        .locator('[data-part="waiting"] li, [data-part="active"] li')
        .filter({ visible: true });
      const tops = () => rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().top));
      const before = await tops();
      await page.keyboard.press('z');
      await expect(page.locator('[data-part="notice"]')).toContainText('You have nothing to undo');
      expect(await noticeFaults(page, size)).toEqual([]);
      expect(await tops()).toEqual(before);
      await page.locator('[data-part="notice"]').getByRole('button', { name: 'Close' }).click();
      await expect(page.locator('[data-part="notice"]')).toHaveCount(0);
    }
  },
);

test('nobody waiting is not the same as no request yet, also after a reload', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  await expect(banker.waiting).toContainText('No requests yet');
  await populate(host, code, { waiting: 1, active: 0, teams: 1, names: () => 'Anna' });
  // By keyboard: a list that is pointed at keeps the rows of those who have gone.
  await banker.suggestion('Anna').press('Enter');
  await expect(banker.waiting).toContainText('Nobody is waiting');
  await banker.active.locator('[data-leads]').press('Enter');
  await expect(banker.row(banker.active, 'Anna')).toHaveCount(0);
  await expect(banker.waiting).toContainText('Nobody is waiting');
  await banker.page.reload();
  await expect(banker.waiting).toContainText('Nobody is waiting');
});
