/** What was done and looked at on this phone, remembered over a reload. */
import type { Memory } from '../../shared/safe-storage.ts';

const KEPT = 60;

export interface Deeds {
  readonly getSeen: () => ReadonlySet<string>;
  /** Whether this phone did the step that made this version of the challenge. */
  readonly didMyself: (newsKey: string) => boolean;
  readonly see: (newsKey: string) => void;
  readonly did: (newsKey: string) => void;
  /** Whether this phone already called out for this assignment; from now on it has. */
  callOut(assignment: string): boolean;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createDeeds(memory: Memory, memoryKey: string): Deeds {
  const listeners = new Set<() => void>();
  const listOf = (what: string) => {
    const key = `${memoryKey}.${what}`;
    let kept: ReadonlySet<string> = new Set(
      (memory.read(key) ?? '').split(' ').filter((each) => each !== ''),
    );
    return {
      get: () => kept,
      add: (name: string) => {
        kept = new Set([...kept, name].slice(-KEPT));
        memory.write(key, [...kept].join(' '));
        for (const listener of listeners) listener();
      },
    };
  };
  const [seen, done, called] = [listOf('seen'), listOf('did'), listOf('called')];
  return {
    getSeen: seen.get,
    didMyself: (key) => done.get().has(key),
    see: seen.add,
    did: done.add,
    callOut(assignment) {
      const isNew = !called.get().has(assignment);
      if (isNew) called.add(assignment);
      return isNew;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
