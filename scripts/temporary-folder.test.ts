import { existsSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

test('a temporary folder has its real path, even if the usual path is a link', () => {
  const around = makeTemporaryFolder('around-');
  mkdirSync(join(around, 'real é place'));
  symlinkSync(join(around, 'real é place'), join(around, 'link'), 'junction');
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, join(around, 'link'));
  const folder = makeTemporaryFolder('night-');
  writeFileSync(join(folder, 'file'), '');
  expect(folder.startsWith(join(around, 'real é place'))).toBe(true);
  expect(realpathSync.native(folder)).toBe(folder);
  removeFolder(around);
  expect([existsSync(folder), existsSync(around)]).toEqual([false, false]);
});
