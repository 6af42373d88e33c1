/** Each page speaks its own language, and loads no other. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import arabicCatalogue from '../src/game/words/ar/catalogue.json' with { type: 'json' };
import arabic from '../src/renderer/shared/locales/ar/player.json' with { type: 'json' };
import arabicShared from '../src/renderer/shared/locales/ar/shared.json' with { type: 'json' };
import german from '../src/renderer/shared/locales/de/banker.json' with { type: 'json' };
import english from '../src/renderer/shared/locales/en/player.json' with { type: 'json' };
import { LANGUAGES } from '../src/renderer/shared/locales/languages.ts';
import { expect, GAME, test } from './test.fixtures.ts';

test.use({ sharesHost: true });

test('a game is played in Arabic on the phone and in German at the desk', async ({ desk, game, phone }) => {
  const code = await game();
  const banker = await desk(undefined, { locale: 'de-AT' });
  await banker.open(GAME);
  const anna = await phone(code, { locale: 'ar-EG' });
  const loaded: string[] = [];
  anna.page.on('request', (request) => {
    const [, language] = /\/words-(?:[a-z]{3,}-)?([a-z]{2})-/.exec(request.url()) ?? [];
    if (language !== undefined) loaded.push(language);
  });
  await anna.page.reload();
  await expect(anna.page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(anna.page.locator('html')).toHaveAttribute('lang', 'ar-EG');
  await anna.page.getByLabel(arabic.entry.name).fill('Anna');
  await anna.page.getByRole('button', { name: arabic.entry.join, exact: true }).click();
  await anna.page.getByRole('button', { name: /Team 1/ }).click();
  await expect(anna.title).toHaveText(arabic.ask.title);
  await anna.page.getByRole('button', { name: arabicCatalogue.buildings.farm }).click();
  await expect(banker.page.locator('html')).toHaveAttribute('lang', 'de-AT');
  const waiting = banker.page.getByRole('region', { name: new RegExp(`^${german.waiting.title}`) });
  await waiting.getByRole('listitem').filter({ hasText: 'Anna' }).locator('[data-leads]').click();
  await expect(anna.timer).toBeVisible();
  await anna.page.getByRole('button', { name: arabic.do_this.done, exact: true }).click();
  await expect(anna.title).toContainText(arabicShared.a_building.farm);
  expect(new Set(loaded)).toEqual(new Set(['ar']));
});

test('another language is one choice away, stays chosen, and a wrong one in the address is ignored', async ({
  game,
  phone,
  host,
}) => {
  const code = await game();
  const anna = await phone(code, { locale: 'fr-FR' });
  const html = anna.page.locator('html');
  await expect(html).toHaveAttribute('lang', 'fr-FR');
  const languages = anna.page.getByRole('combobox');
  await expect(languages.getByRole('option')).toHaveText(Object.values(LANGUAGES));
  await languages.selectOption('es');
  await expect(html).toHaveAttribute('lang', 'es');
  await anna.page.reload();
  await expect(html).toHaveAttribute('lang', 'es');
  for (const [asked, spoken] of [
    ['xx', 'es'],
    ['en-a', 'es'],
    ['de', 'de'],
  ] as const) {
    await anna.page.goto(`${host.joinUrl(code)}?lang=${asked}`);
    await expect(html).toHaveAttribute('lang', spoken);
  }
  // The choice on the page counts more than the address that it came by.
  await languages.selectOption('ar');
  await expect(html).toHaveAttribute('lang', 'ar');
});

test('a language is added by a file: the desk says what is wrong in it, and phones speak it', async ({
  desk,
  game,
  phone,
  host,
}) => {
  const code = await game();
  const banker = await desk();
  await expect(banker.page.getByText(GAME)).toBeVisible();
  await banker.page.goto(`${host.ready.url}/banker/#seat=0&page=safekeeping`);
  const section = banker.page.locator('[data-part="languages"]');
  await expect(section).toContainText('No language has been added.');
  const folder = join(host.data, 'languages');
  const file = join(folder, 'nl.json');
  const texts = { player: { entry: { name: 'Je naam', join: 'Meedoen{{x}}' } } };
  mkdirSync(folder);
  writeFileSync(file, JSON.stringify({ format: 'trading-game-night-language', version: 1, texts }, null, 1));
  await section.getByRole('button', { name: 'Look again' }).click();
  await expect(section).toContainText('Nederlands');
  const mistake = section.getByRole('listitem').filter({ hasText: 'player.entry.join' }).last();
  await expect(mistake).toContainText('Line 8');
  await expect(mistake).toContainText('The text has {{x}}');
  // Their own language, without asking.
  const anna = await phone(code, { locale: 'nl-BE' });
  await expect(anna.page.locator('html')).toHaveAttribute('lang', 'nl');
  await expect(anna.page.getByLabel('Je naam')).toBeVisible();
  await expect(anna.page.getByRole('button', { name: english.entry.join, exact: true })).toBeVisible();
  // By choice.
  const ben = await phone(code);
  const languages = ben.page.getByRole('combobox');
  await expect(languages.getByRole('option')).toHaveText([...Object.values(LANGUAGES), 'Nederlands']);
  await languages.selectOption('nl');
  await expect(ben.page.getByLabel('Je naam')).toBeVisible();
  await expect(languages).toHaveValue('nl');
  // Whoever chose a language that has gone reads another.
  rmSync(file);
  await section.getByRole('button', { name: 'Look again' }).click();
  await expect(section).toContainText('No language has been added.');
  await ben.page.reload();
  await expect(ben.page.locator('html')).toHaveAttribute('lang', /^en/);
});

test('the choice of language moves nothing when it arrives', async ({ desk, host }) => {
  // What slides in when it appears would move by itself.
  const calm = { reducedMotion: 'reduce', viewport: { width: 360, height: 740 } } as const;
  const { page } = await desk('about:blank', calm);
  const held: (() => Promise<void>)[] = [];
  let isHeld = true;
  // Fetched whole before it is imported: let go, it is asked for once more.
  await page.route(/language-select-[^/]+\.js/, async (route) => {
    if (isHeld) held.push(() => route.continue());
    else await route.continue();
  });
  await page.goto(host.ready.url);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(english.entry.title);
  await expect.poll(() => held.length).toBe(1);
  const before = await heading.boundingBox();
  isHeld = false;
  await Promise.all(held.map((goOn) => goOn()));
  await expect(page.getByRole('combobox')).toBeVisible();
  expect(await heading.boundingBox()).toEqual(before);
});
