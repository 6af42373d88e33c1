import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS } from '../../../game/enums.ts';
import { catalogueFaults, type Catalogue } from '../../../protocol/catalogue-faults.ts';
import { preferredLanguage } from './added-languages.ts';
import { ENGLISH, englishWords } from './english.harness.ts';
import { initI18n } from './init-i18n.ts';
import { builtInLanguage, cataloguesOf, directionOf, wishedLanguages } from './language.ts';
import { loadMoreWords } from './page-words.ts';
import { pseudolocalise } from './pseudo-locale.ts';

const FILES = import.meta.glob<Catalogue>('./*/*.json', { import: 'default', eager: true });
const CATALOGUE_WORDS = import.meta.glob<Catalogue>('../../../game/words/*/catalogue.json', {
  import: 'default',
  eager: true,
});

const textsIn = (words: Catalogue): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsIn(value)));

describe('words', () => {
  it('are available at once', () => {
    expect(englishWords().t('buildings.farm')).toBe('Farm');
    expect(englishWords().t('exercises.push_ups', { count: 1, number: '1' })).toBe('1 push-up');
  });

  it('leave typed text unescaped', () => {
    expect(englishWords().t('team.badge', { letter: 'A', name: '<b>&"' })).toBe('Team A: <b>&"');
  });

  it('have a pseudo-language that reveals text outside the catalogues', () => {
    const words = englishWords('en-XA');
    expect(words.t('buildings.mine')).toBe('[Míñé]');
    expect(words.t('time.seconds', { number: '9' })).toBe('[9 š]');
    expect(pseudolocalise('Play <b>{{name}}</b>')).toBe('[Płáý <b>{{name}}</b>]');
  });

  it('come later with a part of the page, in its language', async () => {
    const find = () => () => Promise.resolve(ENGLISH.evening);
    for (const [language, text] of [
      ['en', 'Time is up'],
      ['nl', 'Time is up'],
      ['en-XA', '[Tímé íš úp]'],
    ] as const) {
      const words = initI18n({ catalogues: {}, language });
      await loadMoreWords(words, find, 'evening');
      expect(words.t('evening:end.over')).toBe(text);
    }
  });

  it.each(Object.entries(ENGLISH))('can all be told in %s', (_namespace, catalogue) => {
    for (const text of textsIn(catalogue)) expect(pseudolocalise(text)).toMatch(/[[\]]/);
    expect(textsIn(catalogue).filter((text) => text.trim() === '')).toEqual([]);
  });
});

describe.each(LANGUAGE_TAGS)('the catalogues in "%s"', (language) => {
  it.each(Object.entries(ENGLISH))('say all of %s', (namespace, english) => {
    const own = FILES[`./${language}/${namespace}.json`];
    expect(own).toBeDefined();
    const ofCatalogue = CATALOGUE_WORDS[`../../../game/words/${language}/catalogue.json`];
    const also = namespace === 'shared' ? ofCatalogue : {};
    expect(catalogueFaults(english, { ...own, ...also }, language)).toEqual([]);
  });

  it('are all that there is', () => {
    const folder = `./${language}/`;
    const names = Object.keys(FILES).filter((file) => file.startsWith(folder));
    expect(names).toEqual(
      Object.keys(ENGLISH)
        .toSorted()
        .map((namespace) => `${folder}${namespace}.json`),
    );
  });
});

describe('language', () => {
  it.each([
    ['?lang=de', null, ['fr'], 'de'],
    ['?lang=de-AT', 'fr', ['fr'], 'de-AT'],
    ['', 'de', ['fr-CA', 'en'], 'de'],
    ['', null, ['fr-CA', 'en'], 'fr-CA'],
    ['', null, ['tlh', 'nl', 'ar-EG', 'en'], 'ar-EG'],
    ['', 'xx', ['nl'], 'en'],
    ['?lang=', null, [], 'en'],
    ['?lang=tlh', null, ['de'], 'de'],
    ['?lang=en-XA', null, ['de'], 'en-XA'],
    ['?lang=<script>', null, ['en'], 'en'],
  ])(
    'of a page opened with "%s" where %j was chosen and the browser prefers %j is %s',
    (search, chosen, browser, language) => {
      expect(preferredLanguage(wishedLanguages(search, chosen, { languages: browser }), [])).toBe(language);
    },
  );

  it.each([
    [['nl', 'en'], null],
    [['de-AT', 'nl'], 'de-AT'],
    [['en-XA', 'nl'], 'en-XA'],
    [[], 'en'],
  ])('of %j is %s before the laptop has said which were added', (wishes, language) => {
    expect(builtInLanguage(wishes)).toBe(language);
  });

  it.each([
    [['nl-BE', 'en'], ['nl'], 'nl'],
    [['NL', 'en'], ['nl'], 'nl'],
    [['pt', 'en'], ['pt-BR', 'pt'], 'pt'],
    [['pt-PT', 'en'], ['pt-BR'], 'pt-BR'],
    [['it', 'nl', 'de'], ['nl'], 'nl'],
    [['it', 'de', 'nl'], ['nl'], 'de'],
    [['it'], ['nl'], 'en'],
  ])('of %j where %j were added is %s', (wishes, added, language) => {
    expect(preferredLanguage(wishes, added)).toBe(language);
    expect(cataloguesOf(language)).toBe(language);
  });

  it.each(['ar-EG', 'he', 'fa', 'ur', 'ckb', 'pa-Arab', 'dv', 'yi'])(
    'runs from right to left: %s',
    (language) => {
      expect(directionOf(language)).toBe('rtl');
    },
  );

  it.each(['en-XA', 'nl', 'pa', 'pt-BR', 'ja', 'qxx'])('runs from left to right: %s', (language) => {
    expect(directionOf(language)).toBe('ltr');
  });
});
