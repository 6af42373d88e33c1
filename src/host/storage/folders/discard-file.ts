/** Discards a file that holds names, even if the system cannot delete open files. */
import { truncateSync } from 'node:fs';
import { codeOf } from './error-code.ts';
import { removeFile } from './remove-file.ts';

/** Windows' error codes for a file that is open. */
const IN_USE = ['EBUSY', 'EPERM', 'EACCES'];

/**
 * Afterwards the file's contents can no longer be read. A file that cannot be deleted because it is open is emptied, and left for
 * its holder to delete. Does nothing if there is no file. Throws the file system's error.
 */
export function discardFile(path: string, remove: (path: string) => void = removeFile): void {
  try {
    remove(path);
  } catch (error) {
    if (!IN_USE.includes(codeOf(error))) throw error;
    truncateSync(path);
  }
}
