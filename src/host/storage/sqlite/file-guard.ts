/** Notices that the database or its WAL on the disk is no longer the file that this program has open, or was changed by another. */
import { statSync, type Stats } from 'node:fs';
import { codeOf } from '../folders/error-code.ts';

/** `lost`: deleted, moved or replaced; `cut`: shorter than it was; `touched`: written by somebody else. */
export type Displacement = 'lost' | 'cut' | 'touched';

export interface FileGuard {
  /** Compares the files with what they were at the last call of `note`; null: the same. Costs some microseconds. */
  look(): Displacement | null;
  /** This program has just written: from now on, the files are as they should be. `lost`: no, as they are others. */
  note(): 'lost' | null;
  /** Whether another file is where the database belongs. */
  isReplaced(): boolean;
  /** What was `touched` holds what it should. Where that happens again and again, times of files mean nothing. */
  acceptTouch(): void;
}

/** Some network drives set the time of a file later than it was written. */
const MAX_TOUCHES = 3;

type Known = Pick<Stats, 'dev' | 'ino' | 'size' | 'mtimeMs'>;

/** A guard of files that do not exist, such as those of a database in memory. */
export const NO_GUARD: FileGuard = {
  look: () => null,
  note: () => null,
  isReplaced: () => false,
  acceptTouch: () => undefined,
};

/** @param path the database's, just opened: whatever is there now is what this program has open */
export function guardFiles(path: string, platform: NodeJS.Platform = process.platform): FileGuard {
  // It lets nobody delete, move or replace an open file, and sets its time later than it was written.
  if (platform === 'win32') return NO_GUARD;
  const files = [path, `${path}-wal`].map((file) => ({ file, known: known(file) }));
  let touches = 0;
  const note = () => {
    let found: 'lost' | null = null;
    for (const one of files) {
      const now = known(one.file);
      if (compare(one.known, now) === 'lost') found = 'lost';
      else one.known = now;
    }
    return found;
  };
  return {
    look() {
      for (const { file, known: before } of files) {
        const displacement = compare(before, known(file));
        if (displacement === null || (displacement === 'touched' && touches >= MAX_TOUCHES)) continue;
        return displacement;
      }
      return null;
    },
    note,
    isReplaced() {
      const [database] = files;
      const now = known(path);
      return database !== undefined && now !== null && compare(database.known, now) === 'lost';
    },
    acceptTouch() {
      touches += 1;
      note();
    },
  };
}

function compare(before: Known | null, now: Known | null): Displacement | null {
  if (before === null) return null;
  if (now === null || now.ino !== before.ino || now.dev !== before.dev) return 'lost';
  if (now.size < before.size) return 'cut';
  return now.mtimeMs === before.mtimeMs && now.size === before.size ? null : 'touched';
}

/** Null if there is no file, or nobody can tell. */
function known(file: string): Known | null {
  try {
    return statSync(file, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return null;
  }
}
