import { expect, it } from 'vitest';
import { StorageError } from '../storage/event-store.ts';
import { createOncePerKey } from './once-per-key.ts';

const keyOf = (participantId: number, key: string) => ({ participantId, key, requestHash: 'h1' });

it('what cannot be stored is done once for each owner, however much others do meanwhile', async () => {
  const once = createOncePerKey({
    find: () => Promise.resolve(null),
    put: () => Promise.reject(new StorageError('The disk is full.')),
  });
  let count = 0;
  const act = async () => ({ status: 200, body: `${(count += 1)}`, secretsOf: null });
  const first = await once(keyOf(0, 'choose'), act);
  for (let other = 0; other < 150; other += 1) await once(keyOf(-1_008, `${other}`), act);
  expect(await once(keyOf(0, 'choose'), act)).toEqual({ ...first, isRepeat: true });
  expect((await once(keyOf(-1_008, '149'), act)).isRepeat).toBe(true);
  // Of each, not everything is kept for ever.
  expect((await once(keyOf(-1_008, '0'), act)).isRepeat).toBeUndefined();
});
