/** The smallest phone, out of reach of the laptop, with a message on it: what matters is in sight without scrolling. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { layoutFaults, PHONE_SIZES, resize, sightFaults } from './fit.harness.ts';
import { setTheme } from './pictures/capture.harness.ts';
import { MESSAGE } from './populate.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const FOLDER = join(import.meta.dirname, '../pictures/low-phone');

test(
  'a small phone with a banner and a message shows heading, exercise, time and button, and the rest after a tap',
  LONG,
  async ({ game, host, phone }) => {
    const code = await game();
    const anna = await phone(code, { reducedMotion: 'reduce' });
    const { page } = anna;
    await anna.join('Anna-Katharina Maria', 1);
    await anna.ask('Electrical factory');
    await expect(anna.title).toHaveText("You're next");
    const [open] = await host.api<{ id: number }[]>(`/challenges/${code}/active`);
    await host.api(`/challenges/${code}/${open?.id}/assign`, {
      challenge_type: 'jumping_jacks',
      target_number: 30,
    });
    await expect(anna.button('Done')).toBeVisible();
    await host.api(`/games/${code}/message`, { text: MESSAGE });
    const message = page.locator('[data-part="message"]');
    await expect(message).toBeVisible();
    await page.context().setOffline(true);
    const banner = page.locator('[data-status-banner="away"]');
    await expect(banner).toBeVisible({ timeout: 15_000 });

    mkdirSync(FOLDER, { recursive: true });
    for (const size of PHONE_SIZES.filter(({ name }) => name === '320' || name === '360')) {
      await resize(page, size);
      for (const theme of ['sun', 'night']) {
        await setTheme(page, theme);
        await page.screenshot({ path: join(FOLDER, `${size.name}-${theme}.png`) });
      }
      expect(await layoutFaults(page)).toEqual([]);
      expect(
        await sightFaults({
          'that it is not connected': banner.locator('strong'),
          'the message': message.locator('p'),
          'the heading': page.getByText('Do this', { exact: true }),
          'the exercise': anna.title,
          'the time': page.getByRole('main').getByRole('timer'),
          Done: anna.button('Done'),
        }),
      ).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollHeight - innerHeight),
      ).toBeLessThanOrEqual(0);
    }

    await resize(page, { name: '320', width: 320, height: 640 });
    const text = banner.getByText('Nothing is lost');
    const heightOf = async () => (await text.boundingBox())?.height ?? 0;
    expect(await heightOf()).toBeLessThan(2);
    await anna.button('What that means').click();
    expect(await heightOf()).toBeGreaterThan(12);
    await anna.button('What that means').click();
    expect(await heightOf()).toBeLessThan(2);
    const words = message.locator('p');
    const short = (await words.boundingBox())?.height ?? 0;
    await anna.button('The whole message').click();
    expect((await words.boundingBox())?.height ?? 0).toBeGreaterThan(2 * short);
  },
);
