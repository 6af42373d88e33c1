import { describe, expect, it } from 'vitest';
import { directionOf, preferredLanguage } from './language.ts';

describe("the page's language", () => {
  it.each(['en', 'de-CH', 'zh-Hant-TW', 'en-XA', 'sr-Latn', 'de-u-co-phonebk', 'EN-gb'])(
    'may be %s',
    (tag) => {
      expect(preferredLanguage(`?lang=${tag}`, ['fr'])).toBe(tag);
      expect(() => new Intl.NumberFormat(tag)).not.toThrow();
    },
  );

  it.each([
    'en-a',
    'en-a-b-',
    'e',
    'en_GB',
    'en-',
    '-',
    'x-y-',
    'a'.repeat(9),
    'a'.repeat(5_000),
    'en-u-co-',
    'en-GB-GB-oed1',
    '__proto__',
    'constructor',
    '%00',
    '%E0%A4%A',
    '<b>',
    'null',
    'C.UTF-8',
    '🙂',
    '',
  ])('is never one that throws later: %s', (tag) => {
    const language = preferredLanguage(`?lang=${tag}`, [tag, 'de-CH']);
    const formats = [
      new Intl.NumberFormat(language),
      new Intl.ListFormat(language),
      new Intl.DateTimeFormat(language, { dateStyle: 'long' }),
      new Intl.PluralRules(language),
    ];
    expect(formats).toHaveLength(4);
    expect(['ltr', 'rtl']).toContain(directionOf(language));
  });

  it('is what the browser prefers, or else English', () => {
    expect(preferredLanguage('?lang=en-a', ['C', 'fr-FR'])).toBe('fr-FR');
    expect(preferredLanguage('', [])).toBe('en');
  });
});
