import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { canMount, makeDisk, noDisk } from '../mounted-disk.harness.ts';
import { codeOf } from './error-code.ts';
import { removeFile } from './remove-file.ts';

it('a file is removed, and may not have been there at all', () => {
  const folder = temporaryFolder();
  const file = join(folder.path, 'games.partial');
  writeFileSync(file, 'Anna');
  removeFile(file);
  removeFile(file);
  expect(existsSync(file)).toBe(false);
  folder.dispose();
});

it.skipIf(!canMount)(
  `a file that cannot be removed is an error of the disk, which is known as such${noDisk}`,
  () => {
    const disk = makeDisk();
    disk.mount('size=64k');
    const file = join(disk.path, 'games.partial');
    writeFileSync(file, 'Anna');
    disk.remount('ro');
    let code = '';
    try {
      removeFile(file);
    } catch (error) {
      code = codeOf(error);
    }
    removeFile(join(disk.path, 'nothing'));
    disk.remount('rw');
    disk.dispose();
    expect(code).toBe('EROFS');
  },
);
