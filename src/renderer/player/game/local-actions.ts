/** What was done and seen on this phone, kept across reloads. */
import type { SafeStorage } from '../../../client/safe-storage.ts';

const KEPT = 60;

export interface LocalActions {
  readonly getSeen: () => ReadonlySet<string>;
  /** True when this phone took the step that led to this version of the challenge. */
  readonly isOwnAction: (outcomeKey: string) => boolean;
  readonly markSeen: (outcomeKey: string) => void;
  readonly markDone: (outcomeKey: string) => void;
  /** True when that step can be undone on this phone: it was no undo. */
  readonly isUndoable: (outcomeKey: string) => boolean;
  /** As `markDone`, for an undo. */
  readonly markUndone: (outcomeKey: string) => void;
  /** Marks an assignment as alerted; returns true the first time. */
  markAlerted(assignment: string): boolean;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createLocalActions(storage: SafeStorage, storageKey: string): LocalActions {
  const listeners = new Set<() => void>();
  const listOf = (what: string) => {
    const key = `${storageKey}.${what}`;
    let kept: ReadonlySet<string> = new Set(
      (storage.read(key) ?? '').split(' ').filter((each) => each !== ''),
    );
    return {
      get: () => kept,
      add: (name: string) => {
        kept = new Set([...kept, name].slice(-KEPT));
        storage.write(key, [...kept].join(' '));
        for (const listener of listeners) listener();
      },
    };
  };
  const [seen, done, undone, called] = [listOf('seen'), listOf('did'), listOf('undid'), listOf('called')];
  return {
    getSeen: seen.get,
    isOwnAction: (key) => done.get().has(key) || undone.get().has(key),
    markSeen: seen.add,
    markDone: done.add,
    isUndoable: (key) => done.get().has(key),
    markUndone: undone.add,
    markAlerted(assignment) {
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
