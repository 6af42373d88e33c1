import { describe, expect, it } from 'vitest';
import { DESK_CATALOGUES } from './desk-catalogues.ts';
import board from './en/board.json' with { type: 'json' };
import evening from './en/evening.json' with { type: 'json' };
import player from './en/player.json' with { type: 'json' };
import shared from './en/shared.json' with { type: 'json' };
import { addCatalogue, initI18n } from './init-i18n.ts';
import { directionOf, preferredLanguage } from './language.ts';
import { pseudolocalise, type Catalogue } from './pseudo-locale.ts';

const textsIn = (words: Catalogue): string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsIn(value)));

describe('words', () => {
  it('are available at once', () => {
    const words = initI18n({ namespaces: { player }, language: 'en' });
    expect(words.t('buildings.farm')).toBe('Farm');
    expect(words.t('exercises.push_ups', { count: 1, number: '1' })).toBe('1 push-up');
  });

  it('fall back to English', () => {
    expect(initI18n({ namespaces: {}, language: 'tlh' }).t('buildings.farm')).toBe('Farm');
  });

  it('leave typed text unescaped', () => {
    const words = initI18n({ namespaces: {}, language: 'en' });
    expect(words.t('team.badge', { letter: 'A', name: '<b>&"' })).toBe('Team A: <b>&"');
  });

  it('have a pseudo-language that reveals text outside the catalogues', () => {
    const words = initI18n({ namespaces: { player }, language: 'en-XA' });
    expect(words.t('buildings.mine')).toBe('[Míñé]');
    expect(words.t('time.seconds', { number: '9' })).toBe('[9 š]');
    expect(pseudolocalise('Play <b>{{name}}</b>')).toBe('[Płáý <b>{{name}}</b>]');
  });

  it('come later with a part of the page, in every language', () => {
    for (const [language, text] of [
      ['en', 'Time is up'],
      ['tlh', 'Time is up'],
      ['en-XA', '[Tímé íš úp]'],
    ] as const) {
      const words = initI18n({ namespaces: { player }, language });
      addCatalogue(words, 'evening', evening);
      expect(words.t('evening:end.over')).toBe(text);
    }
  });

  it.each(Object.entries({ shared, player, board, ...DESK_CATALOGUES }))(
    'can all be told in %s',
    (_namespace, catalogue) => {
      for (const text of textsIn(catalogue)) expect(pseudolocalise(text)).toMatch(/[[\]]/);
      expect(textsIn(catalogue).filter((text) => text.trim() === '')).toEqual([]);
    },
  );
});

describe('language', () => {
  it.each([
    ['?lang=de', ['fr'], 'de'],
    ['', ['fr-CA', 'en'], 'fr-CA'],
    ['?lang=', [], 'en'],
    ['?lang=<script>', ['en'], 'en'],
  ])('of a page opened with "%s" by a browser that prefers %j is %s', (search, browser, language) => {
    expect(preferredLanguage(search, browser)).toBe(language);
  });

  it('knows its direction', () => {
    expect(directionOf('ar-EG')).toBe('rtl');
    expect(directionOf('en-XA')).toBe('ltr');
  });
});
