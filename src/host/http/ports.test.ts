import { describe, expect, it } from 'vitest';
import { StartError } from '../start/start-error.ts';
import { TestHost } from '../test-host.harness.ts';
import { systemClock } from '../time/clock.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { FIRST_PORT, isAnsweredOnLoopback, RETRY_MS, takePort } from './ports.ts';

function listenError(code: string): Error {
  return Object.assign(new Error(`listen ${code}`), { code });
}

/** Any port but the first: nobody really listens. */
const OTHER_PORT = 5_000;

/** A machine of its own on which only some ports can be had; says which were tried. */
function machine(isFree: (port: number) => boolean, code = 'EADDRINUSE') {
  const tried: number[] = [];
  return {
    tried,
    listen: (port: number): Promise<number> => {
      tried.push(port);
      return isFree(port) ? Promise.resolve(port) : Promise.reject(listenError(code));
    },
    isAnswered: () => Promise.resolve(false),
  };
}

describe('the port', () => {
  it('is the next free one if another program uses the first', async () => {
    const { tried, ...system } = machine((port) => port > FIRST_PORT + 2);
    const taken = await takePort({ explicit: null, last: null }, { ...system, clock: systemClock() });
    expect(taken).toEqual({ port: FIRST_PORT + 3, insteadOf: FIRST_PORT });
    expect(tried).toEqual([FIRST_PORT, FIRST_PORT + 1, FIRST_PORT + 2, FIRST_PORT + 3]);
  });

  it('of last time is waited for until the previous host has released it', async () => {
    const clock = createManualClock();
    const last = OTHER_PORT;
    const { tried, ...system } = machine(() => tried.length > 3);
    const taking = takePort(
      { explicit: null, last },
      { ...system, clock: { ...clock, after: immediately(clock) } },
    );
    expect(await taking).toEqual({ port: last, insteadOf: null });
    expect(tried).toEqual([last, last, last, last]);
    expect(clock.monotonic()).toBeLessThan(RETRY_MS);
  });

  it('of last time is given up after 5 s in favour of the next free one', async () => {
    const clock = createManualClock();
    const last = OTHER_PORT;
    const system = machine((port) => port !== last);
    const taken = await takePort(
      { explicit: null, last },
      { ...system, clock: { ...clock, after: immediately(clock) } },
    );
    expect(taken.insteadOf).toBe(last);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(RETRY_MS);
  });

  it('that was asked for and is in use is an error', async () => {
    const taking = takePort(
      { explicit: OTHER_PORT, last: null },
      { ...machine(() => false), clock: systemClock() },
    );
    await expect(taking).rejects.toMatchObject({ exitCode: 3 });
    await expect(taking).rejects.toThrow(`Port ${OTHER_PORT} is used by another program`);
  });

  it('that was asked for and is reserved by the system is an error', async () => {
    const system = machine(() => false, 'EACCES');
    const taking = takePort({ explicit: 0, last: null }, { ...system, clock: systemClock() });
    await expect(taking).rejects.toBeInstanceOf(StartError);
    await expect(taking).rejects.toThrow('above 1023');
  });

  it.each([null, FIRST_PORT])(
    'is found beyond a range that Windows has reserved (last: %s)',
    async (last) => {
      const { tried, ...system } = machine((port) => port > FIRST_PORT + 50, 'EACCES');
      const taken = await takePort({ explicit: null, last }, { ...system, clock: systemClock() });
      expect(taken).toEqual({ port: FIRST_PORT + 51, insteadOf: FIRST_PORT });
      expect(tried).toHaveLength(52);
    },
  );

  it('is not shared with a program that uses it on loopback only', async () => {
    const testHost = new TestHost();
    try {
      const port = await testHost.occupyPort();
      const { tried, listen } = machine(() => true);
      const system = { listen, isAnswered: isAnsweredOnLoopback, clock: systemClock() };
      await expect(takePort({ explicit: port, last: null }, system)).rejects.toThrow('is used');
      expect(tried).toEqual([]);
    } finally {
      await testHost.close();
    }
  });
});

/** Lets the wait pass at once. */
function immediately(clock: ReturnType<typeof createManualClock>) {
  return (ms: number, then: () => void) => {
    clock.advance(ms);
    then();
    return () => undefined;
  };
}
