import { describe, expect, it, onTestFinished } from 'vitest';
import { createFormat } from './format.ts';
import { englishWords } from './locales/english.harness.ts';

const words = englishWords();
const english = createFormat(words.t, 'en-GB');

describe('format', () => {
  it('lists with commas alone where the browser cannot list', () => {
    const { ListFormat } = Intl;
    onTestFinished(() => {
      Object.assign(Intl, { ListFormat });
    });
    Reflect.deleteProperty(Intl, 'ListFormat');
    expect(createFormat(words.t, 'en-IE').list(['A', 'B', 'C'])).toBe('A, B, C');
    expect(english.list(['A', 'B', 'C'])).toBe('A, B and C');
  });

  it.each([
    [0, '0:00'],
    [-5000, '0:00'],
    [1, '0:01'],
    [59_000, '0:59'],
    [59_001, '1:00'],
    [600_000, '10:00'],
    [3_723_000, '1:02:03'],
  ])('shows %i ms left as %s', (milliseconds, shown) => {
    expect(english.clock(milliseconds)).toBe(shown);
  });

  it.each([
    [0, '0 s'],
    [40_000, '40 s'],
    [360_000, '6 min'],
    [7_300_000, '2 h'],
  ])('says that %i ms are %s', (milliseconds, said) => {
    expect(english.span(milliseconds)).toBe(said);
  });

  it.each([
    [0, '0 seconds'],
    [1_000, '1 second'],
    [40_000, '40 seconds'],
    [360_000, '6 minutes'],
    [7_300_000, '2 hours'],
  ])('says in full that %i ms are %s', (milliseconds, said) => {
    expect(english.duration(milliseconds)).toBe(said);
  });

  it('sorts names as the language does, whatever the browser speaks', () => {
    const names = ['Zoë', 'Östen', 'Anna 10', 'anna 2'];
    const sorted = (language: string) => names.toSorted(createFormat(words.t, language).compareNames);
    expect(sorted('en')).toEqual(['anna 2', 'Anna 10', 'Östen', 'Zoë']);
    expect(sorted('sv')).toEqual(['anna 2', 'Anna 10', 'Zoë', 'Östen']);
  });

  it.each([
    ['en-US', /^\d:05\sPM$/],
    ['en-GB', /^\d\d:05$/],
    ['de', /^\d\d:05$/],
    ['fr', /^\d\d:05$/],
  ])('writes the hours before ten as %s does', (language, said) => {
    // The same hour of the evening, wherever the test runs.
    const instant = new Date(2026, 10, 27, 21, 5, 7).toISOString();
    const morning = new Date(2026, 10, 27, 9, 5, 7).toISOString();
    const format = createFormat(words.t, language);
    expect(format.timeOfDay(instant)).toMatch(said);
    expect(format.timeOfDay(morning)).toMatch(language === 'en-US' ? /^9:05\sAM$/ : /^09:05$/);
    expect(format.secondOfDay(morning)).toMatch(language === 'en-US' ? /^9:05:07\sAM$/ : /^09:05:07$/);
  });

  it('tells two instants of one minute apart, where that matters', () => {
    const [one, other] = ['2026-11-27T19:05:05Z', '2026-11-27T19:05:41Z'] as const;
    expect(english.timeOfDay(one)).toBe(english.timeOfDay(other));
    expect(english.secondOfDay(one)).toMatch(/^\d\d:05:05$/);
    expect(english.secondOfDay(other)).toMatch(/^\d\d:05:41$/);
  });

  it("uses the language's digits", () => {
    expect(createFormat(words.t, 'ar-EG').clock(65_000)).toBe('١:٠٥');
  });
});
