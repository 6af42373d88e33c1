import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { phoneWordsBytes } from './page-words.ts';

/** How much a phone may load before its first screen, in bytes on the wire, including the HTML. */
const MAX_PHONE_BYTES = 150 * 1024;

/** As phones get it: compressed by `compress.ts`. */
function firstLoadBytes(folder: string): number {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const assets = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path = '']) => path);
  return ['index.html', ...assets]
    .map((path) => statSync(join(folder, /\.(html|js|css)$/.test(path) ? `${path}.gz` : path)).size)
    .reduce((total, size) => total + size, phoneWordsBytes(folder));
}

/** The opening (`opening-parts.ts`) is the one script inside a page, and nothing that may hang stands before the words. */
function pageFaults(file: string, html: string): string[] {
  const [head = ''] = html.split('<body');
  const inline = html.match(/<script(?![^>]*\ssrc=)/g) ?? [];
  return [
    ...(inline.length > 1 ? [`${file} has an inline script besides the opening's.`] : []),
    ...(/<link\s[^>]*rel="stylesheet"|<script(?![^>]*type="?module\b)[^>]*\ssrc=/.test(head)
      ? [`${file} shows nothing until a style sheet or script in its head has arrived.`]
      : []),
  ];
}

function inspectFile(folder: string, file: string): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  if (file.endsWith('.html')) return pageFaults(file, text);
  const problems = [
    ...(/\brandomUUID\b/.test(text)
      ? [`${file} uses crypto.randomUUID, which a phone on plain http does not have.`]
      : []),
    ...(isImportingUnfetched(text)
      ? [`${file} imports a part that was not fetched whole before: see scripts/whole-parts.ts.`]
      : []),
  ];
  const young = youngFeatures(text);
  return young.length === 0
    ? problems
    : [...problems, `${file} uses what phones of the last five years may lack: ${young.join(', ')}.`];
}

/** Whether not every `import()` says its files, or Vite's own helper loads them. */
function isImportingUnfetched(text: string): boolean {
  const imports = text.match(/\bimport\([`"']/g)?.length ?? 0;
  const lists = text.match(/\b__vite__mapDeps\(\[/g)?.length ?? 0;
  return imports !== lists || text.includes('vite:preloadError');
}

/** What no target can translate: the engine has it or it throws. What `older-browsers.ts` brings is not among them. */
const YOUNG: Readonly<Record<string, RegExp>> = {
  'a lookbehind': /\(\?<[=!]/,
  'Intl.Segmenter, unasked': /(?<!in Intl[^;]{0,40})new Intl\.Segmenter/,
  'AbortSignal.any': /\bAbortSignal\.any\b/,
  'URL.canParse': /\bURL\.(?:canParse|parse)\b/,
  reportError: /(?<![.\w$])reportError\((?!\w*\)\s*\{)/,
  structuredClone: /\bstructuredClone\(/,
  'Object.groupBy': /\b(?:Object|Map)\.groupBy\b/,
  'Promise.withResolvers': /\bPromise\.withResolvers\b/,
  'Array.fromAsync': /\bArray\.fromAsync\b/,
  toSpliced: /\.toSpliced\(/,
  'a set operation': /\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/,
  'a static block': /\bstatic\s*\{/,
};

function youngFeatures(text: string): string[] {
  return Object.entries(YOUNG).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

/** What is wrong with the built and compressed pages, one sentence per problem. */
export function inspectPages(folder: string): string[] {
  const files = globSync('**/*.{html,js}', { cwd: folder }).map((file) => file.replaceAll('\\', '/'));
  const problems = files.flatMap((file) => inspectFile(folder, file));
  const size = firstLoadBytes(folder);
  if (size > MAX_PHONE_BYTES) {
    problems.push(
      `The phone's first load is ${Math.ceil(size / 1024)} KB, more than ${MAX_PHONE_BYTES / 1024} KB.`,
    );
  }
  return problems;
}
