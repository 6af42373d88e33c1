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
