/** Each page speaks its own language, and loads no other. */
import arabicCatalogue from '../src/game/words/ar/catalogue.json' with { type: 'json' };
import arabic from '../src/renderer/shared/locales/ar/player.json' with { type: 'json' };
import arabicShared from '../src/renderer/shared/locales/ar/shared.json' with { type: 'json' };
import german from '../src/renderer/shared/locales/de/banker.json' with { type: 'json' };
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
