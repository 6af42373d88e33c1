/** What is wrong with the store right now, in a sentence that the desk shows: what it is and what to do. */
import { codeOf } from './system-error.ts';

/** `disk` passes when a write succeeds again; `damage` stays until the next start; `fault` is no matter of the disk. */
type Kind = 'disk' | 'damage' | 'fault';

export interface Failure {
  readonly kind: Kind;
  readonly sentence: string;
}

export interface Trouble {
  /** Null: all is well. */
  current(): string | null;
  /** Called at each change. Returns what ends it. */
  watch(listener: (sentence: string | null) => void): () => void;
}

export interface TroubleNotes extends Trouble {
  failed(failure: Failure): void;
  wrote(): void;
}

const FAILURES: readonly (readonly [RegExp, Failure])[] = [
  [
    /^(SQLITE_FULL|ENOSPC|EDQUOT)$/,
    { kind: 'disk', sentence: 'The disk is full: free some space, then try again.' },
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    { kind: 'disk', sentence: 'Another program holds the database: close it, then try again.' },
  ],
  [
    /^(SQLITE_(READONLY|PERM|AUTH)|EACCES|EPERM|EROFS)/,
    { kind: 'disk', sentence: 'The database is write-protected: allow this user to write it.' },
  ],
  [/^SQLITE_(CORRUPT|NOTADB)/, { kind: 'damage', sentence: 'The database is damaged: restore a backup.' }],
  [
    /^(SQLITE_(IOERR|CANTOPEN)|EIO|EFBIG)/,
    { kind: 'disk', sentence: 'The disk failed: check it, then try again.' },
  ],
  [
    /^SQLITE_CONSTRAINT/,
    {
      kind: 'fault',
      sentence: 'What was to be written contradicts what is stored: start the host again.',
    },
  ],
];
const UNKNOWN: Failure = { kind: 'fault', sentence: 'The database refused: start the host again.' };

/** What an error of SQLite means to the person at the desk. */
export function failureOf(error: unknown): Failure {
  const code = codeOf(error);
  return FAILURES.find(([pattern]) => pattern.test(code))?.[1] ?? UNKNOWN;
}

export function createTrouble(): TroubleNotes {
  const listeners = new Set<(sentence: string | null) => void>();
  let present: Failure | null = null;

  const become = (failure: Failure | null) => {
    if (present?.sentence === failure?.sentence) return;
    present = failure;
    for (const listener of listeners) listener(failure?.sentence ?? null);
  };

  return {
    current: () => present?.sentence ?? null,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    failed(failure) {
      if (failure.kind === 'fault' || present?.kind === 'damage') return;
      become(failure);
    },
    wrote() {
      if (present?.kind === 'disk') become(null);
    },
  };
}
