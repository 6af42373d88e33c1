/** The lock runs real processes: in place of the system's own program, a shell that behaves like it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createSleepLock, type SleepLock, type SleepLockOptions, type Spawn } from './sleep-lock.ts';

interface Started {
  readonly file: string;
  readonly args: readonly string[];
  readonly child: ReturnType<typeof spawn>;
}

const started: Started[] = [];
const locks: SleepLock[] = [];

afterEach(() => {
  for (const lock of locks.splice(0)) lock.release();
  started.length = 0;
});

/** @param program what runs instead; null: the system has no such program */
function lockWith(program: string | null, options: Partial<SleepLockOptions> = {}) {
  const states: string[] = [];
  const run: Spawn = (file, args, spawnOptions) => {
    const child =
      program === null
        ? spawn(join(import.meta.dirname, 'no-such-program'), [], spawnOptions)
        : spawn(process.execPath, ['-e', program], spawnOptions);
    started.push({ file, args, child });
    return child;
  };
  const lock = createSleepLock({
    platform: 'linux',
    environment: process.env,
    spawn: run,
    isKeptAwake: false,
    onChange: () => void states.push(lock.state),
    ...options,
  });
  locks.push(lock);
  return { lock, states };
}

/** Says that it holds the lock, and ends with its input. */
const HOLDS = `console.log('held'); process.stdin.resume().on('end', () => process.exit());`;
const says = (words: string) => `console.error(${JSON.stringify(words)}); process.exitCode = 1;`;

describe('the lock against sleep', () => {
  it('is held until it is released, and its program ends with it', async () => {
    const { lock, states } = lockWith(HOLDS);
    lock.hold();
    lock.hold();
    await expect.poll(() => states).toEqual(['held']);
    expect(lock.coversLid).toBe(true);
    expect(started).toHaveLength(1);
    lock.release();
    if (started[0]?.child.exitCode === null) await once(started[0].child, 'exit');
    expect(states).toEqual(['held', 'none']);
    expect(lock.coversLid).toBe(false);
  });

  it('ends with the host, however that ends: its program waits for the end of its input', async () => {
    const { lock, states } = lockWith(HOLDS);
    lock.hold();
    await expect.poll(() => states).toEqual(['held']);
    const child = started[0]?.child;
    child?.stdin?.end();
    if (child?.exitCode === null) await once(child, 'exit');
    expect(child?.exitCode).toBe(0);
  });

  it.each([
    ['Linux: the user may not', 'linux', says('Failed to inhibit: Access denied'), 'refused'],
    [
      'Linux: the user is asked',
      'linux',
      says('Failed to inhibit: Interactive authentication required.'),
      'refused',
    ],
    [
      'Linux: nobody there puts it to sleep',
      'linux',
      says('Failed to connect to system scope bus via local transport: No such file or directory'),
      'none',
    ],
    ['Linux: there is no such program', 'linux', null, 'none'],
    ['Windows: scripts are not allowed', 'win32', says('Cannot invoke method. Only core types'), 'refused'],
    ['macOS: it ends at once', 'darwin', 'process.exitCode = 1;', 'refused'],
  ] as const)('that cannot be held is told apart: %s', async (_, platform, program, state) => {
    const { lock, states } = lockWith(program, { platform });
    lock.hold();
    const child = started[0]?.child;
    if (child === undefined) throw new Error('nothing was started');
    await (program === null ? once(child, 'error') : once(child, 'close')).catch(() => undefined);
    await expect.poll(() => lock.state).toBe(state);
    expect(states).toEqual(state === 'none' ? [] : [state]);
    expect(lock.coversLid).toBe(false);
  });

  it('can be held again after it was lost', async () => {
    const { lock, states } = lockWith(HOLDS);
    lock.hold();
    await expect.poll(() => states).toEqual(['held']);
    started[0]?.child.kill('SIGKILL');
    await expect.poll(() => states).toEqual(['held', 'none']);
    lock.hold();
    await expect.poll(() => states).toEqual(['held', 'none', 'held']);
  });

  it.each([
    ['linux', false, 'systemd-inhibit'],
    ['linux', true, 'systemd-inhibit'],
    ['darwin', false, '/usr/bin/caffeinate'],
    ['win32', false, 'D:\\Win\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'],
    ['darwin', true, undefined],
    ['win32', true, undefined],
    ['freebsd', false, undefined],
  ] as const)('on %s, kept awake by the app: %s, is held by %s', (platform, isKeptAwake, file) => {
    const environment = { ...process.env, SystemRoot: 'D:\\Win' };
    const { lock } = lockWith(HOLDS, { platform, isKeptAwake, environment });
    lock.hold();
    expect(started.map((each) => each.file)).toEqual(file === undefined ? [] : [file]);
    const quoted = started.flatMap(({ args }) => args).join(' ');
    expect(quoted).not.toContain('undefined');
  });
});
