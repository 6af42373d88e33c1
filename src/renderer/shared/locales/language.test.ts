import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './added-languages.ts';
import { englishWords } from './english.harness.ts';
import { directionOf, wishedLanguages } from './language.ts';
import { withRegion } from './with-region.ts';

const spoken = (...wishes: Parameters<typeof wishedLanguages>) =>
  preferredLanguage(wishedLanguages(...wishes), []);

describe("the page's language", () => {
  it.each(['en', 'de-CH', 'ar-Arab-EG', 'en-XA', 'fr-CA', 'de-u-co-phonebk', 'EN-gb'])('may be %s', (tag) => {
    expect(spoken(`?lang=${tag}`, null, { languages: ['fr'] })).toBe(tag);
    expect(() => new Intl.NumberFormat(tag)).not.toThrow();
    expect(englishWords(tag).t('buildings.farm')).toMatch(/Farm|Fářm|Fáŕm/);
  });

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
    const language = spoken(`?lang=${tag}`, tag, { languages: [tag, 'de-CH'] });
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
    expect(spoken('?lang=en-a', null, { languages: ['C', 'fr-FR'] })).toBe('fr-FR');
    expect(spoken('', null, { languages: [] })).toBe('en');
    expect(spoken('', null, { language: 'es-MX' })).toBe('es-MX');
    expect(spoken('', null, {})).toBe('en');
  });
});

it.each([
  ['en', ['en-GB', 'en-US'], 'en-GB'],
  ['en', ['de-CH', 'en-US'], 'en-US'],
  ['en', ['de-CH'], 'en-GB'],
  ['de', ['en-GB', 'de-AT'], 'de-AT'],
  ['de', ['den-CA'], 'de'],
  ['fr', [], 'fr'],
  ['de-CH', ['de-AT'], 'de-CH'],
])('%s chosen in a browser of %j is written as %s', (tag, browser, written) => {
  expect(withRegion(tag, browser)).toBe(written);
  const time = new Intl.DateTimeFormat(written, { hour: 'numeric' }).resolvedOptions();
  expect(time.hour12).toBe(written === 'en-US');
});
