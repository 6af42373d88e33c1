/** Reads files under the names that this program uses for its own, where anything may lie. */
import { readFileSync, statSync } from 'node:fs';
import { codeOf } from './error-code.ts';

/** A folder, a pipe or a device: to read a pipe would hold the whole host up, to read a device would never end. */
class NotAFileError extends Error {
  override readonly name = 'NotAFileError';
  readonly code = 'ENOTFILE';
}

/** Throws the file system's error, or one with the code `ENOTFILE` if it is no file, also behind a link. */
export function readFile(path: string): Buffer {
  if (!statSync(path).isFile()) throw new NotAFileError(`${path} is not a file.`);
  return readFileSync(path);
}

/** As `readFile`; null if there is nothing. */
export function readFileIfThere(path: string): Buffer | null {
  try {
    return readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
