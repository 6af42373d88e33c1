/** What is on the projector has one name in each language, on every screen, in the app's menus and in the guide. */
import { expect, it } from 'vitest';

const TEXTS = import.meta.glob<string>(
  [
    './*/*.json',
    '../opening/words.json',
    '../../../main/locales/*.json',
    '../../../host/*/locales/*.json',
    '../../../../docs/first-night.*.md',
  ],
  { query: '?raw', import: 'default', eager: true },
);

/** The words that it has, and those that it no longer has. What a table of numbers is called in French stays. */
const NAMES = {
  en: { name: 'board', others: /big screen/i },
  de: { name: 'Leinwand', others: /tafel/i },
  fr: { name: 'grand écran', others: /tableau(?!x? \(CSV\))/i },
  es: { name: 'pantalla grande', others: /tablero/i },
  ar: { name: 'الشاشة الكبيرة', others: /لوح[ةا](?!\S*طرفية)/ },
} as const;

it.each(Object.entries(NAMES))('in "%s" the board has one name', (language, { name, others }) => {
  const own = Object.entries(TEXTS).filter(([file]) =>
    new RegExp(`[/.]${language}[/.]|words\\.json$`).test(file),
  );
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter(([, text]) => text.includes(name)).length).toBeGreaterThan(8);
  expect(own.filter(([, text]) => others.test(text)).map(([file]) => file)).toEqual([]);
});
