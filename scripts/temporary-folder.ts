import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Windows lets go of a file only a moment after the process that held it has ended. */
const TRIES = 10;

/**
 * A new folder in the system's place for such, under its real name: macOS reaches that place by a link, and Windows may shorten
 * the user's name in it.
 */
export function makeTemporaryFolder(prefix: string): string {
  return realpathSync.native(mkdtempSync(join(tmpdir(), prefix)));
}

/** Removes a folder with all that is in it; where there is none, nothing happens. Throws when it stays in use. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: TRIES });
}
