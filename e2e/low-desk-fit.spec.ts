/** A small laptop at 200 % zoom: two whole rows of those who wait, whatever else is said, and what ticks many of them. */
import type { Locator } from '@playwright/test';
import { countInSight, layoutFaults, resize, sightFaults } from './fit.harness.ts';
import { allTeams, populate } from './populate.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const LOW = { reducedMotion: 'reduce', viewport: { width: 640, height: 400 } } as const;
const LARGE = { name: '1280-text', width: 1280, height: 800, text: 2 };

/** A list keeps how far it was scrolled when a window's size changes, wherever that is within a row then. */
const toTheStart = (row: Locator) =>
  row.evaluate((inList) => {
    for (let box = inList.parentElement; box !== null; box = box.parentElement) box.scrollTop = 0;
  });

for (const tag of ['en', 'de', 'fr', 'es', 'ar'])
  test(
    `two whole rows are in sight with a banner, an Undo, a long name and a tick in ${tag}`,
    longUnless(tag === 'de'),
    async ({ game, desk, host }) => {
      const say = wordsIn(tag);
      const code = await game({ schools: allTeams(4) });
      await populate(host, code, { waiting: 16, active: 0, teams: 4 });
      const { page } = await desk(undefined, { ...LOW, locale: tag });
      await page.getByRole('link', { name: new RegExp(GAME) }).click();
      const rows = page.locator('[data-part="waiting"] li[data-row]');
      await expect(rows).toHaveCount(16);
      await host.api(`/games/${code}`, { name: 'W'.repeat(40) }, 'PATCH');
      await expect(page.locator('header h1 bdi')).toHaveText('W'.repeat(40));
      const many = page.getByRole('button', { name: say('banker:several.menu') }).filter({ visible: true });
      await many.press('Enter');
      await page.getByRole('menuitem', { name: say('banker:several.oldest') }).press('Enter');
      await page.getByRole('button', { name: say('banker:several.give_each') }).press('Enter');
      const undo = page.locator('[data-part="own-acts"] button');
      await expect(undo).toBeVisible();
      await expect(rows.and(page.locator('[data-gone="false"]'))).toHaveCount(6);
      await host.api(`/games/${code}/message`, { text: 'Pizza is here! Come to the kitchen hatch.' });
      await expect(page.locator('[data-part="message-line"]')).toBeVisible();
      const check = async (state: string) => {
        for (const size of [{ name: '640', width: 640, height: 400 }, LARGE]) {
          await resize(page, size);
          await toTheStart(rows.first());
          await expect.poll(() => countInSight(rows), `${state} at ${size.name}`).toBeGreaterThanOrEqual(2);
          expect(
            [...(await layoutFaults(page)), ...(await sightFaults({ Undo: undo, 'what ticks many': many }))],
            `${state} at ${size.name}`,
          ).toEqual([]);
        }
      };
      await check('nothing ticked');
      await rows.and(page.locator('[data-gone="false"]')).first().getByRole('checkbox').press('Space');
      await expect(page.locator('[data-part="several"]')).toBeVisible();
      await check('one ticked');
    },
  );

test('the question whether to wipe a game has its field in sight beside its answers, in a window of half the size', async ({
  desk,
  game,
  host,
}) => {
  const say = wordsIn('de');
  const code = await game();
  await host.api(`/games/${code}/end`, {});
  const { page } = await desk(undefined, { viewport: { width: 640, height: 400 }, locale: 'de' });
  // Only once the desk is let in.
  await expect(page.getByRole('link', { name: new RegExp(GAME) }).first()).toBeVisible();
  await page.goto(`${host.ready.url}/banker/#game=${code}&seat=0&page=safekeeping`);
  await page.getByRole('button', { name: say('safekeeping:wipe.open') }).click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('textbox');
  const answers = dialog.locator('[data-answers]');
  expect(await sightFaults({ 'the field': field, 'its answers': answers })).toEqual([]);
  const [above, below] = [await field.boundingBox(), await answers.boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
});

test('a dialog says that there is more of it above its answers, until the end is in sight', async ({
  desk,
  game,
}) => {
  await game();
  const { page } = await desk(undefined, LOW);
  await page.getByRole('link', { name: new RegExp(GAME) }).click();
  await page.getByRole('button', { name: 'More', exact: true }).press('Enter');
  await page.getByRole('menuitem', { name: 'When it ends' }).press('Enter');
  const answers = page.getByRole('dialog').locator('[data-answers]');
  const shadow = () => answers.evaluate((each) => Number(getComputedStyle(each, '::before').opacity));
  await expect.poll(shadow).toBeGreaterThan(0.9);
  await answers.evaluate((each) => {
    for (let box = each.parentElement; box !== null; box = box.parentElement)
      box.scrollTop = box.scrollHeight;
  });
  await expect.poll(shadow).toBe(0);
});

test('the list of games has names with no fewer than a dozen letters a line, however large they are', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await host.api(`/games/${code}`, { name: 'Friday night at the scout hut' }, 'PATCH');
  const { page } = await desk(undefined, { reducedMotion: 'reduce' });
  const name = page
    .getByRole('link', { name: /Friday night/ })
    .locator('bdi, [translate="no"]')
    .first();
  await expect(name).toBeVisible();
  const found: string[] = [];
  for (const width of [640, 820, 1024, 1280])
    for (const text of [1, 1.25, 1.5, 1.75, 2]) {
      await resize(page, { name: `${width}`, width, height: 800, text });
      const lines = await name.evaluate((each) => {
        const { height } = each.getBoundingClientRect();
        return Math.round(height / (Number.parseFloat(getComputedStyle(each).fontSize) * 1.2));
      });
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (lines > 3 || sideways > 0)
        found.push(`${width} at ${text}: ${lines} lines, ${sideways} px out of the window`);
    }
  expect(found).toEqual([]);
});
