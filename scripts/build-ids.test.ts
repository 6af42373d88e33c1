import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pageId, portableNames } from './build-ids.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const ROOT = join(import.meta.dirname, '..');

test('names are the same, in the same order, on every system', () => {
  const sorted = ['src/game/state.ts', 'src/game/stateAt.ts', 'src/gameA.ts'];
  expect(portableNames(sorted.toReversed())).toEqual(sorted);
  expect(portableNames(sorted.map((name) => name.replaceAll('/', '\\')))).toEqual(sorted);
});

test('the id does not depend on where the checkout is', () => {
  const copy = makeTemporaryFolder('pages é ');
  try {
    for (const name of [
      'src/renderer',
      'src/client',
      'src/protocol',
      'src/game',
      'package-lock.json',
      'vite.config.ts',
    ])
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    expect(pageId(copy)).toBe(pageId(ROOT));
  } finally {
    removeFolder(copy);
  }
});
