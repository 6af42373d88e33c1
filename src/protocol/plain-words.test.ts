import { describe, expect, it } from 'vitest';
import { createSay, spokenLanguage } from './plain-words.ts';

const en = {
  greeting: 'Hello {{name}}',
  part: { waiting_one: '{{count}} waits', waiting_other: '{{count}} wait' },
};
const ar = {
  part: {
    waiting_one: 'واحد',
    waiting_two: 'اثنان',
    waiting_few: '{{count}} قليل',
    waiting_other: '{{count}} كثير',
  },
};

describe('plain words', () => {
  it('fill in what belongs there, once', () => {
    const say = createSay({ en }, 'en');
    expect(say('greeting', { name: '{{name}} $& <b>' })).toBe('Hello {{name}} $& <b>');
    expect(say('part.waiting', { count: 1 })).toBe('1 waits');
    expect(say('part.waiting', { count: 4_000 })).toBe('4000 wait');
  });

  it('have the plural forms of their language, and English texts in their gaps', () => {
    const say = createSay({ en, ar }, 'ar');
    expect([1, 2, 3, 11].map((count) => say('part.waiting', { count }))).toEqual([
      'واحد',
      'اثنان',
      expect.stringContaining('قليل'),
      expect.stringContaining('كثير'),
    ]);
    expect(say('greeting', { name: 'Mia' })).toBe('Hello Mia');
  });

  it('say nothing that is in no catalogue', () => {
    expect(() => createSay({ en }, 'en')('nothing')).toThrow('There is no text "nothing".');
  });

  it('are those of the first language that is spoken', () => {
    expect(spokenLanguage(['nl', 'de_AT.UTF-8', 'fr'], ['en', 'de', 'fr'])).toBe('de');
    expect(spokenLanguage(['', 'zh-Hans'], ['en', 'de'])).toBe('en');
  });
});
