/** Whether the store is working. */
import type { ErrorKind } from '../../protocol/host-warnings.ts';
import type { Cancel } from '../time/clock.ts';

export interface StorageHealth {
  /** The current problem; null if there is none. */
  current(): ErrorKind | null;
  /** Calls `listener` at each change. */
  watch(listener: (kind: ErrorKind | null) => void): Cancel;
}

export interface StorageHealthRecorder extends StorageHealth {
  recordFailure(kind: ErrorKind): void;
  recordWrite(): void;
}

/** Not problems with the disk: the next command may succeed. */
const NOT_THE_DISK: readonly ErrorKind[] = ['contradiction', 'newer_version', 'other'];
/** Lasts until the next start, whatever can still be written. */
const LASTING: ErrorKind = 'damaged';

export function createStorageHealth(): StorageHealthRecorder {
  const listeners = new Set<(kind: ErrorKind | null) => void>();
  let current: ErrorKind | null = null;

  const change = (kind: ErrorKind | null) => {
    if (current === kind) return;
    current = kind;
    for (const listener of listeners) listener(kind);
  };

  return {
    current: () => current,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    recordFailure(kind) {
      if (!NOT_THE_DISK.includes(kind) && current !== LASTING) change(kind);
    },
    recordWrite() {
      if (current !== LASTING) change(null);
    },
  };
}
