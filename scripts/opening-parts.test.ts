import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withoutComments, withShortNames, withWords, wordsFirst, wordsOfPage } from './opening-parts.ts';

const HTML = `<head>
    <script  src="/shared/opening/opening.js"></script>
    <link  rel="stylesheet" href="/shared/opening/opening.css" />
    <script type="module" src="/assets/a.js"></script>
    <link rel="stylesheet" crossorigin href="/assets/a.css">
    <link rel="stylesheet" crossorigin href="/assets/b.css">
  </head>
  <body>
    <p>Opening…</p>
  </body>`;

test('the words come before whatever may hang, and what they need is in the page', () => {
  expect(wordsFirst(HTML, { script: "say('$&')", style: 'p{}' })).toBe(`<head>
    <script>say('$&')</script>
    <style>p{}</style>
    <script type="module" src="/assets/a.js"></script>
  </head>
  <body>
    <p>Opening…</p>
    <link rel="stylesheet" crossorigin href="/assets/a.css">
    <link rel="stylesheet" crossorigin href="/assets/b.css">
  </body>`);
});

test.each(['opening.js', 'opening.css'])('a page that does not name %s is not built', (part) => {
  expect(() => wordsFirst(HTML.replace(part, 'other'), { script: '', style: '' })).toThrow(
    'has nothing like',
  );
});

test('a script that HTML would end early is not built', () => {
  expect(() => wordsFirst(HTML, { script: 'write("</script>")', style: '' })).toThrow('takes for its end');
});

test('comments and indents of the style stay behind, and nothing else', () => {
  expect(withoutComments('/* What. */\np {\n  margin: 0;\n}\n')).toBe('p {\nmargin: 0;\n}\n');
});

test('comments, indents and long names of the script stay behind, and nothing else', () => {
  const source =
    "// Why.\n/* What. */\n(function () {\n  // Here.\n  var place = 'http://a//b';\n  say(place, /x/); // at the end\n})();\n";
  expect(withShortNames(source)).toBe('(function() {\nvar e = "http://a//b";\nsay(e, /x/);\n})();\n');
  expect(() => withShortNames('(function () {')).toThrow('opening.js cannot be read');
});

const PAGES = join(import.meta.dirname, '../src/renderer');
const WORDS = JSON.parse(readFileSync(join(PAGES, 'shared/opening/words.json'), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, string | Readonly<Record<string, string>>>>>
>;
const locales = ['en', 'de', 'fr', 'es', 'ar'];

test('the script has no syntax younger than ES5: older engines would read none of it, and say nothing', () => {
  const source = readFileSync(join(PAGES, 'shared/opening/opening.js'), 'utf8');
  const built = withShortNames(withWords(source, wordsOfPage(WORDS, 'player')));
  // Whatever the minifier is told: it takes backticks for quotes, and the formatter ends lists of arguments with a comma.
  expect(built).not.toMatch(
    /`|=>|\.\.\.|\?\.|\?\?|\*\*|,\s*\)|\b(?:let|const|class|async|await|of)\b(?![^"\n]*"[;,])/,
  );
  expect(built).not.toMatch(/\bcatch \{/);
});

describe('the first words', () => {
  test('are there in every language, and all of them', () => {
    expect(Object.keys(WORDS)).toEqual(locales);
    const keys = (words: unknown): unknown =>
      typeof words === 'string'
        ? words.trim() !== ''
        : Object.fromEntries(Object.entries(words ?? {}).map(([key, each]) => [key, keys(each)]));
    for (const locale of locales) expect(keys(WORDS[locale])).toEqual(keys(WORDS['en']));
  });

  test.each(['player', 'banker', 'board'])('are English in the HTML of the page "%s"', (page) => {
    const html = readFileSync(join(PAGES, page, 'index.html'), 'utf8');
    const said = [...html.matchAll(/data-says="(?<key>\w+)">(?<text>[^<]+)</g)].map(({ groups }) => [
      groups?.['key'],
      groups?.['text'],
    ]);
    const { slow, failed, broken, again, [page]: own } = WORDS['en'] ?? {};
    expect(Object.fromEntries(said)).toEqual({ slow, failed, broken, again, ...Object(own) });
    // Without scripts nobody chooses: all languages are there.
    const lines = [...html.matchAll(/<p lang="(?<lang>\w+)"(?: dir="rtl")?>(?<text>[^<]+)</g)];
    expect(lines.map(({ groups }) => groups?.['lang'])).toEqual(locales);
    for (const { groups } of lines)
      expect(groups?.['text']).toContain(WORDS[groups?.['lang'] ?? '']?.['scripts']);
  });

  test('of the other languages are in the script of their page, and of no other', () => {
    const spoken = withWords('a; var WORDS = {}; b;', wordsOfPage(WORDS, 'board'));
    expect(spoken).toContain('جارٍ فتح الشاشة الكبيرة…');
    expect(spoken).not.toContain('Opening the board…');
    expect(spoken).not.toContain('Pult');
    expect(() => withWords('a;', {})).toThrow('no place');
    expect(() => wordsOfPage(WORDS, 'other')).toThrow('nothing for the page "other"');
  });
});
