import { lstatSync, renameSync } from 'node:fs';
import { freeName } from './free-name.ts';

/**
 * Makes room under a name that this program uses for its own files: whatever else is there, such as a folder or a link, is kept under
 * another name. Returns that name; null if there was nothing, or a file. Throws the file system's error.
 */
export function setAsideUnlessFile(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return null;
  return setAside(path);
}

/** The same for whatever is there; throws if there is nothing. */
export function setAside(path: string): string {
  const kept = freeName(`${path}.aside`);
  renameSync(path, kept);
  return kept;
}
