import { renameSync } from 'node:fs';

/** What Windows says while a virus scanner or its index looks at a file that was just written. */
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
 * Gives a folder another name, where none is yet; tries for two seconds while somebody has a file in it open.
 * @throws what the system said last.
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
