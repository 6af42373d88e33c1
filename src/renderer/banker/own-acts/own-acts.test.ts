import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { createOwnActs, isPassedBy, type Act, type Unsure } from './own-acts.ts';

const KEY = 'desk.ABC234.0.acts';
const act = (id: number, version = 2): Unsure => ({
  kind: 'give',
  name: `Player ${id}`,
  id,
  version,
});
const ids = (acts: readonly Act[]) => acts.map(({ id }) => id);

/** Of acts of which the page has seen no event, the log is asked nothing. */
const unasked = (): never => {
  throw new Error('Nothing can be asked about this.');
};

function did(ownActs: ReturnType<typeof createOwnActs>, id: number): Act {
  ownActs.confirm(ownActs.begin(act(id)), 2);
  const [last] = ownActs.get().done;
  if (last === undefined) throw new Error('Nothing was remembered.');
  return last;
}

describe('what this page did', () => {
  it('is undone from the last act to the first, and redone from the first to the last', () => {
    const ownActs = createOwnActs(inMemoryStorage(), KEY);
    for (const id of [1, 2, 3]) did(ownActs, id);
    for (let undone = 0; undone < 2; undone += 1) {
      const [last] = ownActs.get().done;
      if (last !== undefined) ownActs.undid(last, 3);
    }
    expect([ids(ownActs.get().done), ids(ownActs.get().undone)]).toEqual([[1], [2, 3]]);
    const [next] = ownActs.get().undone;
    if (next !== undefined) ownActs.redid(next, 4);
    expect([ids(ownActs.get().done), ids(ownActs.get().undone)]).toEqual([[2, 1], [3]]);
    expect(ownActs.get().done[0]).toMatchObject({ id: 2, version: 4 });
  });

  it('is not the last once the page did what Undo cannot take back, over a reload too, until it does another', () => {
    const storage = inMemoryStorage();
    const ownActs = createOwnActs(storage, KEY);
    const first = did(ownActs, 1);
    expect(isPassedBy(ownActs.get())).toBe(false);
    ownActs.passBy();
    expect(isPassedBy(createOwnActs(storage, KEY).get())).toBe(true);
    const wasRefused = createOwnActs(inMemoryStorage(), KEY);
    did(wasRefused, 1);
    wasRefused.passBy()();
    expect(isPassedBy(wasRefused.get())).toBe(false);
    const refuseFirst = wasRefused.passBy();
    wasRefused.passBy();
    refuseFirst();
    expect(isPassedBy(wasRefused.get())).toBe(true);
    // Its answer comes after what was done later.
    const isLate = createOwnActs(storage, `${KEY}.late`);
    const late = isLate.begin(act(4));
    isLate.passBy();
    expect(isPassedBy(isLate.get())).toBe(true);
    expect(isPassedBy(createOwnActs(storage, `${KEY}.late`).get())).toBe(true);
    isLate.confirm(late, 2);
    expect(isPassedBy(isLate.get())).toBe(true);
    did(isLate, 5);
    expect(isPassedBy(isLate.get())).toBe(false);
    // Refused, it never happened.
    ownActs.forget(ownActs.begin(act(2)));
    expect(isPassedBy(ownActs.get())).toBe(true);
    // By its own line in what just happened.
    ownActs.undid(first, 3);
    expect(isPassedBy(ownActs.get())).toBe(false);
    ownActs.passBy();
    const begun = ownActs.begin(act(3));
    expect(isPassedBy(ownActs.get())).toBe(false);
    ownActs.confirm(begun, 2);
    expect(isPassedBy(ownActs.get())).toBe(false);
  });

  it('is still there to undo after what takes itself back, over a reload too, and is the last again once undone', () => {
    const storage = inMemoryStorage();
    const ownActs = createOwnActs(storage, KEY);
    const first = did(ownActs, 1);
    ownActs.stepAside();
    expect(isPassedBy(ownActs.get())).toBe(false);
    expect(createOwnActs(storage, KEY).get()).toMatchObject({ done: [{ id: 1 }], isAside: true });
    ownActs.undid(first, 3);
    expect(ownActs.get().isAside).toBeUndefined();
    ownActs.stepAside();
    ownActs.begin(act(2));
    expect(ownActs.get().isAside).toBeUndefined();
  });

  it('leaves nothing to redo once something else was done, but all of it while that may not have happened', () => {
    const ownActs = createOwnActs(inMemoryStorage(), KEY);
    ownActs.undid(did(ownActs, 1), 3);
    const begun = ownActs.begin(act(2));
    expect(ids(ownActs.get().undone)).toEqual([1]);
    ownActs.confirm(begun, 2);
    expect(ownActs.get().undone).toEqual([]);
  });

  it('is forgotten where the host refused it', () => {
    const ownActs = createOwnActs(inMemoryStorage(), KEY);
    did(ownActs, 1);
    ownActs.forget(ownActs.begin(act(2)));
    expect(ids(ownActs.get().done)).toEqual([1]);
  });

  it('is remembered over a reload, also while its answer is out', () => {
    const storage = inMemoryStorage();
    const before = createOwnActs(storage, KEY);
    before.undid(did(before, 1), 3);
    before.begin(act(2));
    const after = createOwnActs(storage, KEY).get();
    expect(after).toEqual(before.get());
    expect(after.done).toMatchObject([{ id: 2, isSure: false }]);
  });

  it('is remembered with what it changed, and what stood before, where that is no step of a challenge', () => {
    const storage = inMemoryStorage();
    const before = createOwnActs(storage, KEY);
    const marks = { version: 0, seq: 10 };
    const end = { at: 1_000, byItself: true };
    const acts: readonly Unsure[] = [
      { ...marks, id: 1, kind: 'end_time', before: { at: null, byItself: false }, after: end },
      { ...marks, id: 2, kind: 'message', before: null, after: 'Pizza!' },
      { id: 5, version: 0, kind: 'move_several', moves: [{ id: 3, from: null, to: 2 }] },
      { id: 6, version: 0, kind: 'move_several', moves: [{ id: 3, from: 2, to: 1 }], name: 'Kofi' },
      { id: 1, version: 700, kind: 'school', name: 'Foxes', hasSchool: true, built: 2 },
      { id: 3, version: 2, kind: 'give_several', members: [3, 4].map((id) => ({ id, version: 2 })) },
    ];
    for (const each of acts) before.confirm(before.begin(each), each.version);
    const { done } = createOwnActs(storage, KEY).get();
    expect(done).toEqual(acts.toReversed().map((each) => ({ ...each, isSure: true })));
  });

  it('on several is one act, and remembers with whom it was really done', () => {
    const ownActs = createOwnActs(inMemoryStorage(), KEY);
    const members = [3, 4, 5].map((id) => ({ id, version: 2 }));
    const begun = ownActs.begin({ kind: 'give_several', id: 3, version: 2, members });
    // The first of them had cancelled.
    ownActs.confirm({ ...begun, members: members.slice(1) }, 2);
    const [done] = ownActs.get().done;
    expect([ownActs.get().done.length, done]).toMatchObject([1, { members: [{ id: 4 }, { id: 5 }] }]);
    if (done?.kind !== 'give_several') throw new Error('Something else was remembered.');
    ownActs.undid({ ...done, members: done.members.map(({ id }) => ({ id, version: 3 })) }, done.version);
    expect(ownActs.get()).toMatchObject({
      done: [],
      undone: [{ id: 3, members: [{ version: 3 }, { version: 3 }] }],
    });
  });

  it('keeps the key of a call about it until the answer has been read, also over a reload, and no longer', () => {
    const storage = inMemoryStorage();
    const before = createOwnActs(storage, KEY);
    const done = did(before, 1);
    before.ask(done, 'undo-key');
    const after = createOwnActs(storage, KEY);
    const [asked] = after.get().done;
    expect(asked).toMatchObject({ id: 1, key: 'undo-key' });
    if (asked === undefined) throw new Error('Nothing was remembered.');
    after.undid(asked, 3);
    const [undone] = after.get().undone;
    expect([after.get().done, undone?.key]).toEqual([[], undefined]);
    if (undone === undefined) throw new Error('Nothing was undone.');
    after.ask(undone, 'redo-key');
    expect(after.get().undone[0]?.key).toBe('redo-key');
    after.redid({ ...undone, key: 'redo-key' }, 4);
    expect(after.get().done[0]?.key).toBeUndefined();
  });

  it('is forgotten where its key has been damaged, which no request could be sent with', () => {
    const storage = inMemoryStorage();
    const before = createOwnActs(storage, KEY);
    before.ask(did(before, 1), 'undo-key');
    storage.write(KEY, storage.read(KEY)?.replace('undo-key', 'ключ') ?? '');
    expect(createOwnActs(storage, KEY).get()).toEqual({ done: [], undone: [] });
  });

  it('is marked alone by a key: what is like it but in one thing is not', () => {
    const ownActs = createOwnActs(inMemoryStorage(), KEY);
    for (const id of [1, 2]) did(ownActs, id);
    ownActs.ask({ kind: 'give', id: 1, version: 2 }, 'key');
    ownActs.ask({ kind: 'give', id: 2, version: 3 }, 'other version');
    ownActs.ask({ kind: 'cancel', id: 2, version: 2 }, 'other kind');
    expect(ownActs.get().done.map(({ key }) => key)).toEqual([undefined, 'key']);
  });

  it('remembers what a request without an answer asked for', () => {
    const storage = inMemoryStorage();
    const before = createOwnActs(storage, KEY);
    const asked = { player_id: 7, building_type: 'farm', expected_team: 1 } as const;
    before.ask(before.begin({ kind: 'request', name: 'Frieda', id: 1_000, version: 0, asked }), 'key');
    expect(createOwnActs(storage, KEY).get().done).toMatchObject([{ asked, key: 'key', isSure: false }]);
  });

  it('is another page’s, or nobody’s, where what was kept is not what was written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const storage = inMemoryStorage();
        storage.write(KEY, text);
        expect(createOwnActs(storage, KEY).get()).toEqual({ done: [], undone: [] });
      }),
    );
  });

  it('stays bounded', () => {
    const ownActs = createOwnActs(inMemoryStorage(), KEY);
    for (let id = 1; id <= 80; id += 1) did(ownActs, id);
    expect(ownActs.get().done).toHaveLength(50);
    expect(ids(ownActs.get().done)[0]).toBe(80);
  });

  it('is forgotten where the log may be another one, after a restored backup, also if that came while this page was closed', () => {
    const storage = inMemoryStorage();
    const before = createOwnActs(storage, KEY);
    before.continueIn('first', unasked);
    before.undid(did(before, 1), 3);
    const unanswered = before.begin(act(2));
    before.continueIn('first', unasked);
    const reloaded = createOwnActs(storage, KEY);
    reloaded.continueIn('first', unasked);
    expect(reloaded.get()).toEqual(before.get());
    for (const ownActs of [before, reloaded, createOwnActs(storage, KEY)]) {
      ownActs.continueIn('second', unasked);
      expect(ownActs.get()).toEqual({ done: [], undone: [] });
    }
    // The host's answer to the same key, after it started again: this is in its log.
    reloaded.confirm(unanswered, 2);
    reloaded.continueIn('second', unasked);
    expect(ids(createOwnActs(storage, KEY).get().done)).toEqual([2]);
  });
});

