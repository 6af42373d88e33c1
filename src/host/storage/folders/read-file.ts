/** Reads files under the names that this program uses for its own, where anything may lie. */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { codeOf } from './error-code.ts';

/** What Node reads of a file at once. */
const MOST_BYTES = 2 ** 31 - 1;
/** Whoever opens a pipe, or reads from what never ends, is not kept waiting for it. Windows has neither the one nor the other. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A folder, a pipe or a device: to read a pipe would hold the whole host up, to read a device would never end. */
class NotAFileError extends Error {
  override readonly name = 'NotAFileError';
  readonly code = 'ENOTFILE';
}

class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  readonly code = 'EFBIG';
  readonly path: string;

  constructor(path: string) {
    super(`${path} is too large.`);
    this.path = path;
  }
}

/**
 * What its size says, and no more: Linux shows the messages of its kernel, and other things that never end, as files without a size.
 * Throws the file system's error, or one with the code `ENOTFILE` if it is no file, also behind a link, or `EFBIG` if it is larger than
 * 2 GiB and all of it is wanted.
 * @param mostBytes how much of it is wanted at most: whoever wants to know whether it is longer asks for one more
 */
export function readFile(path: string, mostBytes = Number.POSITIVE_INFINITY): Buffer<ArrayBuffer> {
  // Before it is opened, because that alone does something to some devices.
  if (!statSync(path).isFile()) throw new NotAFileError(`${path} is not a file.`);
  const handle = openSync(path, READ_WITHOUT_WAITING);
  try {
    const found = fstatSync(handle);
    if (!found.isFile()) throw new NotAFileError(`${path} is not a file.`);
    const size = Math.min(found.size, mostBytes);
    if (size > MOST_BYTES) throw new TooLargeError(path);
    return readFrom(handle, size);
  } finally {
    closeSync(handle);
  }
}

/** As `readFile`; null if there is nothing. */
export function readFileIfThere(path: string, mostBytes?: number): Buffer<ArrayBuffer> | null {
  try {
    return readFile(path, mostBytes);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Less, if it has become shorter meanwhile. */
function readFrom(handle: number, size: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const read = readSync(handle, bytes, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
