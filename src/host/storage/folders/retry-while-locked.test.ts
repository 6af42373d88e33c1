import { afterEach, beforeEach, expect, it } from 'vitest';
import { StartError } from '../../start/start-error.ts';
import { TestHost } from '../../test-host.harness.ts';
import { retryWhileLocked } from './retry-while-locked.ts';

let testHost: TestHost;
beforeEach(() => {
  testHost = new TestHost();
});
afterEach(() => testHost.close());

it('starts as soon as the other host has released the folder', async () => {
  const first = await testHost.start();
  let tries = 0;
  const second = retryWhileLocked(20_000, async () => {
    tries += 1;
    if (tries === 3) await first.close();
    return testHost.start();
  });
  expect((await second).port).toBeGreaterThan(0);
  expect(tries).toBe(3);
});

it('gives up with the reason when the other host stays', async () => {
  await testHost.start();
  await expect(retryWhileLocked(0, () => testHost.start())).rejects.toThrow('another host is running');
});

it('does not try again after any other error', async () => {
  let tries = 0;
  const start = () => {
    tries += 1;
    return Promise.reject(new StartError(3, { key: 'start_error.port_used', params: { port: 1 } }));
  };
  await expect(retryWhileLocked(20_000, start)).rejects.toThrow('Port 1 is used');
  expect(tries).toBe(1);
});
