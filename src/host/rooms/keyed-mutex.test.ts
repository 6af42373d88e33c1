import { expect, it } from 'vitest';
import { createKeyedMutex } from './keyed-mutex.ts';

it('what a step asks for as it begins comes after it, not beside it', async () => {
  const inTurn = createKeyedMutex<'games'>();
  const done: string[] = [];
  const outer = inTurn('games', async () => {
    const inner = inTurn('games', async () => void done.push('inner'));
    await new Promise((resolve) => void setImmediate(resolve));
    done.push('outer');
    return { inner };
  });
  const last = inTurn('games', async () => void done.push('last'));
  await Promise.all([(await outer).inner, last]);
  expect(done).toEqual(['outer', 'inner', 'last']);
});

it('a step that fails keeps nobody waiting', async () => {
  const inTurn = createKeyedMutex<'games'>();
  const failed = inTurn('games', () => Promise.reject(new Error('not now')));
  const next = inTurn('games', () => Promise.resolve('next'));
  await expect(failed).rejects.toThrow('not now');
  expect(await next).toBe('next');
});
