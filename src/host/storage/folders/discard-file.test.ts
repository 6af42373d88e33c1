import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../events.fixtures.ts';
import { discardFile } from './discard-file.ts';

const folder = temporaryFolder();
const file = join(folder.path, 'games.partial');
beforeEach(() => writeFileSync(file, 'Anna'));
afterAll(() => folder.dispose());

function refusal(code: string): () => never {
  return () => {
    throw Object.assign(new Error(`unlink ${code}`), { code });
  };
}

describe('a file that is discarded', () => {
  it('is gone, and may not have been there at all', () => {
    discardFile(file);
    discardFile(file);
    expect(existsSync(file)).toBe(false);
  });

  it.each(['EBUSY', 'EPERM', 'EACCES'])(
    'is emptied if it cannot be deleted because it is open (%s)',
    (code) => {
      discardFile(file, refusal(code));
      expect(readFileSync(file, 'utf8')).toBe('');
    },
  );

  it('is unchanged, with an error, if the disk fails', () => {
    expect(() => discardFile(file, refusal('EIO'))).toThrow('EIO');
    expect(readFileSync(file, 'utf8')).toBe('Anna');
  });
});
