import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FakeApp } from '../fakes.ts';
import { type DeathParts, offerRestartOnDeath, startOrAsk } from './deaths.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

function dying(again: boolean, overrides: Partial<DeathParts> = {}) {
  const process = new EventEmitter();
  const app = new FakeApp();
  const log: unknown[] = [];
  const timers: (() => void)[] = [];
  let questions = 0;
  offerRestartOnDeath({
    process: process as unknown as NodeJS.Process,
    app,
    exit: (code) => app.exit(code),
    report: (_message, error) => void log.push(error),
    closeHost: () => Promise.resolve(),
    askAgain: async () => {
      questions += 1;
      return Promise.resolve(again);
    },
    after: (_ms, call) => void timers.push(call),
    ...overrides,
  });
  return { process, app, log, timers, questions: () => questions };
}

describe('a host that dies', () => {
  it.each(['uncaughtException', 'unhandledRejection'])('says so and starts again after %s', async (event) => {
    const { process, app, log } = dying(true);
    const error = new Error('broken');
    process.emit(event, error);
    await settled();
    expect(log).toEqual([error]);
    expect(app.said).toEqual(['relaunch', 'exit 1']);
  });

  it('only leaves when the banker does not want it again', async () => {
    const { process, app } = dying(false);
    process.emit('uncaughtException', new Error('broken'));
    await settled();
    expect(app.said).toEqual(['exit 1']);
  });

  it('asks once, however many errors follow, and writes each down', async () => {
    const { process, log, questions } = dying(true);
    process.emit('uncaughtException', 1);
    process.emit('unhandledRejection', 2);
    process.emit('uncaughtException', 3);
    await settled();
    expect(log).toEqual([1, 2, 3]);
    expect(questions()).toBe(1);
  });

  it('exits at the tenth error while the question is open', async () => {
    const { process, app, log } = dying(true, { askAgain: () => new Promise(() => undefined) });
    for (let deaths = 0; deaths < 9; deaths += 1) process.emit('uncaughtException', deaths);
    await settled();
    expect(app.said).toEqual([]);
    process.emit('uncaughtException', 9);
    expect(app.said).toEqual(['exit 1']);
    expect(log).toHaveLength(10);
  });

  const broken = () => {
    throw new Error('this too');
  };
  it.each<[string, Partial<DeathParts>]>([
    ['writing it down', { report: broken }],
    ['closing', { closeHost: broken }],
    ['asking', { askAgain: broken }],
  ])('ends at once when %s throws too', async (_what, overrides) => {
    const { process, app } = dying(true, overrides);
    process.emit('uncaughtException', new Error('broken'));
    await settled();
    expect(app.said).toEqual(['exit 1']);
  });

  it('asks after 2 s when the broken host does not close', async () => {
    const { process, app, timers, questions } = dying(true, {
      closeHost: () => new Promise(() => undefined),
    });
    process.emit('uncaughtException', new Error('broken'));
    await settled();
    expect(questions()).toBe(0);
    for (const timer of timers) timer();
    await settled();
    expect(app.said).toEqual(['relaunch', 'exit 1']);
  });
});

describe('a host that cannot start', () => {
  it('is tried until it runs, with its own sentence as the reason', async () => {
    const reasons: string[] = [];
    let tries = 0;
    const start = async () => {
      tries += 1;
      if (tries < 3) throw new Error(`Port ${tries} is taken.`);
      return Promise.resolve('running');
    };
    const host = await startOrAsk(start, async (reason) => {
      reasons.push(reason);
      return Promise.resolve(true);
    });
    expect(host).toBe('running');
    expect(reasons).toEqual(['Port 1 is taken.', 'Port 2 is taken.']);
  });

  it('is given up when the banker has had enough', async () => {
    const never = () => Promise.reject(new Error('The disk is full.'));
    expect(await startOrAsk(never, () => Promise.resolve(false))).toBeNull();
  });
});
