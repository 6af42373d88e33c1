/** Letters of twice the size on the narrowest window: the dialogs of the desk stay in it. */
import type { Locator, Page } from '@playwright/test';
import { resize } from './fit.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

test('no dialog of the desk is wider than the narrowest window with text of twice the size', async ({
  desk,
  game,
}) => {
  await game();
  const banker = await desk(undefined, { viewport: { width: 320, height: 640 } });
  const { page } = banker;
  await banker.open(GAME);
  for (const name of ['Message to everybody…', 'When it ends…', 'End the game']) {
    const dialog = await banker.openDialog(name);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    expect(
      await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ).toBeLessThanOrEqual(0);
    expect(
      await dialog.evaluate((element) => Math.round(element.getBoundingClientRect().right)),
    ).toBeLessThanOrEqual(320);
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
});

const SMALL = [
  { name: '320, twice the letters', width: 320, height: 640, text: 2 },
  { name: '360, twice the letters', width: 360, height: 740, text: 2 },
  { name: 'lying', width: 640, height: 360 },
  { name: 'lying, twice the letters', width: 640, height: 360, text: 2 },
];
const TITLES = [
  'banker:end.title',
  'banker:message.title',
  'banker:end_time.title',
  'banker:shortcuts.title',
  'banker:reopen.title',
  'banker:wifi.title',
  'banker:unsaved.title',
  'players:add.title',
  'players:rename.title',
  'players:fold.title',
  'players:balance.button',
  'library:templates.save_as',
  'library:exercises.add',
  'safekeeping:restore.title',
  'safekeeping:wipe.ask',
  'summary:picture.title',
];

/** Scrolls a dialog that is higher than its window as a hand does: a shadow says that there is more, and its answers come. */
async function faultsOfScrolling(page: Page, dialog: Locator): Promise<readonly string[]> {
  const modal = dialog.locator('..');
  const shadow = () => modal.evaluate((each) => Number.parseFloat(getComputedStyle(each, '::after').opacity));
  const answers = dialog.locator('[data-answers]');
  const isStuck = await answers.evaluate((each) => getComputedStyle(each).position === 'sticky');
  const hidden = await modal.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  const faults: string[] = [];
  if (hidden > 40 && !isStuck && (await shadow()) < 0.5) faults.push('nothing says that there is more');
  await modal.hover({ position: { x: 20, y: 80 } });
  await page.mouse.wheel(0, hidden + 200);
  await expect(answers.getByRole('button').last()).toBeInViewport({ ratio: 1 });
  if (!isStuck) await expect.poll(shadow).toBeLessThan(0.1);
  await page.mouse.wheel(0, -hidden - 200);
  await expect.poll(() => modal.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  return faults;
}

test(
  'in a small window a dialog is read before it is answered: its answers stand in the way of nothing, and no heading breaks inside a word',
  LONG,
  async ({ desk, game }) => {
    await game();
    const banker = await desk();
    const { page } = banker;
    await banker.open(GAME);
    const found: string[] = [];
    for (const name of ['Message to everybody…', 'When it ends…', 'End the game']) {
      const dialog = await banker.openDialog(name);
      for (const size of SMALL) {
        await resize(page, size);
        found.push(
          ...(await faultsOfScrolling(page, dialog)).map((fault) => `${name} at ${size.name}: ${fault}`),
        );
        const frame = (await dialog.locator('..').boundingBox())?.height ?? 0;
        const answers = dialog.locator('[data-answers]');
        const isStuck = await answers.evaluate((each) => getComputedStyle(each).position === 'sticky');
        const { height } = (await answers.boundingBox()) ?? { height: frame };
        if (isStuck && height > frame / 4)
          found.push(`${name} at ${size.name}: the answers take ${height} px`);
      }
      await resize(page, { name: 'usual', width: 1280, height: 800 });
      if (name === 'End the game') break;
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
    const words = ['en', 'de', 'fr', 'es', 'ar'].flatMap((tag) =>
      TITLES.flatMap((key) => wordsIn(tag)(key, { name: '' }).split(/\s+/)),
    );
    for (const size of SMALL) {
      await resize(page, size);
      const broken = await page
        .getByRole('dialog')
        .getByRole('heading')
        .evaluate((heading, all) => {
          const range = document.createRange();
          return all.filter((word) => {
            heading.textContent = word;
            range.selectNodeContents(heading);
            return range.getClientRects().length > 1;
          });
        }, words);
      found.push(...broken.map((word) => `${word} at ${size.name}`));
    }
    expect(found).toEqual([]);
  },
);

test('nor is its top bar, before the game and in it', async ({ desk, game, host }) => {
  const code = await game({ isStarted: false });
  const banker = await desk(undefined, { viewport: { width: 320, height: 640 } });
  const { page } = banker;
  await banker.open(GAME);
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  const beyond = () =>
    page
      .getByRole('banner')
      .evaluate((bar) =>
        [...bar.querySelectorAll('button, a')]
          .filter((control) => control.getBoundingClientRect().right > innerWidth)
          .map(({ textContent }) => textContent),
      );
  await expect(banker.button('Start the game')).toBeVisible();
  expect(await beyond()).toEqual([]);
  await host.api(`/games/${code}/start`, {});
  await expect(banker.button('Pause')).toBeVisible();
  expect(await beyond()).toEqual([]);
});
