/** The host's secret. Tokens and PINs are derived from it, so it is never in the database, backups or exports. */
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { restrictToOwner, syncFolder } from '../storage/folders/data-folder.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import { OpenError } from '../storage/sqlite/open-error.ts';

export const HOST_KEY_FILE = 'host.key';
const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;

/**
 * The 32 bytes in `host.key`, generated with `randomBytes(32)` on the first start (mode 0600, durable before use).
 * Throws `OpenError` (`host_key`) if the file is malformed or cannot be read or written.
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
    placeKey(path, randomBytes(KEY_BYTES), link);
    syncFolder(folder);
  } catch (cause) {
    if (cause instanceof OpenError) throw cause;
    throw new OpenError('host_key', `${path} cannot be read or written. Allow this user to do both.`, {
      cause,
    });
  }
  const placed = readKey(path);
  if (placed === null)
    throw new OpenError('host_key', `${path} disappeared while it was being created. Start again.`);
  return placed;
}

function readKey(path: string): Uint8Array | null {
  const key = readIfThere(path);
  if (key === null) return null;
  if (key.length !== KEY_BYTES) {
    throw new OpenError(
      'host_key',
      `${path} is damaged: it must hold exactly ${KEY_BYTES} bytes. Put the right file back, or delete it: every device then has to join again.`,
    );
  }
  restrictToOwner(path);
  return new Uint8Array(key);
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a temporary file and links it into place, so the file appears with the whole key or not at all. */
function placeKey(path: string, key: Uint8Array, link: (aside: string, path: string) => void): void {
  const aside = `${path}.${process.pid}.new`;
  rmSync(aside, { force: true });
  const handle = openSync(aside, 'wx', OWNER_ONLY);
  try {
    writeSync(handle, key);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    link(aside, path);
  } catch (error) {
    // EEXIST: another host was faster, and its key is used. Otherwise: USB sticks and some network drives do not support links.
    if (codeOf(error) !== 'EEXIST') renameSync(aside, path);
  } finally {
    rmSync(aside, { force: true });
  }
}
