/** No heading of a page of the desk breaks inside a word in German, in the narrowest window and with letters of twice the size. */
import { resize, wordFaults } from './fit.harness.ts';
import { takePicture } from './pictures/capture.harness.ts';
import { expect, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

const SIZES = [
  { name: '320', width: 320, height: 640 },
  { name: '320-text', width: 320, height: 640, text: 2 },
];

test('no heading of a page breaks inside a word', async ({ desk, game, host }) => {
  const code = await game();
  const { page } = await desk(undefined, { locale: 'de', reducedMotion: 'reduce' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const found: string[] = [];
  const pages = ['players', 'history', 'summary', 'setup', 'safekeeping', 'doctor'].map(
    (name) => `game=${code}&seat=0&page=${name}`,
  );
  for (const to of ['', 'page=library', 'page=safekeeping', ...pages]) {
    await page.goto(`${host.ready.url}/banker/#${to}`);
    await expect(page.locator('main').getByRole('heading').first()).toBeVisible();
    for (const size of SIZES) {
      await resize(page, size);
      const faults = await wordFaults(page, 'main :is(h1, h2)');
      found.push(...faults.map((fault) => `${to} at ${size.name}: ${fault}`));
      await takePicture(page, `pictures/fit/heading-${to.split('page=')[1] ?? 'games'}-${size.name}.png`);
    }
  }
  expect(found).toEqual([]);
});
