/** Several who play on one phone: whose turn it is, one tap away, on every screen. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepNoCookies } from './pages.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { DIFFICULT_NAMES } from './populate.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const FOLDER = join(import.meta.dirname, '../pictures/shared-phone');
/** How large a target is at least, CSS pixels. */
const TARGET = 44;

test('whoever else plays here stays in sight, says what to do, and is there after one tap', async ({
  desk,
  game,
  phone,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const shared = await phone(code);
  const { page } = shared;
  await shared.join('Mia', 1);
  await (await shared.openDrawer()).getByRole('button', { name: 'Add someone on this phone' }).click();
  await shared.join('Ben', 2);
  const others = page.getByRole('navigation', { name: 'Others on this phone' });
  await others.getByRole('button', { name: 'Mia' }).click();
  await expect(page.getByRole('banner')).toContainText('Mia');
  await shared.ask('Farm');
  await others.getByRole('button', { name: 'Ben' }).click();
  await expect(others.getByRole('button')).toHaveText('Miawaiting');
  // Her phone is awake, whoever's seat it shows.
  const { page: deskPage } = banker;
  const pages = deskPage.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Players' }).click();
  const presence = deskPage.locator('[data-there="shared"]');
  await expect(presence).toHaveText('connected, on Ben’s phone');
  await takePicture(deskPage, join(FOLDER, 'desk-players.png'));
  await pages.getByRole('link', { name: 'Desk' }).click();
  const words = await banker.giveSuggested('Mia');
  await expect(others.getByRole('button')).toHaveText('Mia: do this!');
  // However far the page is scrolled.
  await page.setViewportSize({ width: 320, height: 480 });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(others.getByRole('button')).toBeInViewport({ ratio: 1 });
  await others.getByRole('button').click();
  await expect(shared.title).toHaveText(words);
  await expect(others.getByRole('button')).toHaveText('Ben');
  await shared.button('Done').click();
  await others.getByRole('button', { name: 'Ben' }).click();
  await expect(others.getByRole('button')).toHaveText('Mia');
});

test('a phone that keeps no cookies is known to be shared, too', LONG, async ({ desk, game, phone }) => {
  const code = await game({ isStarted: false });
  const banker = await desk();
  await banker.open(GAME);
  const shared = await phone(code);
  const { page } = shared;
  await keepNoCookies(page);
  await page.reload();
  await shared.join('Mia', 1);
  await expect(shared.title).toContainText('Mia');
  await (await shared.openDrawer()).getByRole('button', { name: 'Add someone on this phone' }).click();
  await shared.join('Ben', 2);
  await expect(shared.title).toContainText('Ben');
  await banker.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Players' }).click();
  const presence = banker.page.locator('[data-there="shared"]');
  await expect(presence).toHaveText('connected, on Ben’s phone');
  const others = page.getByRole('navigation', { name: 'Others on this phone' });
  await others.getByRole('button', { name: 'Mia' }).click();
  await expect(shared.title).toContainText('Mia');
  await expect(presence).toHaveText('connected, on Mia’s phone');
});

const SCREENS = [
  { name: '320', width: 320, height: 640, text: 1 },
  { name: '360', width: 360, height: 740, text: 1 },
  { name: 'landscape', width: 740, height: 360, text: 1 },
  { name: '320-large', width: 320, height: 640, text: 2 },
  { name: '360-large', width: 360, height: 740, text: 2 },
] as const;

test(
  'has room at every size, in light and dark, from right to left, with four long names',
  LONG,
  async ({ desk, game, phone }) => {
    test.setTimeout(120_000);
    const code = await game();
    const banker = await desk();
    await banker.open(GAME);
    const shared = await phone(code);
    const { page } = shared;
    const names = ['Mia', DIFFICULT_NAMES[0], DIFFICULT_NAMES[3], 'Ben'] as const;
    await shared.join(names[0], 1);
    await shared.ask('Farm');
    for (const [index, name] of names.slice(1).entries()) {
      await (await shared.openDrawer()).getByRole('button', { name: 'Add someone on this phone' }).click();
      await expect(page.getByRole('heading', { name: 'Already on this phone' })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(
        page.viewportSize()?.width,
      );
      await shared.join(name, index + 2);
    }
    await shared.ask('Mine');
    await banker.giveSuggested('Mia');
    await banker.giveSuggested('Ben');
    const buttons = page.locator('[data-part="seat-switch"] button');
    await expect(buttons.filter({ hasText: 'Mia: do this!' })).toBeVisible();
    mkdirSync(FOLDER, { recursive: true });
    for (const direction of ['ltr', 'rtl'])
      for (const { name, width, height, text } of SCREENS) {
        await page.setViewportSize({ width, height });
        await page.evaluate(
          ([dir, size]) => {
            document.documentElement.dir = String(dir);
            document.documentElement.style.fontSize = `${Number(size) * 100}%`;
          },
          [direction, text],
        );
        for (const theme of ['light', 'dark']) {
          await page.evaluate((chosen) => {
            document.documentElement.dataset['theme'] = chosen;
          }, theme);
          await takePicture(page, join(FOLDER, `${name}-${direction}-${theme}.png`));
        }
        await expect(buttons).toHaveCount(3);
        for (const button of await buttons.all()) {
          const box = await button.boundingBox();
          expect(box?.height).toBeGreaterThanOrEqual(TARGET);
          expect(box?.width).toBeGreaterThanOrEqual(TARGET);
        }
        await expect(buttons.first()).toBeInViewport({ ratio: 1 });
        // Exercise and time are there as well; where they are drawn smaller, their edges may lie between pixels.
        await expect(shared.timer).toBeInViewport({ ratio: 0.999 });
      }
  },
);
