/** Writes the small files of a data folder. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './data-folder.ts';
import { removeFile } from './remove-file.ts';
import { setAsideUnlessFile } from './set-aside.ts';

const OWNER_ONLY = 0o600;

interface PlaceFileOptions {
  /** Whether it is on the disk when this returns. */
  readonly isDurable?: boolean;
  /** Called before the file appears: keeps under another name what must not be replaced. */
  readonly makeRoom?: (path: string) => void;
}

/** Under which name the file is written until it is whole. */
export const unfinishedNameOf = (path: string): string => `${path}.new`;

/** The file appears with all of it, or not at all. Throws the file system's error. */
export function placeFile(
  path: string,
  text: string,
  { isDurable = true, makeRoom = setAsideUnlessFile }: PlaceFileOptions = {},
): void {
  const unfinished = unfinishedNameOf(path);
  setAsideUnlessFile(unfinished);
  removeFile(unfinished);
  try {
    writeWhole(unfinished, text, isDurable);
    makeRoom(path);
    renameSync(unfinished, path);
  } finally {
    // Where it could not be finished, it would lie there with what may be secret.
    removeFile(unfinished);
  }
  if (isDurable) syncFolder(dirname(path));
}

function writeWhole(path: string, text: string, isDurable: boolean): void {
  const handle = openSync(path, 'wx', OWNER_ONLY);
  try {
    // Not `writeSync`: where the disk has room for a part, that writes the part, and no error.
    writeFileSync(handle, text);
    if (isDurable) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
