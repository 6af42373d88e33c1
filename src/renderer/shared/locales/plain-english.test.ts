/** The English of the screens is what a friend would say. Each pattern is a turn of phrase that has crept in before. */
import { describe, expect, it } from 'vitest';

const TEXTS = import.meta.glob<string>(
  ['./en/*.json', '../../../main/locales/en.json', '../../../host/*/locales/en.json'],
  { query: '?raw', import: 'default', eager: true },
);

describe('no English sentence', () => {
  it.each([
    ['lets time or timers stand still', /\bstands? still\b/i],
    ['folds a team: it is taken out of play', /"[^"]*\bfold(?:s|ed|ing)?\b[^":]*"(?!:)/i],
    ['has somebody "have" something done to them', /\bhad (?:a|the) [^"]*(?:cancelled|undone)/],
    ['says "is no" of what something is not', /(?<!here )\bis no (?:code|file|game)\b/],
    ['says that something did not come, when it did not load', /did not come\b/],
    ['has who waits for whoever is waiting', /\bwho waits\b/],
    ['ranks somebody as another one than before', /\banother one than\b/],
  ])('%s', (_, phrase) => {
    const found = Object.entries(TEXTS).filter(([, text]) => phrase.test(text));
    expect(found.map(([file]) => file)).toEqual([]);
    expect(Object.keys(TEXTS).length).toBeGreaterThan(15);
  });
});

interface FeedWords {
  readonly activity_feed: Readonly<Record<string, unknown>> & {
    readonly several: Readonly<Record<string, string>>;
  };
}

const DESKS = import.meta.glob<FeedWords>('./*/banker.json', { import: 'default', eager: true });

/** "Plank for 60 seconds", or the banker's own words, fit no sentence; after a colon they do. */
it.each(Object.entries(DESKS))('in %s an exercise comes after a colon or a dash', (_, { activity_feed }) => {
  const texts = [...Object.values(activity_feed), ...Object.values(activity_feed.several)];
  const withExercise = texts.filter(
    (text): text is string => typeof text === 'string' && text.includes('{{exercise}}'),
  );
  expect(withExercise.length).toBeGreaterThan(3);
  expect(withExercise.filter((text) => !/[:–]\s\{\{exercise\}\}/.test(text))).toEqual([]);
});
