import { expect, it } from 'vitest';
import { FIRST_RETRY_MS, keepLoading, LONGEST_RETRY_MS } from './keep-loading.ts';
import { createManualEnvironment } from './manual-environment.fake.ts';

const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** What gets lost so many times before it comes. */
function lostAtFirst(times: number) {
  const environment = createManualEnvironment();
  const seen = { tries: 0, missing: 0, loaded: [] as string[] };
  const stop = keepLoading({
    environment,
    load: () => {
      seen.tries += 1;
      return seen.tries > times ? Promise.resolve('whole') : Promise.reject(new Error('lost'));
    },
    onLoaded: (part) => void seen.loaded.push(part),
    onMissing: () => void (seen.missing += 1),
  });
  const pass = async (ms: number) => {
    await settle();
    environment.advance(ms);
    await settle();
  };
  return { seen, stop, pass };
}

it('asks again until the part comes, and then no more', async () => {
  const { seen, pass } = lostAtFirst(2);
  await pass(FIRST_RETRY_MS - 1);
  expect(seen).toEqual({ tries: 1, missing: 1, loaded: [] });
  await pass(1);
  expect(seen).toEqual({ tries: 2, missing: 2, loaded: [] });
  await pass(2 * FIRST_RETRY_MS);
  expect(seen).toEqual({ tries: 3, missing: 2, loaded: ['whole'] });
  await pass(10 * LONGEST_RETRY_MS);
  expect(seen.tries).toBe(3);
});

it('never waits longer than the longest time between two tries', async () => {
  const { seen, pass } = lostAtFirst(Infinity);
  for (let round = 0; round < 8; round += 1) await pass(LONGEST_RETRY_MS);
  const { tries } = seen;
  await pass(LONGEST_RETRY_MS);
  expect(seen.tries).toBe(tries + 1);
});

it('asks no more once it is stopped, and gives out nothing that comes later', async () => {
  const waiting = lostAtFirst(1);
  await settle();
  waiting.stop();
  await waiting.pass(LONGEST_RETRY_MS);
  expect(waiting.seen).toEqual({ tries: 1, missing: 1, loaded: [] });
  const coming = lostAtFirst(0);
  coming.stop();
  await settle();
  expect(coming.seen).toEqual({ tries: 1, missing: 0, loaded: [] });
});
