/** Letters of twice the size on the narrowest window: the dialogs of the desk stay in it. */
import { expect, GAME, test } from './test.fixtures.ts';

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
    await banker.openMenu();
    await page.getByRole('menuitem', { name }).click();
    await expect(page.getByRole('menu')).toHaveCount(0);
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
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
