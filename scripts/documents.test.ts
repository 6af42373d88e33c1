/** The files and functions named in the developers' documents exist, and the guide for the first night is the same in all languages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTestFile } from './test-support.ts';

const ROOT = join(import.meta.dirname, '..');
const DOCUMENTS = ['CONTRIBUTING.md', 'docs/architecture.md'];
const FOLDERS = ['src', 'scripts', 'e2e', 'bench', 'docs', 'resources', '.github'];

const inFolders = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file.replaceAll('\\', '/')}`,
  ),
);
const files = [...readdirSync(ROOT), ...FOLDERS, ...inFolders];
const sources = inFolders
  .filter((file) => /^src\/.*\.tsx?$/.test(file) && !isTestFile(file))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

const textOf = (document: string) => readFileSync(join(ROOT, document), 'utf8');
const marked = (document: string) =>
  [...textOf(document).matchAll(/`(?<code>[^`\n]+)`/g)].map(({ groups }) => groups?.['code'] ?? '');

/** A file by its name or the end of its path; a folder by its path from the root. */
const isPath = (code: string) =>
  /^[\w/][\w./-]*\.(?:tsx?|css|json|md|sql|svg|yml)$/.test(code) ||
  /^(?:src|scripts|e2e|bench|docs)\/[\w/-]*$/.test(code);
const isThere = (path: string) => {
  const bare = path.replace(/\/$/, '');
  return files.some((file) => file === bare || file.endsWith(`/${bare}`));
};

describe.each(DOCUMENTS)('%s', (document) => {
  it('has no broken links', () => {
    const targets = [...textOf(document).matchAll(/\]\((?<path>[^):#]+)/g)].map(
      ({ groups }) => groups?.['path'] ?? '',
    );
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((path) => !existsSync(join(ROOT, dirname(document), path)))).toEqual([]);
  });

  it('names only files that exist', () => {
    const paths = marked(document).filter(isPath);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !isThere(path))).toEqual([]);
  });

  it('names only functions that exist', () => {
    const names = marked(document).flatMap(
      (code) => /^(?:\w+\.)*#?(?<name>\w+)\(.*\)$/.exec(code)?.groups?.['name'] ?? [],
    );
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
  });
});

const LOCALES = ['en', 'de', 'fr', 'es', 'ar'];
const firstNight = (locale: string) => (locale === 'en' ? 'first-night.md' : `first-night.${locale}.md`);

describe.each(LOCALES)('the first night in "%s"', (locale) => {
  const english = textOf('docs/first-night.md');
  const own = textOf(`docs/${firstNight(locale)}`);
  /** What is at the beginning of lines, and how often: headings, list items, rows. And what is strong, or code. */
  const shapeOf = (text: string) => ({
    lines: text.split('\n').flatMap((line) => /^(?:#+|- |\d+\. |\|)/.exec(line)?.[0] ?? []),
    strong: text.match(/\*\*[^*]+\*\*/g)?.length,
    code: text.match(/`[^`]+`/g),
  });
  const linksOf = (text: string) =>
    [...text.matchAll(/\]\((?<path>[^)]+)/g)].map(({ groups }) => groups?.['path']);

  it('has the parts of the English one, in its order', () => {
    expect(shapeOf(own)).toEqual(shapeOf(english));
  });

  it('leads to all the others, and to what the English one leads to', () => {
    const others = LOCALES.filter((each) => each !== locale).map(firstNight);
    const elsewhere = linksOf(english).filter((path) => path?.startsWith('first-night') !== true);
    expect(linksOf(own)).toEqual([...others, ...elsewhere]);
    for (const other of others) expect(existsSync(join(ROOT, 'docs', other))).toBe(true);
    expect(textOf('README.md')).toContain(`docs/${firstNight(locale)}`);
  });

  it('calls buttons and pages as the screens do', () => {
    const folder = join(ROOT, 'src/renderer/shared/locales', locale);
    const plain = (text: string) => text.replace(/\s+/g, ' ').toLowerCase();
    const texts = plain(
      readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join('\n'),
    );
    const names = [...own.replaceAll(/\*\*[^*]+\*\*/g, '').matchAll(/\*(?<name>[^*]+)\*/g)].map(
      ({ groups }) => groups?.['name'] ?? '',
    );
    expect(names.length).toBeGreaterThan(50);
    // Where a name goes on with somebody's own, or with three dots.
    const isSaid = (name: string) => texts.includes(plain(name).replace(/[ :]*(?:…|\.\.\.)$/, ''));
    expect(names.filter((name) => !isSaid(name))).toEqual([]);
  });
});
