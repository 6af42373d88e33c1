/** What is wrong with the store right now. */
import type { ErrorKind } from '../../protocol/host-warnings.ts';
import type { Cancel } from '../time/clock.ts';

export interface Trouble {
  /** Null: all is well. */
  current(): ErrorKind | null;
  /** Called at each change. */
  watch(listener: (kind: ErrorKind | null) => void): Cancel;
}

export interface TroubleNotes extends Trouble {
  failed(kind: ErrorKind): void;
  wrote(): void;
}

/** No matter of the disk: the next command may go well. */
const FAULTS: readonly ErrorKind[] = ['contradiction', 'newer_version', 'other'];
/** Stands until the next start, whatever can still be written. */
const LASTING: ErrorKind = 'damaged';

export function createTrouble(): TroubleNotes {
  const listeners = new Set<(kind: ErrorKind | null) => void>();
  let present: ErrorKind | null = null;

  const become = (kind: ErrorKind | null) => {
    if (present === kind) return;
    present = kind;
    for (const listener of listeners) listener(kind);
  };

  return {
    current: () => present,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    failed(kind) {
      if (!FAULTS.includes(kind) && present !== LASTING) become(kind);
    },
    wrote() {
      if (present !== LASTING) become(null);
    },
  };
}
