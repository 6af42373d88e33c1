import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withMemoryFolder } from './memory-folder.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

const MODULE = pathToFileURL(join(import.meta.dirname, 'memory-folder.ts')).href;
/** What a run of the tests does: it says where its temporary folders are, and stays while its input is open. */
const RUN = `import { existsSync } from 'node:fs';
import { withMemoryFolder } from ${JSON.stringify(MODULE)};
const { TMPDIR } = withMemoryFolder({}, process.argv[1], 1);
console.log(JSON.stringify({ TMPDIR, isThere: existsSync(TMPDIR) }));
process.stdin.resume();`;
const ARGUMENTS = ['--input-type=module', '--eval', RUN];

let memory: string;
beforeEach(() => {
  memory = makeTemporaryFolder('memory-');
});
afterEach(() => removeFolder(memory));

describe('temporary folders of tests', () => {
  it('are in memory while the tests run, and leave nothing there', () => {
    const { stdout, status } = spawnSync(process.execPath, [...ARGUMENTS, memory], {
      encoding: 'utf8',
      input: '',
    });
    const { TMPDIR, isThere } = JSON.parse(stdout) as { TMPDIR: string; isThere: boolean };
    expect({ status, isThere, place: dirname(TMPDIR) }).toEqual({ status: 0, isThere: true, place: memory });
    expect(existsSync(TMPDIR)).toBe(false);
  });

  it.skipIf(process.getuid === undefined)(
    'of a run that was killed go with the next one; those of a run beside it stay (not run on Windows)',
    async () => {
      const killed = spawn(process.execPath, [...ARGUMENTS, memory]);
      await once(killed.stdout, 'data');
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      const [left = ''] = readdirSync(memory);
      const beside = `night-tests-${process.pid}-abcdef`;
      for (const name of [beside, 'of another program']) mkdirSync(join(memory, name));
      expect(left).not.toBe('');
      const { status } = spawnSync(process.execPath, [...ARGUMENTS, memory], { input: '' });
      expect(status).toBe(0);
      expect(readdirSync(memory).toSorted()).toEqual([beside, 'of another program'].toSorted());
    },
  );

  it('that cannot be removed stop no run after it', ({ skip }) => {
    const left = join(memory, 'night-tests-999999999-abcdef');
    const disk = join(left, 'disk');
    mkdirSync(disk, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    skip(mounted.status !== 0, 'not run: only root on Linux may mount a disk');
    try {
      const { status, stderr } = spawnSync(process.execPath, [...ARGUMENTS, memory], {
        encoding: 'utf8',
        input: '',
      });
      expect({ status, left: readdirSync(memory) }).toEqual({ status: 0, left: [basename(left)] });
      expect(stderr).toContain(`${left} of tests could not be removed: `);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it('stay where they are if somebody named a place, or there is no memory for them', () => {
    expect(withMemoryFolder({ TMPDIR: 'chosen' }, memory, 1)).toEqual({ TMPDIR: 'chosen' });
    expect(withMemoryFolder({ HOME: 'home' }, join(memory, 'missing'), 1)).toEqual({ HOME: 'home' });
    expect(withMemoryFolder({ HOME: 'home' }, memory, Infinity)).toEqual({ HOME: 'home' });
    expect(readdirSync(memory)).toEqual([]);
  });
});
