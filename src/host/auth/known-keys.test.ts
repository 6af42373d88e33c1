import { describe, expect, it } from 'vitest';
import { StorageError } from '../storage/event-store.ts';
import { isKeyOfElsewhere } from './known-keys.ts';

const [OURS, THEIRS] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

/** A folder's settings, in memory. */
function folder() {
  const stored = new Map<string, string>();
  const reported: string[] = [];
  let isFull = false;
  const ask = (key: Uint8Array, isReading = false) =>
    isKeyOfElsewhere({
      settings: {
        get: (name) => stored.get(name) ?? null,
        set(name, value) {
          if (isFull) throw new StorageError('The disk is full.');
          stored.set(name, value);
        },
      },
      key,
      isReading,
      report: (message) => reported.push(message),
    });
  return { ask, stored, reported, fill: () => (isFull = true) };
}

describe('a host key', () => {
  it('of elsewhere is noticed once, and the right one never is', () => {
    const { ask } = folder();
    expect([ask(OURS), ask(OURS), ask(THEIRS), ask(THEIRS), ask(OURS)]).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
  });

  it('of elsewhere is noticed in a folder that can only be read, which learns nothing by it', () => {
    const { ask, stored, reported } = folder();
    expect(ask(OURS, true)).toBe(false);
    expect(stored.size).toBe(0);
    ask(OURS);
    const before = [...stored];
    expect([ask(THEIRS, true), ask(THEIRS, true), ask(OURS, true)]).toEqual([true, true, false]);
    expect([...stored]).toEqual(before);
    expect(reported).toEqual([]);
  });

  it('of elsewhere is noticed on a full disk at each start, and that it could not be kept is reported', () => {
    const { ask, reported, fill } = folder();
    ask(OURS);
    fill();
    expect([ask(THEIRS), ask(THEIRS)]).toEqual([true, true]);
    expect(reported).toHaveLength(2);
  });
});
