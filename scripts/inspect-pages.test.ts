import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compress } from './compress.ts';
import { inspectPages } from './inspect-pages.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const PAGE =
  '<!doctype html><script>open()</script><script type="module" crossorigin src="/assets/a.js"></script><body></body>';
let folder: string;

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
  compress(folder, [file]);
}

beforeEach(() => {
  folder = makeTemporaryFolder('pages-');
  mkdirSync(join(folder, 'assets'));
  write('index.html', PAGE);
  write('assets/a.js', 'export {};');
});
afterEach(() => removeFolder(folder));

test('good pages have no problems', () => {
  expect(inspectPages(folder)).toEqual([]);
});

test("an inline script besides the opening's is a problem", () => {
  write('index.html', `${PAGE}<script>go()</script>`);
  expect(inspectPages(folder)).toEqual([expect.stringContaining('inline script')]);
});

test.each([
  '<link rel="stylesheet" crossorigin href="/assets/a.css">',
  '<script src="/assets/a.js"></script>',
])('what keeps the words from being drawn is a problem in the head, and none after them: %s', (part) => {
  write('assets/a.css', 'p{margin:0}');
  write('index.html', PAGE.replace('<body>', `<body><p>Opening…</p>${part}`));
  expect(inspectPages(folder)).toEqual([]);
  write('index.html', part + PAGE);
  expect(inspectPages(folder)).toEqual([expect.stringContaining('shows nothing until')]);
});

test.each([
  ['an import without its files', 'const a=()=>b(()=>import(`./c.js`),[]);'],
  ["Vite's own helper", 'const e=new Event(`vite:preloadError`);'],
])('what may load half a part of a page is a problem: %s', (_what, code) => {
  write('assets/lib.js', 'const a=()=>b(()=>import(`./c.js`),__vite__mapDeps([0]));');
  expect(inspectPages(folder)).toEqual([]);
  write('assets/lib.js', code);
  expect(inspectPages(folder)).toEqual([expect.stringContaining('not fetched whole')]);
});

test('crypto.randomUUID is a problem, even if it comes from a library', () => {
  write('assets/lib.js', 'const a=crypto.randomUUID();');
  expect(inspectPages(folder)).toEqual([expect.stringContaining('assets/lib.js')]);
});

test.each([
  ['a lookbehind', 'const a=/(?<=x)y/u;'],
  ['a lookbehind', 'const a=new RegExp("(?<!x)y");'],
  ['Intl.Segmenter', 'const a=new Intl.Segmenter("en");'],
  ['structuredClone', 'const a=structuredClone({});'],
  ['a static block', 'class A{static{a()}}'],
  ['AbortSignal.any', 'AbortSignal.any([])'],
  ['URL.canParse', 'const a=URL.canParse("x");'],
  ['reportError', 'a.catch(b=>reportError(b));'],
])('%s is a problem, even if it comes from a library', (name, code) => {
  write('assets/lib.js', code);
  expect(inspectPages(folder)).toEqual([expect.stringContaining(name)]);
});

test('what has the name of a young function, but is our own, is none', () => {
  write('assets/lib.js', 'a.reportError(b);class C{reportError(b){a(b)}}');
  expect(inspectPages(folder)).toEqual([]);
});

test('Intl.Segmenter is none where it is asked for first', () => {
  write('assets/lib.js', 'const a="Segmenter"in Intl?new Intl.Segmenter("en"):null;');
  expect(inspectPages(folder)).toEqual([]);
});

test('a first load over budget is a problem, measured as a phone on plain http receives it', () => {
  const text = Array.from({ length: 60_000 }, (_, n) => Math.imul(n, 2_654_435_761).toString(36)).join('');
  write('assets/a.js', `export const a="${text}";`);
  expect(inspectPages(folder)).toEqual([expect.stringMatching(/first load is \d+ KB, more than 150 KB/)]);
});
