/** Whether other users of this computer get at what a data folder holds. */
import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './error-code.ts';

const OTHERS = 0o077;
/** What a closed folder keeps from others whatever its own rights are, unless it is a link that leads elsewhere. */
const CONTENTS = ['games.sqlite3', 'games.sqlite3-wal', 'host.key', 'wifi.json', 'backups'] as const;

/**
 * The folder if it has rights for other users, or else the first link in it to what has; null: there is none. Windows has no such
 * rights: there, a folder belongs to the user it was made by. Throws the file system's error.
 */
export function exposedPath(folder: string, platform: NodeJS.Platform = process.platform): string | null {
  if (platform === 'win32') return null;
  if (isExposed(folder)) return folder;
  const links = CONTENTS.map((name) => join(folder, name)).filter(isLink);
  return links.find(isExposed) ?? null;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function isExposed(path: string): boolean {
  try {
    return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS) !== 0;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return false;
  }
}
