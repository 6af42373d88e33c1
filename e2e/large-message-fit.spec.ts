/** Large letters and small phones: a message is read in whole words and opens wherever it is shortened, and all buildings are in sight. */
import type { Page } from '@playwright/test';
import { countInSight, layoutFaults, resize, wordFaults } from './fit.harness.ts';
import { expect, longUnless, test } from './test.fixtures.ts';
import { wordsIn } from './words.harness.ts';

test.use({ sharesHost: true });

const CALM = { reducedMotion: 'reduce' } as const;
const TEXT = 'Pizza is here! Come to the kitchen hatch, wash your hands first.';

/** Without a change of the window's size. */
const setText = (page: Page, share: number) =>
  page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), `${share * 100}%`);

test('a message that comes after the letters have grown has room for its words, and opens', async ({
  game,
  host,
  phone,
}) => {
  const code = await game();
  const anna = await phone(code, CALM);
  const { page } = anna;
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  await setText(page, 2);
  await host.api(`/games/${code}/message`, { text: TEXT });
  const words = page.locator('[data-part="message"] p');
  await expect(words).toContainText(TEXT);
  for (const share of [2, 1.5, 1, 2]) {
    await setText(page, share);
    // Five letters of twice the size; half of a usual phone.
    await expect
      .poll(async () => (await words.boundingBox())?.width ?? 0, `at ${share}`)
      .toBeGreaterThanOrEqual(160);
    await expect(anna.button('The whole message')).toBeVisible();
  }
  await anna.button('The whole message').click();
  expect(await words.evaluate((text) => text.scrollHeight - text.clientHeight)).toBeLessThanOrEqual(1);
});

test('a message is never to be seen shortened without what opens it', async ({ game, host, phone }) => {
  const code = await game();
  const anna = await phone(code, CALM);
  const { page } = anna;
  await anna.join('Anna', 1);
  await expect(anna.title).toHaveText('Pick a building');
  await setText(page, 2);
  await page.evaluate(() => {
    // Right after the page has changed, before anything of it is painted.
    new MutationObserver(() => {
      const message = document.querySelector('[data-part="message"]');
      const text = message?.querySelector('p') ?? null;
      if (message === null || text === null || message.querySelector('[aria-expanded]') !== null) return;
      if (text.scrollHeight > text.clientHeight + 1) document.documentElement.dataset['without'] = 'seen';
    }).observe(document.body, { childList: true, subtree: true });
  });
  await host.api(`/games/${code}/message`, { text: TEXT });
  await expect(anna.button('The whole message')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-without');
});

for (const tag of ['en', 'de', 'fr', 'es', 'ar'])
  test(
    `all buildings are in sight on the smallest phone in ${tag}, below a message, too`,
    longUnless(tag === 'de'),
    async ({ game, host, phone }) => {
      const say = wordsIn(tag);
      const code = await game();
      const { page, title } = await phone(code, { ...CALM, locale: tag });
      await page.getByLabel(say('player:entry.name')).fill('Anna');
      await page.getByRole('button', { name: say('player:entry.join'), exact: true }).click();
      await page.getByRole('main').getByRole('listitem').first().getByRole('button').click();
      await expect(title).toHaveText(say('player:ask.title'));
      await resize(page, { name: '320', width: 320, height: 640 });
      const tiles = page.getByRole('main').getByRole('listitem').getByRole('button');
      const check = async () => {
        await expect.poll(() => countInSight(tiles)).toBe(8);
        expect([...(await layoutFaults(page)), ...(await wordFaults(page, 'main'))]).toEqual([]);
        const heights = await tiles.evaluateAll((all) => all.map((tile) => tile.clientHeight));
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
      };
      await check();
      await host.api(`/games/${code}/message`, { text: TEXT });
      await expect(page.locator('[data-part="message"]')).toBeVisible();
      await check();
    },
  );
