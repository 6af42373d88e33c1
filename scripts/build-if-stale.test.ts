/** What `npm start` says in a checkout that this user may not write. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const MODULE = pathToFileURL(join(import.meta.dirname, 'build-if-stale.ts')).href;
/** A user without any rights, on every Unix: root may write everywhere. */
const NOBODY = 65_534;

let checkout = '';
beforeEach(() => {
  checkout = makeTemporaryFolder('checkout-');
});
afterEach(() => {
  for (const folder of ['.', 'dist'])
    if (process.platform !== 'win32') spawnSync('chmod', ['u+w', join(checkout, folder)]);
  removeFolder(checkout);
});

/** What it says as a user who may not write; empty if it says nothing. */
function buildAsSomebodyElse(id: string): string {
  const program = `
    import { buildIfStale } from ${JSON.stringify(MODULE)};
    const folder = ${JSON.stringify(join(checkout, 'dist/pages'))};
    try {
      buildIfStale({ folder, id: () => ${JSON.stringify(id)}, build: () => {} });
    } catch (error) {
      process.stdout.write(error.message);
    }`;
  const child = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    ...(process.getuid?.() === 0 && { uid: NOBODY }),
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return child.stdout;
}

const isWindows = process.platform === 'win32';
const note = isWindows ? ' (not run on Windows: a folder there has no modes)' : '';
describe.skipIf(isWindows)(`a checkout of somebody else's${note}`, () => {
  it.each([
    { what: 'nothing has been built', make: () => chmodSync(checkout, 0o555) },
    {
      what: 'nothing has been built into its folder',
      make() {
        chmodSync(checkout, 0o755);
        mkdirSync(join(checkout, 'dist'), { mode: 0o555 });
      },
    },
    {
      what: 'an earlier version has been built',
      make() {
        chmodSync(checkout, 0o755);
        build('older');
        chmodSync(join(checkout, 'dist'), 0o555);
      },
    },
  ])('says what to do if $what', ({ make }) => {
    make();
    const said = buildAsSomebodyElse('current');
    expect(said).toContain(join(checkout, 'dist/pages'));
    expect(said).toContain('run "npm start" once');
    expect(said).not.toMatch(/EACCES|EPERM|mkdir/);
  });

  it('is no obstacle once this version has been built', () => {
    chmodSync(checkout, 0o755);
    build('current');
    chmodSync(join(checkout, 'dist'), 0o555);
    expect(buildAsSomebodyElse('current')).toBe('');
  });
});

function build(id: string): void {
  mkdirSync(join(checkout, 'dist/pages'), { recursive: true });
  writeFileSync(join(checkout, 'dist/pages/build.json'), JSON.stringify({ id }));
}
