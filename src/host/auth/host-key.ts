/** The host's secret. Tokens and PINs are derived from it, so it is never in the database, backups or exports. */
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { restrictToOwner, syncFolder } from '../storage/folders/data-folder.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import { readFile, readFileIfThere } from '../storage/folders/read-file.ts';
import { removeFile } from '../storage/folders/remove-file.ts';
import { setAside, setAsideUnlessFile } from '../storage/folders/set-aside.ts';
import { OpenError } from '../storage/open-error.ts';

export const HOST_KEY_FILE = 'host.key';
const KEY_BYTES = 32;
/** Of the key, big-endian, after it: one changed bit would be another key, and everybody would silently be a stranger. */
const CHECKSUM_BYTES = 4;
/** One more than a key has: of a larger file, which is none, no more is read. */
const READ_BYTES = KEY_BYTES + CHECKSUM_BYTES + 1;
const OWNER_ONLY = 0o600;
/** The error codes of a name under which there is no file that this user could have as a key. */
const NO_KEY_THERE = ['ENOENT', 'ENOTDIR', 'ENOTFILE', 'ELOOP', 'EACCES', 'EPERM'];

/**
 * The 32 bytes in `host.key`, generated with `randomBytes(32)` on the first start (mode 0600, durable before use). A checksum follows
 * them; a file of the first version, which has none, gets it. Throws `OpenError` (`host_key`) if the file is malformed or cannot be
 * read or written.
 */
export function loadHostKey(
  folder: string,
  randomBytes: (size: number) => Uint8Array,
  link: (aside: string, path: string) => void = linkSync,
): Uint8Array {
  const path = join(folder, HOST_KEY_FILE);
  try {
    const key = readKey(path);
    if (key !== null) return key;
    placeKey(path, withChecksum(randomBytes(KEY_BYTES)), link);
    syncFolder(folder);
  } catch (cause) {
    if (cause instanceof OpenError) throw cause;
    if (['ENOTFILE', 'ELOOP'].includes(codeOf(cause))) throw notAKeyFile(path, { cause });
    throw new OpenError(
      'host_key',
      { key: 'start_error.host_key_not_usable', params: { path } },
      {
        cause,
      },
    );
  }
  const placed = readKey(path);
  if (placed !== null) return placed;
  // A link that leads nowhere: nothing is there to be read, and nothing can be put there.
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw notAKeyFile(path);
  throw new OpenError('host_key', { key: 'start_error.host_key_vanished', params: { path } });
}

function notAKeyFile(path: string, options?: ErrorOptions): OpenError {
  return new OpenError('host_key', { key: 'start_error.host_key_not_file', params: { path } }, options);
}

/** Whether the file holds this key. Throws the file system's error if nobody can tell. */
export function holdsHostKey(folder: string, key: Uint8Array): boolean {
  const path = join(folder, HOST_KEY_FILE);
  try {
    const file = readFile(path, READ_BYTES);
    return file.equals(key) || file.equals(withChecksum(key));
  } catch (error) {
    if (NO_KEY_THERE.includes(codeOf(error))) return false;
    throw error;
  }
}

/**
 * Writes the key of a running host where it belongs, as `loadHostKey` did at first, and sets aside whatever is there. Throws the file
 * system's error, or `OpenError` if another program writes there at the same time.
 * @param onSetAside receives the path under which it is kept, also where the key cannot be written then
 */
export function restoreHostKey(
  folder: string,
  key: Uint8Array,
  onSetAside: (keptAs: string) => void,
  link: (aside: string, path: string) => void = linkSync,
): void {
  const path = join(folder, HOST_KEY_FILE);
  placeKey(path, withChecksum(key), link, () => {
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) onSetAside(setAside(path));
  });
  syncFolder(folder);
  if (!holdsHostKey(folder, key))
    throw new OpenError('host_key', { key: 'start_error.host_key_changed', params: { path } });
}

/** The key in the contents of such a file; null if they are damaged, or something else. */
export function keyInHostKeyFile(contents: Buffer): Uint8Array | null {
  const key = contents.subarray(0, KEY_BYTES);
  const isIntact = isOfFirstVersion(contents) || contents.equals(withChecksum(key));
  return isIntact ? new Uint8Array(key) : null;
}

const isOfFirstVersion = (contents: Buffer) => contents.length === KEY_BYTES;

function readKey(path: string): Uint8Array | null {
  const file = readFileIfThere(path, READ_BYTES);
  if (file === null) return null;
  const key = keyInHostKeyFile(file);
  if (key === null)
    throw new OpenError('host_key', { key: 'start_error.host_key_damaged', params: { path } });
  restrictToOwner(path);
  if (isOfFirstVersion(file)) addChecksum(path, key);
  return key;
}

function withChecksum(key: Uint8Array): Buffer {
  const checksum = Buffer.alloc(CHECKSUM_BYTES);
  checksum.writeUInt32BE(crc32(key));
  return Buffer.concat([key, checksum]);
}

/** Replaces the file as a whole. Where that is not possible, such as on a full disk, the next start tries again: the key is as good. */
function addChecksum(path: string, key: Uint8Array): void {
  const aside = asideOf(path);
  try {
    writeDurably(aside, withChecksum(key));
    renameSync(aside, path);
  } catch (error) {
    if (codeOf(error) === '') throw error;
  } finally {
    removeFile(aside);
  }
}

/** Writes a temporary file and links it into place, so the file appears with the whole key or not at all. */
function placeKey(
  path: string,
  key: Uint8Array,
  link: (aside: string, path: string) => void,
  makeRoom: () => void = () => undefined,
): void {
  const aside = asideOf(path);
  try {
    writeDurably(aside, key);
    makeRoom();
    try {
      link(aside, path);
    } catch (error) {
      // EEXIST: another host was faster, and its key is used. Otherwise: USB sticks and some network drives do not support links.
      if (codeOf(error) !== 'EEXIST') renameSync(aside, path);
    }
  } finally {
    removeFile(aside);
  }
}

const asideOf = (path: string) => `${path}.${process.pid}.new`;

function writeDurably(path: string, bytes: Uint8Array): void {
  setAsideUnlessFile(path);
  removeFile(path);
  const handle = openSync(path, 'wx', OWNER_ONLY);
  try {
    // Not `writeSync`, which may write a part.
    writeFileSync(handle, bytes);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
