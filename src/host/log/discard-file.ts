/** Takes away a file that holds names, also where the system removes no file that is open. */
import { rmSync, truncateSync } from 'node:fs';
import { codeOf } from './system-error.ts';

/** What Windows says of a file that somebody holds open. */
const IN_USE = ['EBUSY', 'EPERM', 'EACCES'];

/**
 * Nothing of what the file held can be read afterwards. A file that cannot be removed because it is open is emptied, and whoever
 * holds it removes it. Where there is none, nothing happens. Throws what the file system says.
 */
export function discardFile(path: string, remove: (path: string) => void = removeFile): void {
  try {
    remove(path);
  } catch (error) {
    if (!IN_USE.includes(codeOf(error))) throw error;
    truncateSync(path);
  }
}

function removeFile(path: string): void {
  rmSync(path, { force: true });
}
