/** The files and functions named in the developers' documents exist. */
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
