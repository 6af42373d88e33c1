import { type ChildProcess, execFile } from 'node:child_process';
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../time/clock.ts';
import { createManualClock } from '../../time/manual-clock.fake.ts';
import { fakeExecFile } from './exec-file.fake.ts';
import { COMMAND_LIMIT_MS, createCommandRunner, MAX_OUTPUT_BYTES, type Command } from './run-command.ts';

const NEVER = new AbortController().signal;
const real = createCommandRunner({ execFile, clock: systemClock(), environment: process.env });
const script = (text: string): Command<{ readonly stdout: string }> => ({
  file: process.execPath,
  args: ['-e', text],
  read: ({ stdout, exitCode }) => (exitCode === 0 ? { stdout } : 'failed'),
});

describe('a real program', () => {
  it('is read', async () => {
    expect(await real.run(script('console.log("Grüße")'), NEVER)).toEqual({
      isRead: true,
      answer: { stdout: 'Grüße\n' },
    });
  });

  it('is told its exit code', async () => {
    const command = {
      ...script('process.exit(3)'),
      read: ({ exitCode }: { exitCode: number }) => ({ exitCode }),
    };
    expect(await real.run(command, NEVER)).toEqual({ isRead: true, answer: { exitCode: 3 } });
  });

  it.each([
    ['is missing', { ...script(''), file: 'no-such-program-anywhere' }, 'missing'],
    [
      'prints without end',
      script(`(function more() { process.stdout.write('x'.repeat(${MAX_OUTPUT_BYTES}), more); })()`),
      'nonsense',
    ],
    ['fails', script('process.exit(1)'), 'failed'],
    ['makes no sense', { ...script(''), read: () => null }, 'nonsense'],
    [
      'trips its reader',
      {
        ...script(''),
        read: () => {
          throw new TypeError('not what was expected');
        },
      },
      'nonsense',
    ],
  ])('that %s is told apart', async (_name, command, reason) => {
    expect(await real.run(command, NEVER)).toEqual({ isRead: false, reason });
  });

  it('leaves nobody who waits for the end of the host, however it went', async () => {
    const host = new AbortController().signal;
    const missing = { ...script(''), file: 'no-such-program-anywhere' };
    for (const command of [
      script(''),
      script('process.exit(1)'),
      missing,
      { ...script(''), read: () => null },
    ])
      await real.run(command, host);
    expect(getEventListeners(host, 'abort')).toEqual([]);
  });

  it('is given up, and killed, when nobody wants its answer any more', async () => {
    const closing = new AbortController();
    const children: ChildProcess[] = [];
    const followed = createCommandRunner({
      clock: systemClock(),
      environment: process.env,
      execFile: (...call) => {
        const child = execFile(...call);
        children.push(child);
        return child;
      },
    });
    const result = followed.run(script('setInterval(() => {}, 1000)'), closing.signal);
    closing.abort();
    expect(await result).toEqual({ isRead: false, reason: 'failed' });
    const [child] = children;
    await vi.waitFor(() => expect(child?.signalCode).toBe('SIGKILL'));
  });
});

describe('a program that hangs', () => {
  it('is given up after 15 s, even if it cannot be killed', async () => {
    const clock = createManualClock();
    const { execFile: hanging } = fakeExecFile({ x: 'hangs' });
    const runner = createCommandRunner({ execFile: hanging, clock, environment: {} });
    const result = runner.run({ file: 'x', args: [], read: () => ({}) }, NEVER);
    clock.advance(COMMAND_LIMIT_MS);
    expect(await result).toEqual({ isRead: false, reason: 'too_slow' });
  });
});

it('a call that the system refuses at once is told apart', async () => {
  const runner = createCommandRunner({
    clock: createManualClock(),
    environment: {},
    execFile: () => {
      throw Object.assign(new Error('spawn E2BIG'), { code: 'E2BIG' });
    },
  });
  expect(await runner.run({ file: 'x', args: [], read: () => ({}) }, NEVER)).toEqual({
    isRead: false,
    reason: 'failed',
  });
});
