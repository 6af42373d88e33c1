import { lstatSync, unlinkSync } from 'node:fs';
import { codeOf } from './error-code.ts';

/**
 * Removes a file, if there is one. Throws the file system's error, with its code: Node's `rmSync` tells some of them without, such as
 * that of a disk that became write-protected.
 */
export function removeFile(path: string): void {
  // Such a disk refuses it also where there is nothing.
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
