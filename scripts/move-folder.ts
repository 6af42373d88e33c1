import { renameSync } from 'node:fs';

/** The error codes on Windows while a virus scanner or the search indexer has a new file open. */
const IN_USE = ['EPERM', 'EACCES', 'EBUSY'];
const TRIES = 20;
const PAUSE_MS = 100;

function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && IN_USE.includes(String(error.code));
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

/**
 * Renames a folder; nothing may exist under the new name. Keeps retrying for two seconds while a file in it is open.
 * @throws the last error.
 */
export function moveFolder(from: string, to: string, move = renameSync, wait = pause): void {
  for (let tries = 1; ; tries += 1) {
    try {
      return move(from, to);
    } catch (error) {
      if (!isInUse(error) || tries >= TRIES) throw error;
      wait();
    }
  }
}
