/** What the desk remembers of itself when the log is loaded anew: after a restart it is the same, after a restored backup perhaps not. */
import { describe, expect, it } from 'vitest';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import { createOwnActs, type Act, type OwnActs, type SeenEvent, type Unsure } from './own-acts.ts';

const KEY = 'desk.ABC234.0.acts';
const act = (id: number): Unsure => ({ kind: 'give', name: `Player ${id}`, id, version: 2 });
const ids = (acts: readonly Act[]) => acts.map(({ id }) => id);
const did = (ownActs: OwnActs, id: number) => ownActs.confirm(ownActs.begin(act(id)), 2);
/** Of acts of which the page has seen no event, the log is asked nothing. */
const unasked = (): never => {
  throw new Error('Nothing can be asked about this.');
};

describe('what this page did, when the host has started again, under a new epoch', () => {
  const EVENT = { seq: 7, at: 1_000 };
  const question = () => {
    const asked: SeenEvent[] = [];
    const answers: ((answer: boolean | null) => void)[] = [];
    const ask = (event: SeenEvent) => {
      asked.push(event);
      return new Promise<boolean | null>((resolve) => answers.push(resolve));
    };
    return { asked, ask, answer: (isThere: boolean | null) => answers.shift()?.(isThere) };
  };
  /** Gave an exercise to 1 and then to 2, and saw both. */
  const seenIn = (storage: SafeStorage) => {
    const ownActs = createOwnActs(storage, KEY);
    ownActs.continueIn('first', unasked);
    did(ownActs, 1);
    ownActs.saw({ seq: 5, at: 900 }, { id: 1, version: 2 });
    // The event comes before the answer, too.
    ownActs.saw(EVENT, { id: 2, version: 2 });
    did(ownActs, 2);
    return ownActs;
  };

  it.each([
    ['in the page that stays open', (storage: SafeStorage) => seenIn(storage)],
    [
      'in one that is loaded again',
      (storage: SafeStorage) => {
        seenIn(storage);
        return createOwnActs(storage, KEY);
      },
    ],
  ])('is still known once the log has shown to be the same, and not offered before: %s', async (_, open) => {
    const storage = inMemoryStorage();
    const ownActs = open(storage);
    const { asked, ask, answer } = question();
    ownActs.continueIn('second', ask);
    ownActs.continueIn('second', ask);
    expect([ids(ownActs.get().done), asked]).toEqual([[], [EVENT]]);
    answer(true);
    await ownActs.settled();
    expect(ids(ownActs.get().done)).toEqual([2, 1]);
    const reloaded = createOwnActs(storage, KEY);
    reloaded.continueIn('second', unasked);
    expect(ids(reloaded.get().done)).toEqual([2, 1]);
  });

  it('is forgotten where the log holds another event there, as after a restore of an older backup', async () => {
    const storage = inMemoryStorage();
    const ownActs = seenIn(storage);
    const { ask, answer } = question();
    ownActs.continueIn('second', ask);
    answer(false);
    await ownActs.settled();
    for (const one of [ownActs, createOwnActs(storage, KEY)])
      expect(one.get()).toEqual({ done: [], undone: [] });
  });

  it('waits while nobody says, and asks again, also under the epoch of yet another start', async () => {
    const ownActs = seenIn(inMemoryStorage());
    const { asked, ask, answer } = question();
    ownActs.continueIn('second', ask);
    answer(null);
    await ownActs.settled();
    expect(ids(ownActs.get().done)).toEqual([]);
    ownActs.continueIn('second', ask);
    ownActs.continueIn('third', ask);
    answer(true);
    await expect.poll(() => asked.length).toBe(3);
    expect(ids(ownActs.get().done)).toEqual([]);
    answer(true);
    await ownActs.settled();
    expect(ids(ownActs.get().done)).toEqual([2, 1]);
  });

  it('is forgotten without asking where the last act was not seen in the log: a later step may have its version', () => {
    for (const seesAnother of [false, true]) {
      const ownActs = seenIn(inMemoryStorage());
      did(ownActs, 3);
      if (seesAnother) ownActs.saw({ seq: 9, at: 1_100 }, { id: 3, version: 3 });
      ownActs.continueIn('second', unasked);
      // Somebody else's step in the log as it is now.
      ownActs.saw({ seq: 8, at: 2_000 }, { id: 3, version: 2 });
      expect(ownActs.get()).toEqual({ done: [], undone: [] });
    }
  });

  it('is not done again by the answer, once it was undone while that was out', async () => {
    for (const isThere of [true, false]) {
      const ownActs = seenIn(inMemoryStorage());
      const [last] = ownActs.get().done;
      const { ask, answer } = question();
      ownActs.continueIn('second', ask);
      if (last !== undefined) ownActs.undid(last, 3);
      answer(isThere);
      await ownActs.settled();
      const { done, undone } = ownActs.get();
      expect([ids(done), undone]).toMatchObject([isThere ? [1] : [], [{ id: 2, version: 3 }]]);
    }
  });

  it('goes back as far as it was seen in the log', async () => {
    const before = createOwnActs(inMemoryStorage(), KEY);
    before.continueIn('second', unasked);
    for (const id of [7, 1, 2]) did(before, id);
    for (const id of [1, 2]) before.saw(EVENT, { id, version: 2 });
    before.continueIn('third', () => Promise.resolve(true));
    await before.settled();
    expect(ids(before.get().done)).toEqual([2, 1]);
  });

  it('is not known by an event of the log before', async () => {
    const ownActs = seenIn(inMemoryStorage());
    ownActs.saw({ seq: 9, at: 1_100 }, { id: 3, version: 2 });
    ownActs.continueIn('second', () => Promise.resolve(false));
    await ownActs.settled();
    did(ownActs, 3);
    ownActs.continueIn('third', unasked);
    expect(ownActs.get()).toEqual({ done: [], undone: [] });
  });

  it('keeps what is done while it asks, whatever the answer', async () => {
    for (const isThere of [true, false]) {
      const ownActs = seenIn(inMemoryStorage());
      const { ask, answer } = question();
      ownActs.continueIn('second', ask);
      did(ownActs, 3);
      answer(isThere);
      await ownActs.settled();
      expect(ids(ownActs.get().done)).toEqual(isThere ? [3, 2, 1] : [3]);
    }
  });
});
