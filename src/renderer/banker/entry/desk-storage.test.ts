import { describe, expect, it } from 'vitest';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import { DEFAULT_EXERCISES } from '../model/exercise-options.ts';
import { createDeskStorage } from './desk-storage.ts';

function aBrowser(held: ReadonlyMap<string, string> = new Map()) {
  const kept = new Map(held);
  return {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  };
}

describe("the browser's storage", () => {
  it('restores seat, game, exercises and volume', () => {
    const browser = aBrowser();
    const before = createDeskStorage(browser);
    before.saveLastSeat({ seat: 0, gameCode: 'ABC234' });
    before.saveExercises('ABC234', DEFAULT_EXERCISES.slice(0, 8).toReversed());
    before.saveVolume(0.8);
    before.setFlag('setup.ABC234', true);
    const after = createDeskStorage(browser);
    expect(after.lastSeat()).toEqual({ seat: 0, gameCode: 'ABC234' });
    expect(after.exercises('ABC234')).toEqual(DEFAULT_EXERCISES.toReversed());
    expect(after.volume()).toBe(0.8);
    expect([after.hasFlag('setup.ABC234'), after.hasFlag('setup.XYZ234')]).toEqual([true, false]);
  });

  it('starts afresh when the stored values are broken', () => {
    for (const broken of ['{', '7', '{"seat":-1}', '{"seat":"0"}', '[]']) {
      const storage = createDeskStorage(aBrowser(new Map([['desk.seat', broken]])));
      expect(storage.lastSeat()).toBeNull();
      expect(createDeskStorage(aBrowser(new Map([['desk.volume', broken]]))).volume()).toBe(0.4);
    }
  });

  it.each(['\\ud800', 'a/b', 'ABC'])('takes no game for the last one whose code is %s', (code) => {
    const items = new Map([['desk.seat', `{"seat":0,"gameCode":"${code}"}`]]);
    expect(createDeskStorage(aBrowser(items)).lastSeat()).toEqual({ seat: 0, gameCode: null });
  });

  it('works without storage', () => {
    const storage = createDeskStorage(inMemoryStorage());
    storage.saveLastSeat({ seat: 1, gameCode: null });
    expect(storage.lastSeat()).toEqual({ seat: 1, gameCode: null });
    expect(storage.exercises('ABC234')).toEqual(DEFAULT_EXERCISES);
  });
});
