import { expect, it } from 'vitest';
import { FIRST_RETRY_MS, keepLoading, LATE_MS, LONGEST_RETRY_MS } from './keep-loading.ts';
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

it('says that a part takes long, and gives it out when it comes', async () => {
  const environment = createManualEnvironment();
  const heard: string[] = [];
  let come: (part: string) => void = () => undefined;
  keepLoading({
    environment,
    load: () => new Promise<string>((resolve) => (come = resolve)),
    onLoaded: (part) => void heard.push(part),
    onMissing: () => void heard.push('late'),
  });
  environment.advance(LATE_MS - 1);
  expect(heard).toEqual([]);
  environment.advance(1);
  expect(heard).toEqual(['late']);
  come('whole');
  await settle();
  environment.advance(10 * LATE_MS);
  expect(heard).toEqual(['late', 'whole']);
});

it.each(['comes', 'is lost'] as const)('says nothing of the time once a part %s', async (fate) => {
  const environment = createManualEnvironment();
  let [tries, missing] = [0, 0];
  keepLoading({
    environment,
    load: () => {
      tries += 1;
      return fate === 'comes' || tries > 1 ? Promise.resolve('whole') : Promise.reject(new Error('lost'));
    },
    onLoaded: () => undefined,
    onMissing: () => void (missing += 1),
  });
  await settle();
  environment.advance(FIRST_RETRY_MS);
  await settle();
  environment.advance(2 * LATE_MS);
  expect(missing).toBe(fate === 'comes' ? 0 : 1);
});
