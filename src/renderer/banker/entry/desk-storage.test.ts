import { describe, expect, it } from 'vitest';
import { createMemory } from '../../shared/safe-storage.ts';
import { USUAL_EXERCISES } from '../model/exercise-options.ts';
import { createDeskMemory } from './desk-storage.ts';

function aBrowser(held: ReadonlyMap<string, string> = new Map()) {
  const kept = new Map(held);
  return {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
    forget: (key: string) => void kept.delete(key),
  };
}

describe("the browser's memory", () => {
  it('brings back seat, game, exercises and volume', () => {
    const browser = aBrowser();
    const before = createDeskMemory(browser);
    before.keepLastSeat({ seat: 0, gameCode: 'ABC234' });
    before.keepExercises('ABC234', USUAL_EXERCISES.slice(0, 8).toReversed());
    before.keepVolume(0.8);
    before.keepDone('setup.ABC234', true);
    const after = createDeskMemory(browser);
    expect(after.lastSeat()).toEqual({ seat: 0, gameCode: 'ABC234' });
    expect(after.exercises('ABC234')).toEqual(USUAL_EXERCISES.toReversed());
    expect(after.volume()).toBe(0.8);
    expect([after.isDone('setup.ABC234'), after.isDone('setup.XYZ234')]).toEqual([true, false]);
  });

  it('starts afresh when what was kept is broken', () => {
    for (const broken of ['{', '7', '{"seat":-1}', '{"seat":"0"}', '[]']) {
      const memory = createDeskMemory(aBrowser(new Map([['desk.seat', broken]])));
      expect(memory.lastSeat()).toBeNull();
      expect(createDeskMemory(aBrowser(new Map([['desk.volume', broken]]))).volume()).toBe(0.4);
    }
  });

  it('works without storage', () => {
    const memory = createDeskMemory(
      createMemory(() => {
        throw new DOMException('forbidden', 'SecurityError');
      }),
    );
    memory.keepLastSeat({ seat: 1, gameCode: null });
    expect(memory.lastSeat()).toEqual({ seat: 1, gameCode: null });
    expect(memory.exercises('ABC234')).toEqual(USUAL_EXERCISES);
  });
});
