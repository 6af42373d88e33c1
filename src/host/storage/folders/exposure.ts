/** Whether other users of this computer get at what a data folder holds. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './error-code.ts';

const OTHERS = 0o077;
/** Whoever may enter the folder gets at these by their names. */
const CONTENTS = ['', 'games.sqlite3', 'games.sqlite3-wal', 'host.key', 'wifi.json', 'backups'] as const;

/**
 * The first of the folder and what is in it that has rights for other users; null: there is none. Windows has no such rights: there,
 * a folder belongs to the user it was made by. Throws the file system's error.
 */
export function exposedPath(folder: string, platform: NodeJS.Platform = process.platform): string | null {
  if (platform === 'win32') return null;
  return CONTENTS.map((name) => join(folder, name)).find(isExposed) ?? null;
}

function isExposed(path: string): boolean {
  try {
    return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & OTHERS) !== 0;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return false;
  }
}
