/** An answer that takes long: the button that was pressed says so, stays where it is, and is pressed once. */
import type { Locator, Page } from '@playwright/test';
import { populate } from './populate.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

/** Keeps calls to these paths back until they are let go, and counts them. */
async function keepBack(page: Page, path: RegExp) {
  let letGo = () => {};
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const calls: string[] = [];
  await page.route(path, async (route) => {
    calls.push(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
    await until;
    await route.continue();
  });
  return { calls, letGo: () => letGo() };
}

const BUSY = /^true$/;

for (const { name, options } of [
  { name: 'with a mouse', options: {} },
  { name: 'with a finger on a tablet', options: { viewport: { width: 820, height: 1180 }, hasTouch: true } },
] as const)
  test(
    `what was pressed shows that the laptop has not answered yet, and is pressed once: ${name}`,
    longUnless(name === 'with a finger on a tablet'),
    async ({ desk, game, host }) => {
      const code = await game();
      await populate(host, code, { waiting: 2, active: 2, teams: 4 });
      const banker = await desk(undefined, options);
      const { page } = banker;
      await banker.open(GAME);
      const { calls, letGo } = await keepBack(page, /\/(complete|assign|cancel)$/);
      /** `force`: also if it says that it takes no press. */
      const press = (button: Locator, how: { readonly force?: boolean } = {}) =>
        'hasTouch' in options ? button.tap(how) : button.click(how);

      const done = banker.row(banker.active, 'Ben').locator('[data-leads]');
      const size = await done.boundingBox();
      await press(done);
      await expect(done).toHaveAttribute('aria-busy', BUSY);
      expect(await done.boundingBox()).toEqual(size);
      await press(done, { force: true });

      const suggested = banker.suggestion('Clara');
      await press(suggested);
      await expect(suggested).toHaveAttribute('aria-busy', BUSY);
      await press(suggested, { force: true });
      await expect(banker.suggestion('David')).not.toHaveAttribute('aria-busy', BUSY);
      expect(calls).toEqual(['complete', 'assign']);

      letGo();
      await expect(banker.row(banker.active, 'Clara')).toHaveCount(1);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    },
  );

test('it shows what a key has set going, too, and stands still for whoever wants no motion', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await populate(host, code, { waiting: 1, active: 2, teams: 4 });
  const banker = await desk(undefined, { reducedMotion: 'reduce' });
  const { page } = banker;
  await banker.open(GAME);
  const { calls, letGo } = await keepBack(page, /\/(complete|undo|pause)$/);
  const done = banker.row(banker.active, 'Ben').locator('[data-leads]');
  await done.focus();
  await page.keyboard.press('c');
  await expect(done).toHaveAttribute('aria-busy', BUSY);
  expect(await done.evaluate((button) => getComputedStyle(button, '::after').animationName)).toBe('none');
  letGo();
  await expect(banker.row(banker.active, 'Ben')).toHaveCount(0);
  expect(calls).toEqual(['complete']);
});

test('another exercise from the list is under way at the button that opens the list', async ({
  desk,
  game,
  host,
}) => {
  const code = await game();
  await populate(host, code, { waiting: 1, active: 0, teams: 4 });
  const banker = await desk();
  const { page } = banker;
  await banker.open(GAME);
  const { letGo } = await keepBack(page, /\/assign$/);
  await banker.give('Anna', /squats/i);
  await expect(banker.button(/^Other exercises for .*Anna/)).toHaveAttribute('aria-busy', BUSY);
  await expect(banker.suggestion('Anna')).not.toHaveAttribute('aria-busy', BUSY);
  letGo();
  await expect(banker.row(banker.active, 'Anna')).toContainText(/squats/i);
});
