import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FakeApp } from '../app.fake.ts';
import { type FatalErrorDependencies, offerRestartOnFatalError, startOrAskToRetry } from './fatal-errors.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

function failingHost(again: boolean, overrides: Partial<FatalErrorDependencies> = {}) {
  const process = new EventEmitter();
  const app = new FakeApp();
  const logged: unknown[] = [];
  const timers: (() => void)[] = [];
  let timesAsked = 0;
  offerRestartOnFatalError({
    process: process as unknown as NodeJS.Process,
    app,
    exit: (code) => app.exit(code),
    report: (_message, error) => void logged.push(error),
    closeHost: () => Promise.resolve(),
    askAgain: async () => {
      timesAsked += 1;
      return Promise.resolve(again);
    },
    setTimer: (_ms, call) => void timers.push(call),
    ...overrides,
  });
  return { process, app, logged, timers, timesAsked: () => timesAsked };
}

describe('after a fatal error', () => {
  it.each(['uncaughtException', 'unhandledRejection'])('the app says so and restarts (%s)', async (event) => {
    const { process, app, logged } = failingHost(true);
    const error = new Error('broken');
    process.emit(event, error);
    await settled();
    expect(logged).toEqual([error]);
    expect(app.recorded).toEqual(['relaunch', 'exit 1']);
  });

  it('the app just exits if the banker declines to restart', async () => {
    const { process, app } = failingHost(false);
    process.emit('uncaughtException', new Error('broken'));
    await settled();
    expect(app.recorded).toEqual(['exit 1']);
  });

  it('the app asks once, however many errors follow, and logs each', async () => {
    const { process, logged, timesAsked } = failingHost(true);
    process.emit('uncaughtException', 1);
    process.emit('unhandledRejection', 2);
    process.emit('uncaughtException', 3);
    await settled();
    expect(logged).toEqual([1, 2, 3]);
    expect(timesAsked()).toBe(1);
  });

  it('the app exits at the tenth error while the dialog is open', async () => {
    const { process, app, logged } = failingHost(true, { askAgain: () => new Promise(() => undefined) });
    for (let errors = 0; errors < 9; errors += 1) process.emit('uncaughtException', errors);
    await settled();
    expect(app.recorded).toEqual([]);
    process.emit('uncaughtException', 9);
    expect(app.recorded).toEqual(['exit 1']);
    expect(logged).toHaveLength(10);
  });

  const broken = () => {
    throw new Error('this too');
  };
  it.each<[string, Partial<FatalErrorDependencies>]>([
    ['logging', { report: broken }],
    ['closing', { closeHost: broken }],
    ['asking', { askAgain: broken }],
  ])('the app exits at once if %s throws too', async (_what, overrides) => {
    const { process, app } = failingHost(true, overrides);
    process.emit('uncaughtException', new Error('broken'));
    await settled();
    expect(app.recorded).toEqual(['exit 1']);
  });

  it('the app asks after 2 s if the broken host does not close', async () => {
    const { process, app, timers, timesAsked } = failingHost(true, {
      closeHost: () => new Promise(() => undefined),
    });
    process.emit('uncaughtException', new Error('broken'));
    await settled();
    expect(timesAsked()).toBe(0);
    for (const timer of timers) timer();
    await settled();
    expect(app.recorded).toEqual(['relaunch', 'exit 1']);
  });
});

describe('a host that cannot start', () => {
  it('is retried until it runs, with what it failed of', async () => {
    const reasons: unknown[] = [];
    let tries = 0;
    const start = async () => {
      tries += 1;
      if (tries < 3) throw new Error(`Port ${tries} is taken.`);
      return Promise.resolve('running');
    };
    const host = await startOrAskToRetry(start, async (error) => {
      reasons.push(error);
      return Promise.resolve(true);
    });
    expect(host).toBe('running');
    expect(reasons).toEqual([new Error('Port 1 is taken.'), new Error('Port 2 is taken.')]);
  });

  it('is abandoned if the banker has had enough', async () => {
    const never = () => Promise.reject(new Error('The disk is full.'));
    expect(await startOrAskToRetry(never, () => Promise.resolve(false))).toBeNull();
  });
});
