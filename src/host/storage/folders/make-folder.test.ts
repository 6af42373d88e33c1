import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTemporaryFolder, removeFolder } from '../../../../scripts/temporary-folder.ts';
import { codeOf } from './error-code.ts';
import { makeFolder } from './make-folder.ts';

const SOURCE = pathToFileURL(join(import.meta.dirname, 'make-folder.ts')).href;

describe('a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = makeTemporaryFolder('night-make-folder-');
  });
  afterEach(() => removeFolder(folder));
  const codeFor = (path: string): string => {
    try {
      makeFolder(path);
      return 'made';
    } catch (error) {
      return codeOf(error);
    }
  };

  it('is made with those above it, and stays as it is where it is there', () => {
    const path = join(folder, 'a', 'b', 'c');
    makeFolder(path);
    // Windows has no such rights, and says 0o666 or 0o444 of everything.
    const owners = process.platform === 'win32' ? 0o666 : 0o700;
    expect([path, join(folder, 'a')].map((each) => statSync(each).mode & 0o777)).toEqual([owners, owners]);
    writeFileSync(join(path, 'kept'), '');
    makeFolder(path);
    expect(statSync(join(path, 'kept')).isFile()).toBe(true);
  });

  it('is not made where a file, or a link that leads nowhere, is in its way', () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'gone'), join(folder, 'link'));
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'good'));
    expect(codeFor(join(folder, 'file'))).toBe('EEXIST');
    expect(codeFor(join(folder, 'file', 'a', 'b'))).toBe('ENOTDIR');
    expect(codeFor(join(folder, 'link'))).toBe('EEXIST');
    expect(codeFor(join(folder, 'good', 'a'))).toBe('made');
  });

  // In a process of its own, which can be ended where it tries for ever.
  it.skipIf(process.platform !== 'linux').each(['/proc/self/logs', '/proc/evenings', '/proc/evenings/a/b'])(
    'is given up where its file system, here that of Linux about its processes, says that it cannot be: %s',
    (path) => {
      const script = `import { makeFolder } from ${JSON.stringify(SOURCE)};
        try { makeFolder(${JSON.stringify(path)}); } catch ({ code }) { console.log(code); }`;
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        timeout: 30_000,
      });
      expect(stdout.trim()).toBe('ENOENT');
    },
  );
});
