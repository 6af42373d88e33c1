import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { OpenError } from '../storage/open-error.ts';
import { HOST_KEY_FILE, loadHostKey } from './host-key.ts';

const KEY = Buffer.alloc(32, 0x4b);
/** Frozen: how a file of this version ends. */
const CHECKSUM_OF_KEY = '347aa456';
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
      expect(readFileSync(join(folder.path, HOST_KEY_FILE)).subarray(0, 32)).toEqual(KEY);
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

describe('a host key on a failing disk', () => {
  const path = () => join(folder.path, HOST_KEY_FILE);
  const load = () => loadHostKey(folder.path, () => Buffer.alloc(32));

  it('is refused with what to do, whichever bit has changed', () => {
    loadHostKey(folder.path, () => KEY);
    const intact = readFileSync(path());
    for (let bit = 0; bit < intact.length * 8; bit += 1) {
      const bytes = Buffer.from(intact);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit % 8));
      writeFileSync(path(), bytes);
      expect(load).toThrow(OpenError);
      expect(load).toThrow(/is damaged\. Put the right file back, or delete it/);
      expect(readFileSync(path())).toEqual(bytes);
    }
  });

  it('is refused wherever it was cut, but for the checksum', () => {
    loadHostKey(folder.path, () => KEY);
    const intact = readFileSync(path());
    for (let length = 0; length < intact.length; length += 1) {
      if (length === KEY.length) continue;
      writeFileSync(path(), intact.subarray(0, length));
      expect(load).toThrow(OpenError);
    }
    writeFileSync(path(), Buffer.concat([intact, intact]));
    expect(load).toThrow(OpenError);
  });

  it('of the first version is the same key for ever, and gets a checksum', () => {
    writeFileSync(path(), KEY);
    expect(load()).toEqual(new Uint8Array(KEY));
    expect(readFileSync(path()).toString('hex')).toBe(`${KEY.toString('hex')}${CHECKSUM_OF_KEY}`);
    expect(load()).toEqual(new Uint8Array(KEY));
    expect(readdirSync(folder.path)).toEqual([HOST_KEY_FILE]);
  });
});
