/** The folder that holds database, host key and backups. */
import { accessSync, chmodSync, closeSync, constants, fsyncSync, openSync, statSync } from 'node:fs';
import { OpenError } from '../open-error.ts';
import { codeOf } from './error-code.ts';
import { makeFolder } from './make-folder.ts';

const OWNER_ONLY_FILE = 0o600;
const OTHERS = 0o077;
/** The error codes of disks that are write-protected or know no rights, and of files of others. */
const KEEPS_RIGHTS = ['EPERM', 'EROFS', 'ENOTSUP', 'EACCES'];
/** The error codes of network drives and USB sticks that cannot sync folders. */
const SYNCS_NO_FOLDERS = ['EINVAL', 'EBADF', 'ENOTSUP'];

/**
 * Makes the folder where it is missing (mode 0700; parents too) and checks that the host may write there. An existing folder
 * keeps its mode. Throws `OpenError` (`not_a_folder`, `not_writable`, `disk_full`).
 */
export function prepareDataFolder(folder: string): void {
  make(folder);
  if (!statSync(folder).isDirectory()) throw notAFolder(folder);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new OpenError(
      'not_writable',
      { key: 'start_error.folder_not_writable', params: { path: folder } },
      { cause },
    );
  }
}

function make(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'EEXIST' || code === 'ENOTDIR') throw notAFolder(folder, { cause });
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new OpenError(
        'disk_full',
        { key: 'start_error.disk_full', params: { path: folder } },
        {
          cause,
        },
      );
    }
    throw new OpenError(
      'not_writable',
      { key: 'start_error.folder_not_made', params: { path: folder } },
      { cause },
    );
  }
}

function notAFolder(folder: string, options?: ErrorOptions): OpenError {
  return new OpenError(
    'not_a_folder',
    { key: 'start_error.folder_in_file', params: { path: folder } },
    options,
  );
}

/**
 * Takes other users' rights to a file away. Where the disk is write-protected or the file is another user's, they keep them: see
 * `exposure.ts`.
 */
export function restrictToOwner(file: string): void {
  if ((statSync(file).mode & OTHERS) === 0) return;
  try {
    chmodSync(file, OWNER_ONLY_FILE);
  } catch (error) {
    if (!KEEPS_RIGHTS.includes(codeOf(error))) throw error;
  }
}

/** Makes what was written to a file survive a power cut. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Makes the names in a folder survive a power cut, if the file system supports that. Windows does it by itself, and does not open
 * folders. Throws the file system's error.
 */
export function syncFolder(
  folder: string,
  platform: NodeJS.Platform = process.platform,
  sync: (handle: number) => void = fsyncSync,
): void {
  if (platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    sync(handle);
  } catch (error) {
    if (!SYNCS_NO_FOLDERS.includes(codeOf(error))) throw error;
  } finally {
    closeSync(handle);
  }
}
