import { beforeEach, describe, expect, it } from 'vitest';
import { type Cleanup, createCleanup } from './cleanup.ts';

let done: string[];
let reported: unknown[];
let cleanup: Cleanup;
beforeEach(() => {
  done = [];
  reported = [];
  cleanup = createCleanup((message, error) => reported.push([message, error]));
});

describe('cleaning up', () => {
  it('runs in reverse order, one step at a time', async () => {
    cleanup.defer('first', () => void done.push('first'));
    cleanup.defer('second', async () => {
      await Promise.resolve();
      done.push('second');
    });
    await cleanup.run();
    expect(done).toEqual(['second', 'first']);
  });

  it('reports each failure by name, synchronous or not, and carries on', async () => {
    const [now, later] = [new Error('now'), new Error('later')];
    cleanup.defer('the data', () => void done.push('the data'));
    cleanup.defer('the server', () => {
      throw now;
    });
    cleanup.defer('the games', () => Promise.reject(later));
    await expect(cleanup.run()).resolves.toBeUndefined();
    expect(reported).toEqual([
      ['the games could not be closed', later],
      ['the server could not be closed', now],
    ]);
    expect(done).toEqual(['the data']);
  });

  it('runs only once, and a second call waits for the first', async () => {
    let finish = () => {};
    const slow = new Promise<void>((resolve) => (finish = resolve));
    cleanup.defer('slow', () => slow.then(() => void done.push('slow')));
    const first = cleanup.run();
    const second = cleanup.run().then(() => done.push('asked again'));
    finish();
    await Promise.all([first, second]);
    expect(done).toEqual(['slow', 'asked again']);
  });
});
