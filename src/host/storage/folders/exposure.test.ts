import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTemporaryFolder, removeFolder } from '../../../../scripts/temporary-folder.ts';
import { exposedPath } from './exposure.ts';

const FILES = ['games.sqlite3', 'games.sqlite3-wal', 'host.key', 'wifi.json'] as const;
const onWindows = process.platform === 'win32';

describe.skipIf(onWindows)(
  `what other users get at${onWindows ? ' (Windows has no such rights)' : ''}`,
  () => {
    let outside: string;
    let folder: string;
    beforeEach(() => {
      outside = makeTemporaryFolder('night-exposure-');
      folder = join(outside, 'data');
      mkdirSync(folder);
      for (const name of FILES) writeFileSync(join(folder, name), '');
      mkdirSync(join(folder, 'backups'));
      for (const name of [...FILES, 'backups']) chmodSync(join(folder, name), 0o777);
      chmodSync(folder, 0o700);
    });
    afterEach(() => removeFolder(outside));

    it('is nothing in a folder that is closed to them, whatever the rights of the files in it', () => {
      expect(exposedPath(folder)).toBeNull();
    });

    it.each([0o710, 0o701, 0o704, 0o750, 0o755, 0o777])('is the folder whose rights are %o', (mode) => {
      chmodSync(folder, mode);
      expect(exposedPath(folder)).toBe(folder);
    });

    it('is a file or a folder elsewhere, to which a link leads, as far as its own rights allow', () => {
      const [elsewhere, closed] = [join(outside, 'elsewhere'), join(outside, 'closed')];
      mkdirSync(elsewhere, { mode: 0o700 });
      mkdirSync(closed, { mode: 0o700 });
      const linked = join(closed, 'backups');
      symlinkSync(elsewhere, linked);
      expect(exposedPath(closed)).toBeNull();
      chmodSync(elsewhere, 0o755);
      expect(exposedPath(closed)).toBe(linked);
    });

    it('is nothing where a link leads nowhere, or the folder is not there', () => {
      const closed = join(outside, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      symlinkSync(join(outside, 'gone'), join(closed, 'games.sqlite3'));
      expect(exposedPath(closed)).toBeNull();
      expect(exposedPath(join(outside, 'gone'))).toBeNull();
    });
  },
);
