/** Checks the packages built by `npm run dist`, on systems where it has been run. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = process.env['MADE_PACKAGES'];
const WHY = FOLDER === undefined ? ' (not run: MADE_PACKAGES names no folder that npm run dist filled)' : '';

const read = (name: string) => readFileSync(join(ROOT, FOLDER ?? '', name));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const named = (rest: string) => `trading-game-night-${version}-${rest}`;
const isHere = (platform: NodeJS.Platform) => FOLDER !== undefined && process.platform === platform;

it.skipIf(!isHere('linux'))(`a deb and an AppImage are built on Linux${WHY}`, () => {
  expect(read(named('linux-amd64.deb')).toString('latin1', 0, 7)).toBe('!<arch>');
  expect(read(named('linux-x86_64.AppImage')).toString('latin1', 8, 11)).toBe('AI\u0002');
});

it.skipIf(!isHere('win32'))(`an installer is built on Windows${WHY}`, () => {
  expect(read(named('windows-x64.exe')).toString('latin1', 0, 2)).toBe('MZ');
});

it.skipIf(!isHere('darwin'))(`a dmg and a zip, validly signed, are built on a Mac${WHY}`, () => {
  for (const arch of ['arm64', 'x64']) {
    expect(
      read(named(`mac-${arch}.dmg`))
        .subarray(-512)
        .toString('latin1', 0, 4),
    ).toBe('koly');
    expect(read(named(`mac-${arch}.zip`)).toString('latin1', 0, 2)).toBe('PK');
  }
  const app = join(ROOT, FOLDER ?? '', 'mac-arm64/Trading Game Night.app');
  const verify = spawnSync('codesign', ['--verify', '--deep', '--strict', app], { encoding: 'utf8' });
  expect([verify.status, verify.stderr]).toEqual([0, '']);
});
