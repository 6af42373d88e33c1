import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { HOST_KEY_FILE, loadHostKey } from './host-key.ts';

const KEY = Buffer.alloc(32, 0x4b);
const IS_WINDOWS = process.platform === 'win32';
let folder = temporaryFolder();
afterEach(() => {
  folder.dispose();
  folder = temporaryFolder();
});

describe('the host key', () => {
  it('is created once, and no other file is left behind', () => {
    expect(loadHostKey(folder.path, () => KEY)).toEqual(new Uint8Array(KEY));
    expect(loadHostKey(folder.path, () => Buffer.alloc(32))).toEqual(new Uint8Array(KEY));
    expect(readdirSync(folder.path)).toEqual([HOST_KEY_FILE]);
  });

  const note = IS_WINDOWS ? ' (skipped: Windows has no file modes; the folder belongs to the user)' : '';
  it.skipIf(IS_WINDOWS)(`is readable by its owner only${note}`, () => {
    loadHostKey(folder.path, () => KEY);
    expect(statSync(join(folder.path, HOST_KEY_FILE)).mode & 0o077).toBe(0);
  });

  it.each(['EPERM', 'ENOTSUP', 'EISDIR'])(
    'is created on a USB stick, which does not support links (%s)',
    (code) => {
      const noLinks = () => {
        throw Object.assign(new Error(`link ${code}`), { code });
      };
      expect(loadHostKey(folder.path, () => KEY, noLinks)).toEqual(new Uint8Array(KEY));
      expect(readFileSync(join(folder.path, HOST_KEY_FILE)).equals(KEY)).toBe(true);
      expect(readdirSync(folder.path)).toEqual([HOST_KEY_FILE]);
    },
  );

  it("is the other host's key if that host was faster", () => {
    const faster = (_aside: string, path: string) => {
      loadHostKey(folder.path, () => KEY);
      throw Object.assign(new Error(`link ${path}`), { code: 'EEXIST' });
    };
    expect(loadHostKey(folder.path, () => Buffer.alloc(32), faster)).toEqual(new Uint8Array(KEY));
  });
});
