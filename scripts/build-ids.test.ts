import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageId, portableNames } from './build-ids.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGES = [
  'src/renderer',
  'src/client',
  'src/protocol',
  'src/game',
  'package-lock.json',
  'vite.config.ts',
  'scripts/compress.ts',
  'scripts/lean-icons.ts',
  'scripts/jsx-aliases.ts',
  'scripts/opening-parts.ts',
  'scripts/phone-chunk.ts',
];

test('names are the same, in the same order, on every system', () => {
  const sorted = ['src/game/state.ts', 'src/game/stateAt.ts', 'src/gameA.ts'];
  expect(portableNames(sorted.toReversed())).toEqual(sorted);
  expect(portableNames(sorted.map((name) => name.replaceAll('/', '\\')))).toEqual(sorted);
});

describe('the id of the pages', () => {
  let copy: string;
  beforeAll(() => {
    copy = makeTemporaryFolder('pages é ');
    for (const name of PAGES) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  });
  afterAll(() => removeFolder(copy));

  /** The id while a file holds something else than today. */
  const idWith = (file: string, text: string): string => {
    const path = join(copy, file);
    const before = existsSync(path) ? readFileSync(path) : null;
    writeFileSync(path, text);
    const id = pageId(copy);
    if (before === null) rmSync(path);
    else writeFileSync(path, before);
    return id;
  };

  test('does not depend on where the checkout is', () => {
    expect(pageId(copy)).toBe(pageId(ROOT));
  });

  test.each([
    'src/renderer/player/a.test.tsx',
    'src/client/a.harness.ts',
    'src/protocol/a.fixtures.ts',
    'src/game/a.fake.ts',
  ])('stays the same whatever %s holds', (file) => {
    expect(idWith(file, 'export {};')).toBe(pageId(ROOT));
  });

  test.each([
    'src/renderer/player/main.tsx',
    'src/renderer/shared/locales/en/player.json',
    'src/client/harness.ts',
    'src/game/fixtures.ts',
    'vite.config.ts',
    'scripts/opening-parts.ts',
  ])('changes with %s', (file) => {
    expect(idWith(file, 'export {};')).not.toBe(pageId(ROOT));
  });
});
