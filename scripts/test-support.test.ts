import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { isTestFile } from './test-support.ts';

const ROOT = join(import.meta.dirname, '..');
const FROM = /(?:\bfrom\s*|\bimport\s*\(?\s*)'(?<name>\.[^'?]+)/g;

interface Source {
  imports: string[];
  /** Started by its path as well as imported. */
  isProgram: boolean;
}

function sources(): Map<string, Source> {
  const files = globSync(['{src,scripts,bench,e2e}/**/*.{ts,tsx}', '*.ts'], { cwd: ROOT });
  return new Map(
    files.map((path) => {
      const file = path.replaceAll('\\', '/');
      const text = readFileSync(join(ROOT, file), 'utf8');
      const imports = [...text.matchAll(FROM)].map(({ groups }) =>
        posix.join(posix.dirname(file), groups?.['name'] ?? ''),
      );
      return [file, { imports, isProgram: text.includes('import.meta.main') }];
    }),
  );
}

/** Everything in e2e is for tests, whatever it is called. */
const isForTests = (file: string) => isTestFile(file) || file.startsWith('e2e/');

/** The files that tests alone import, directly or by others, without being named so. */
function misnamed(all: ReadonlyMap<string, Source>): string[] {
  const imported = new Set([...all.values()].flatMap(({ imports }) => imports));
  const used = new Set<string>();
  const follow = (file: string) => {
    if (used.has(file)) return;
    used.add(file);
    for (const next of all.get(file)?.imports ?? []) follow(next);
  };
  for (const [file, { isProgram }] of all) {
    if (!isForTests(file) && (isProgram || !imported.has(file))) follow(file);
  }
  return [...all.keys()].filter((file) => !isForTests(file) && !used.has(file)).toSorted();
}

test('what only tests use says so by the end of its name', () => {
  const all = sources();
  expect(all.size).toBeGreaterThan(500);
  expect(misnamed(all)).toEqual([]);
});

test('is found where only test support imports it, but not where the product does, too', () => {
  const none = { imports: [], isProgram: false };
  const all = new Map<string, Source>([
    ['src/host/a.test.ts', { imports: ['src/host/a.harness.ts', 'src/host/b.ts'], isProgram: false }],
    ['src/host/a.harness.ts', { imports: ['src/host/c.ts', 'src/host/b.ts'], isProgram: false }],
    ['src/host/index.ts', { imports: ['src/host/b.ts'], isProgram: false }],
    ['src/host/b.ts', none],
    ['src/host/c.ts', { imports: ['src/host/d.ts'], isProgram: false }],
    ['src/host/d.ts', none],
  ]);
  expect(misnamed(all)).toEqual(['src/host/c.ts', 'src/host/d.ts']);
});
