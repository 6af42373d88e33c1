import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Windows releases a file only a moment after the process that had it open has exited. */
const TRIES = 10;

/**
 * A new temporary folder, by its real path: on macOS the usual path is a link, and Windows may shorten the user name in it.
 */
export function makeTemporaryFolder(prefix: string): string {
  return realpathSync.native(mkdtempSync(join(tmpdir(), prefix)));
}

/** Removes a folder and everything in it, if it is there. Throws if it stays in use. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: TRIES });
}
