import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { syncFolder } from './data-folder.ts';

const folder = temporaryFolder();
afterAll(() => folder.dispose());

function refusal(code: string): () => never {
  return () => {
    throw Object.assign(new Error(`fsync ${code}`), { code });
  };
}

describe('the names in a folder', () => {
  it('are synced to disk', () => {
    const synced: number[] = [];
    syncFolder(folder.path, 'linux', (handle) => synced.push(handle));
    expect(synced).toHaveLength(1);
  });

  it('are left to Windows, which cannot open folders', () => {
    expect(() => syncFolder(folder.path, 'win32', refusal('EPERM'))).not.toThrow();
  });

  it.each(['EINVAL', 'EBADF', 'ENOTSUP'])(
    'are left to a file system that cannot sync folders (%s)',
    (code) => {
      expect(() => syncFolder(folder.path, 'linux', refusal(code))).not.toThrow();
    },
  );

  it('are an error if the disk fails', () => {
    expect(() => syncFolder(folder.path, 'linux', refusal('EIO'))).toThrow('EIO');
  });
});
