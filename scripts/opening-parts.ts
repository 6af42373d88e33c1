import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minifySync, type Plugin } from 'vite';

/** As the pages name them while they are developed. */
const SCRIPT = '/shared/opening/opening.js';
const STYLE = '/shared/opening/opening.css';
const OLDER_BROWSERS = '/shared/opening/older-browsers.ts';
const WORDS = '/shared/opening/words.json';
const NO_WORDS = 'var WORDS = {};';

/** The name of the entry that is built from `older-browsers.ts`. */
export const OLDER_BROWSERS_ENTRY = 'older-browsers';

/**
 * Makes each page show its first words whatever else arrives: what they need is in the page itself, and the style sheets come
 * after them, since browsers draw nothing that follows a style sheet until it is there.
 */
export function openingParts(pages: string): Plugin {
  return {
    name: 'opening-parts',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle);
      const older = chunks.find((chunk) => chunk.type === 'chunk' && chunk.name === OLDER_BROWSERS_ENTRY);
      if (older === undefined) throw new Error('What older browsers lack was not built.');
      const source = readFileSync(join(pages, SCRIPT), 'utf8');
      const script = source.replace(OLDER_BROWSERS, `/${older.fileName}`);
      const style = withoutComments(readFileSync(join(pages, STYLE), 'utf8'));
      const words: unknown = JSON.parse(readFileSync(join(pages, WORDS), 'utf8'));
      for (const chunk of chunks) {
        if (chunk.type !== 'asset' || !chunk.fileName.endsWith('.html')) continue;
        const [page = ''] = chunk.fileName.split('/');
        const spoken = withShortNames(withWords(script, wordsOfPage(words, page)));
        chunk.source = wordsFirst(onOneLine(String(chunk.source)), { script: spoken, style });
      }
    },
  };
}

/**
 * What the page says in languages other than its own, and no more of it than the script needs.
 * @param words by language: what all pages say, and what each page says by itself
 * @throws if there are no words for this page
 */
export function wordsOfPage(words: unknown, page: string): Readonly<Record<string, object>> {
  const languages = Object.entries(isRecord(words) ? words : {}).filter(([language]) => language !== 'en');
  return Object.fromEntries(
    languages.map(([language, texts]) => {
      const own = isRecord(texts) ? texts[page] : undefined;
      if (!isRecord(texts) || !isRecord(own))
        throw new Error(`${WORDS} has nothing for the page "${page}" in "${language}".`);
      const { slow, failed, broken, again } = texts;
      return [language, { slow, failed, broken, again, ...own }];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** @throws if the script has no place for words */
export function withWords(script: string, words: object): string {
  if (!script.includes(NO_WORDS)) throw new Error(`${SCRIPT} has no place for the words.`);
  return script.replace(NO_WORDS, () => `var WORDS = ${JSON.stringify(words)};`);
}

/**
 * The script without comments and indents, and with short names. It is written line by line, and as it stands otherwise: all else that a
 * minifier does would bring syntax that is younger than the script may have.
 */
export function withShortNames(script: string): string {
  const { code, errors } = minifySync(SCRIPT, script, {
    compress: false,
    mangle: true,
    codegen: { removeWhitespace: false, legalComments: 'none' },
  });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${SCRIPT} cannot be read: ${error.message}`);
  return withoutIndents(code);
}

/** Without comments, and indents. */
export function withoutComments(style: string): string {
  return withoutIndents(style.replace(/\/\*[^]*?\*\//g, ''));
}

/** Without what stands between tags on lines of their own, and ends those that have no end: no page shows it. */
const onOneLine = (html: string): string =>
  withoutIndents(html)
    .replace(/ crossorigin(?=[ >])|\s*\/(?=>)/g, '')
    .replace(/>\s+(?=<|$)/g, '>')
    .replace(/\n/g, ' ');

function withoutIndents(source: string): string {
  return source.replace(/^\s+/gm, '');
}

/**
 * The page with the opening's script and style inside, and its style sheets at the end of its body.
 * @throws if it does not name both, or if the script would end early.
 */
export function wordsFirst(
  html: string,
  { script, style }: { readonly script: string; readonly style: string },
): string {
  if (/<\/script|<!--/i.test(script)) throw new Error(`${SCRIPT} has a text that HTML takes for its end.`);
  const inlined = replaceOnce(
    replaceOnce(
      html,
      /<script[^>]*\ssrc="\/shared\/opening\/opening\.js"><\/script>/,
      `<script>${script}</script>`,
    ),
    /<link[^>]*\shref="\/shared\/opening\/opening\.css"[^>]*>/,
    `<style>${style}</style>`,
  );
  const sheets = inlined.match(SHEETS) ?? [];
  return replaceOnce(inlined.replace(SHEETS, ''), /\s*<\/body>/, `${sheets.join('')}\n  </body>`);
}

const SHEETS = /\s*<link rel="stylesheet"[^>]*>/g;

function replaceOnce(html: string, pattern: RegExp, replacement: string): string {
  if (!pattern.test(html)) throw new Error(`A page has nothing like ${String(pattern)}.`);
  return html.replace(pattern, () => replacement);
}
