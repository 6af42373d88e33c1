/** A library that two hosts change at once, which the one has read before the other writes it, or after. */
import { beforeEach, expect, it } from 'vitest';
import type { LibraryExerciseBody } from '../../protocol/library.ts';
import { KeyReusedError } from '../rooms/key-reused-error.ts';
import { createMemoryStore } from '../storage/memory-store.fake.ts';
import { createLibrary, type Library } from './library.ts';

const EXERCISE: Required<LibraryExerciseBody> = {
  name: 'Rope walk',
  target: 3,
  easier: 2,
  harder: 4,
  unit: 'repetitions',
  duration_seconds: 60,
  muscles: null,
  meets: [],
  ways: [],
  suggested: true,
};
const KEY = { participantId: 0, key: 'tap', requestHash: 'h1' };

let { exerciseLibrary: store, hostResponses } = createMemoryStore();
let other: Library;
beforeEach(() => {
  ({ exerciseLibrary: store, hostResponses } = createMemoryStore());
  other = createLibrary(store, hostResponses);
});

/** A host that is slow, during which this happens, once. The pause is the time between reading and finding. */
function hostDuring(call: 'read' | 'pause' | 'find', step: () => Promise<unknown>): Library {
  let isOver = false;
  const first = async (entered: typeof call) => {
    if (isOver || entered !== call) return;
    isOver = true;
    await step();
  };
  const read = async () => {
    await first('read');
    return store.read();
  };
  return createLibrary(
    { ...store, read },
    {
      ...hostResponses,
      async find(participantId, key) {
        await first('pause');
        const found = await hostResponses.find(participantId, key);
        await first('find');
        return found;
      },
    },
  );
}

it.each(['read', 'pause', 'find'] as const)(
  'G2: gives the answer of the host that was quicker during its %s',
  async (call) => {
    const one = hostDuring(call, () => other.addExercise(EXERCISE, KEY));
    expect(await one.addExercise(EXERCISE, KEY)).toMatchObject({ status: 201, isRepeat: true });
    expect((await other.read()).exercises).toHaveLength(1);
  },
);

it('G2: changes nothing under a key that was used for something else meanwhile', async () => {
  const used = { status: 200, body: '', secretsOf: null };
  const one = hostDuring('find', () => hostResponses.put({ ...KEY, requestHash: 'h2' }, used));
  await expect(one.addExercise(EXERCISE, KEY)).rejects.toThrow(KeyReusedError);
  expect((await other.read()).exercises).toEqual([]);
});
