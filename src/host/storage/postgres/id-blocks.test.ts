/** Ids that are there before anybody asks for them. */
import { expect, it } from 'vitest';
import { StorageError } from '../event-store.ts';
import { createIdBlock, IDS_IN_A_BLOCK } from './id-blocks.ts';

/** Gives ids in blocks, each when `answer` is called. */
function slowDatabase() {
  let last = 0;
  const waiting: (() => void)[] = [];
  return {
    asked: 0,
    take(count: number): Promise<readonly number[]> {
      this.asked += 1;
      return new Promise((resolve) => {
        waiting.push(() => {
          const ids = Array.from({ length: count }, (_, index) => last + index + 1);
          last += count;
          resolve(ids);
        });
      });
    },
    answer: () => waiting.shift()?.(),
  };
}

it('gives each id once, in order, also to those who wait for the same block', async () => {
  const database = slowDatabase();
  const sut = createIdBlock((count) => database.take(count));
  const early = [sut.next(), sut.next(), sut.next()];
  database.answer();
  expect(await Promise.all(early)).toEqual([1, 2, 3]);
  expect(database.asked).toBe(1);
  expect(await sut.next()).toBe(4);
});

it('asks for more while there are some left, so that nobody waits', async () => {
  const database = slowDatabase();
  const sut = createIdBlock((count) => database.take(count));
  const filled = sut.fill();
  database.answer();
  await filled;
  const given: number[] = [];
  for (let taken = 0; taken < IDS_IN_A_BLOCK; taken += 1) given.push(await sut.next());
  expect(given).toEqual(Array.from({ length: IDS_IN_A_BLOCK }, (_, index) => index + 1));
  expect(database.asked).toBe(2);
  const late = sut.next();
  database.answer();
  expect(await late).toBe(IDS_IN_A_BLOCK + 1);
});

it('says that there is none only when the last one has been given, and asks again the next time', async () => {
  let isAway = false;
  let last = 0;
  const sut = createIdBlock((count) => {
    if (isAway) return Promise.reject(new StorageError('away'));
    return Promise.resolve(Array.from({ length: count }, () => (last += 1)));
  });
  await sut.fill();
  isAway = true;
  for (let taken = 0; taken < IDS_IN_A_BLOCK; taken += 1) await sut.next();
  await expect(sut.next()).rejects.toThrow(StorageError);
  isAway = false;
  expect(await sut.next()).toBe(IDS_IN_A_BLOCK + 1);
});
