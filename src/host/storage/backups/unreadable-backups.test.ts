/** Backups that this user may not read, and links among them that lead nowhere, keep no evening from going on. */
import { chmodSync, chownSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callText, TestHost, type CreatedGame } from '../../test-host.harness.ts';
import { DATABASE_FILE } from '../sqlite/connection.ts';
import { backupName, backupsFolder } from './backup-files.ts';

const onWindows = process.platform === 'win32';
const note = onWindows ? ' (not run: Windows has no such rights and links)' : '';
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
let testHost: TestHost;

/** Root may read everything: then this process is nobody for a while. */
const becomeNobody = () => isRoot && process.seteuid?.(NOBODY);
const becomeMyself = () => isRoot && process.seteuid?.(0);

beforeEach(() => {
  testHost = new TestHost();
  if (isRoot) chownSync(testHost.folder, NOBODY, NOBODY);
  if (!onWindows) becomeNobody();
});

afterEach(async () => {
  if (onWindows) return testHost.close();
  if (readdirSync(testHost.folder).includes('backups')) chmodSync(backups(), 0o700);
  becomeMyself();
  await testHost.close();
});

const backups = () => backupsFolder(testHost.folder);
const start = () => testHost.start({ port: 0 });

/** A game, and a backup of it. Resolves with their code and name, once the host is closed. */
async function evening(): Promise<{ code: string; name: string }> {
  const host = await start();
  const { game_code: code } = JSON.parse(await callText(host, '/games', { name: 'Night' })) as CreatedGame;
  const { name } = JSON.parse(await callText(host, '/backups', {})) as { name: string };
  await host.close();
  return { code, name };
}

describe.skipIf(onWindows)(`backups that this user may not read${note}`, () => {
  it.each([
    ['look into', 0o100],
    ['enter', 0o400],
    ['use at all', 0],
  ])(
    'because the folder is one not to %s: the game goes on, and what needs them says why',
    async (_, mode) => {
      const { code, name } = await evening();
      chmodSync(backups(), mode);
      const host = await start();
      const { game_id: id } = JSON.parse(await callText(host, `/games/${code}`)) as { game_id: number };
      expect(id).toBeGreaterThan(0);
      await callText(host, `/games/${code}/start`, {});
      for (const [path, body] of [['/backups'], ['/backups', {}], [`/backups/${name}/restore`, {}]] as const)
        await expect(callText(host, path, body)).rejects.toThrow(/^503 .*This user may not.*"storage"/);
      chmodSync(backups(), 0o700);
      await callText(host, '/backups', {});
    },
  );

  it.each([
    ['the folder', () => chmodSync(backups(), 0), () => backups()],
    [
      'the only backup',
      (name: string) => chmodSync(join(backups(), name), 0),
      (name: string) => join(backups(), name),
    ],
  ] as const)('(%s) are waited for where the database is gone', async (_, close, path) => {
    const { code, name } = await evening();
    close(name);
    for (const suffix of ['', '-wal']) rmSync(join(testHost.folder, DATABASE_FILE + suffix), { force: true });
    await expect(start()).rejects.toThrow(`Allow this user to read ${path(name)}, and start again.`);
    chmodSync(backups(), 0o700);
    chmodSync(join(backups(), name), 0o600);
    expect(await callText(await start(), `/games/${code}`)).toContain('Night');
  });
});

describe.skipIf(onWindows)(`among the backups${note}`, () => {
  it('a link that leads to itself, under a name of a backup, is none', async () => {
    const { code, name } = await evening();
    const looped = backupName({ number: 9, at: 0, reason: 'asked' });
    symlinkSync(looped, join(backups(), looped));
    const host = await start();
    expect(await callText(host, `/games/${code}`)).toContain('Night');
    expect(await callText(host, '/backups')).toContain(name);
  });
});
