import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Warning } from '../../protocol/host-warnings.ts';
import { createCleanup } from '../cleanup.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { OpenError } from '../storage/open-error.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { createCredentials } from './credentials.ts';
import { openOwners } from './open-owners.ts';
import { sha256 } from './owners.ts';

const SECRET = 's'.repeat(43);
const LINE = JSON.stringify({ version: 1, id: 7, name: 'Bristol', secret_sha256: sha256(SECRET) });
const LOOK_MS = 500;

let folder = temporaryFolder();
let path = '';
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'owners');
});
afterEach(() => folder.dispose());

async function opened() {
  const clock = createManualClock();
  const warnings: (Warning | null)[] = [];
  const cleanup = createCleanup(() => undefined);
  const { owners, readAgain } = openOwners({
    path,
    credentials: createCredentials(new Uint8Array(32)),
    clock,
    warn: (warning) => warnings.push(warning),
    note: () => undefined,
    cleanup,
  });
  const looks = (times: number) => {
    for (let count = 0; count < times; count += 1) clock.advance(LOOK_MS);
  };
  return { owners, readAgain, warnings, looks, close: () => cleanup.run() };
}

describe('the owners of a host', () => {
  it.each([
    ['is written again', () => writeFileSync(path, '# nobody\n')],
    [
      'is replaced by another one',
      () => {
        writeFileSync(`${path}.new`, '');
        renameSync(`${path}.new`, path);
      },
    ],
  ])('follow their file when it %s', async (_, change) => {
    writeFileSync(path, LINE);
    const host = await opened();
    let changes = 0;
    host.owners.onChange(() => (changes += 1));
    expect(host.owners.bySecret(SECRET)).toMatchObject({ id: 7, name: 'Bristol' });
    host.looks(3);
    expect(changes).toBe(0);
    change();
    host.looks(2);
    expect([changes, host.owners.bySecret(SECRET)]).toEqual([1, null]);
    await host.close();
  });

  it.skipIf(process.platform === 'win32')(
    'follow their file where it is a link that leads to another one (not run on Windows, where that takes an administrator)',
    async () => {
      writeFileSync(`${path}.old`, LINE);
      symlinkSync(`${path}.old`, path);
      const host = await opened();
      writeFileSync(`${path}.new`, '');
      rmSync(path);
      symlinkSync(`${path}.new`, path);
      host.looks(2);
      expect(host.owners.bySecret(SECRET)).toBeNull();
      await host.close();
    },
  );

  it('are not those of a file that is still being written', async () => {
    writeFileSync(path, LINE);
    const host = await opened();
    writeFileSync(path, '');
    host.looks(1);
    expect(host.owners.bySecret(SECRET)).not.toBeNull();
    writeFileSync(path, `${LINE}\n`);
    host.looks(1);
    expect(host.owners.bySecret(SECRET)).not.toBeNull();
    host.looks(1);
    expect(host.owners.bySecret(SECRET)).not.toBeNull();
    await host.close();
  });

  it('stay as they were while their file is wrong or gone, which is warned of until it is right', async () => {
    writeFileSync(path, LINE);
    const host = await opened();
    writeFileSync(path, `${LINE}\nsomebody\n`);
    host.looks(2);
    rmSync(path);
    host.looks(2);
    expect(host.owners.bySecret(SECRET)).not.toBeNull();
    writeFileSync(path, `\n${LINE}`);
    host.looks(2);
    expect(host.warnings).toEqual([
      { code: 'owners_file_line', params: { path, line: 2 } },
      { code: 'owners_file_not_read', params: { path, error: 'ENOENT' } },
      null,
    ]);
    await host.close();
  });

  it('are read at once when somebody asks for it', async () => {
    writeFileSync(path, LINE);
    const host = await opened();
    writeFileSync(path, '');
    host.readAgain();
    expect(host.owners.bySecret(SECRET)).toBeNull();
    await host.close();
  });

  it.each([
    ['is not there', null, 'cannot be read (ENOENT)'],
    ['has a wrong line', `\n${LINE}\n${LINE}`, 'Line 3 of'],
  ])('keep a host from starting if their file %s, with one sentence', async (_, text, sentence) => {
    if (text !== null) writeFileSync(path, text);
    await expect(opened()).rejects.toThrow(OpenError);
    await expect(opened()).rejects.toThrow(sentence);
  });
});