describe('a step that is pressed twice', () => {
  it.each(['give', 'cancel', 'give_several'] as const)(
    'is still the one that Undo takes back after its second %s was refused, over a reload too',
    (kind) => {
      const storage = inMemoryStorage();
      const ownActs = createOwnActs(storage, KEY);
      did(ownActs, 1);
      const twice: Unsure =
        kind === 'give_several'
          ? { kind, id: 2, version: 2, members: [{ id: 2, version: 2 }] }
          : { kind, name: 'Bram', id: 2, version: 2 };
      ownActs.confirm(ownActs.begin(twice), 2);
      const second = ownActs.begin(twice);
      expect(ids(ownActs.get().done)).toEqual([2, 2, 1]);
      ownActs.retract(second);
      expect(ids(ownActs.get().done)).toEqual([2, 1]);
      expect(ownActs.get().done[0]).toMatchObject({ kind, isSure: true });
      expect(ids(createOwnActs(storage, KEY).get().done)).toEqual([2, 1]);
    },
  );

  it('is one step where the host did not mind, and goes as one', () => {
    const ownActs = createOwnActs(inMemoryStorage(), KEY);
    did(ownActs, 1);
    did(ownActs, 2);
    did(ownActs, 2);
    expect(ids(ownActs.get().done)).toEqual([2, 1]);
    const [last] = ownActs.get().done;
    ownActs.begin(act(2));
    if (last !== undefined) ownActs.undid(last, 3);
    expect([ids(ownActs.get().done), ids(ownActs.get().undone)]).toEqual([[1], [2]]);
  });
});
