/** Keeps the host key in its file while the host runs: without it, the next start would take the seats of all who are playing. */
import { statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { ErrorKind } from '../../protocol/host-warnings.ts';
import { errorKindOf } from '../storage/error-kind.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import { OpenError } from '../storage/open-error.ts';
import type { Cancel } from '../time/clock.ts';
import { HOST_KEY_FILE, holdsHostKey, restoreHostKey } from './host-key.ts';

interface HostKeyOutcome {
  /** Why the key cannot be written; null: it is in its file. */
  readonly failure: ErrorKind | null;
  /** Where that is which was found in its place just now; null: there was nothing. */
  readonly setAside: string | null;
}

export interface KeptHostKey {
  /** Writes the key again if its file is not as it was. Costs some microseconds if it is, or if that failed the last time. */
  look(): void;
  /** The same, also if it failed the last time. */
  retry(): void;
  /** Calls `listener` when something was set aside, and when writing fails or works again. */
  watch(listener: (outcome: HostKeyOutcome) => void): Cancel;
}

/** For a key that this host does not keep itself. */
export const KEPT_ELSEWHERE: KeptHostKey = {
  look: () => undefined,
  retry: () => undefined,
  watch: () => () => undefined,
};

export interface KeepHostKeyOptions {
  readonly folder: string;
  readonly key: Uint8Array;
  /** Whether the key has never been in the file: then one that somebody puts there stays, and counts at the next start. */
  readonly isLent: boolean;
  /** Receives sentences that a person may want to read. */
  readonly notify: (line: string) => void;
}

export function keepHostKey({ folder, key, isLent: isLentAtFirst, notify }: KeepHostKeyOptions): KeptHostKey {
  const path = join(folder, HOST_KEY_FILE);
  const listeners = new Set<(outcome: HostKeyOutcome) => void>();
  let isLent = isLentAtFirst;
  let failure: ErrorKind | null = null;
  /** The file when it was last seen to hold the key. */
  let known: Stats | null = null;

  const tell = (outcome: HostKeyOutcome) => {
    failure = outcome.failure;
    for (const listener of listeners) listener(outcome);
  };

  const restore = () => {
    let setAside: string | null = null;
    try {
      if (!holdsHostKey(folder, key)) {
        if (isLent && fileAt(path) !== null) return;
        restoreHostKey(folder, key, (keptAs) => {
          setAside = keptAs;
        });
        notify(`${path} was missing or changed, and was written again.`);
      }
      isLent = false;
      known = fileAt(path);
      if (setAside !== null || failure !== null) tell({ failure: null, setAside });
    } catch (error) {
      if (!(error instanceof OpenError) && codeOf(error) === '') throw error;
      const kind = failureKind(error);
      if (setAside === null && kind === failure) return;
      notify(`${path} was missing or changed, and cannot be written again (${codeOf(error)}).`);
      tell({ failure: kind, setAside });
    }
  };

  const retry = () => {
    if (failure !== null || !isSame(known, fileAt(path))) restore();
  };
  return {
    look() {
      if (failure === null) retry();
    },
    retry,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The advice for a missing folder and for the unknown is to start again, which would cost the seats. */
function failureKind(error: unknown): ErrorKind {
  const kind = errorKindOf(error);
  return kind === 'no_folder' || kind === 'other' ? 'io_error' : kind;
}

function isSame(one: Stats | null, other: Stats | null): boolean {
  if (one === null || other === null) return false;
  return (['dev', 'ino', 'size', 'mtimeMs', 'ctimeMs'] as const).every(
    (field) => one[field] === other[field],
  );
}

/** Null if there is no file, or nobody can tell. */
function fileAt(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return null;
  }
}
