import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { readFile, readFileIfThere } from './read-file.ts';

const folder = temporaryFolder();
afterAll(() => folder.dispose());
const file = join(folder.path, 'file');

describe('a file', () => {
  it('is read as a whole, or as far as somebody wants it', () => {
    writeFileSync(file, 'Anna and Ben');
    expect(readFile(file).toString()).toBe('Anna and Ben');
    expect(readFile(file, 4).toString()).toBe('Anna');
    expect(readFile(file, 100).toString()).toBe('Anna and Ben');
    writeFileSync(file, '');
    expect(readFile(file)).toHaveLength(0);
    expect(readFileIfThere(join(folder.path, 'nothing'))).toBeNull();
  });

  it('that is too large to be read is refused by its name, and its beginning is read all the same', () => {
    writeFileSync(file, 'Anna');
    truncateSync(file, 2 ** 31);
    expect(() => readFile(file)).toThrow(expect.objectContaining({ code: 'EFBIG', path: file }));
    expect(readFile(file, 4).toString()).toBe('Anna');
  });
});

const isLinux = process.platform === 'linux';
describe.skipIf(!isLinux)(
  `what is no file${isLinux ? '' : ' (not run here: only Linux has them all)'}`,
  () => {
    it('is refused, also behind a link', () => {
      const [pipe, inside] = [join(folder.path, 'pipe'), join(folder.path, 'folder')];
      execFileSync('mkfifo', [pipe]);
      mkdirSync(inside);
      for (const path of [pipe, inside, '/dev/zero']) {
        const link = `${file}-${path.length}`;
        symlinkSync(path, link);
        for (const one of [path, link])
          expect(() => readFile(one)).toThrow(expect.objectContaining({ code: 'ENOTFILE' }));
      }
    });

    it('but calls itself one without a size is empty, however much comes out of it', () => {
      expect(execFileSync('cat', ['/proc/self/status'])).not.toHaveLength(0);
      expect(readFile('/proc/self/status')).toHaveLength(0);
    });
  },
);
