import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moveFolder } from './move-folder.ts';
import { removeFolder } from './temporary-folder.ts';

/** The file in a built folder that says which sources it was built from. */
const STAMP = 'build.json';

export interface BuildOptions {
  /** Where the result goes. */
  readonly folder: string;
  /** The ID of the current sources. */
  readonly id: () => string;
  /** Builds into an existing, empty folder. */
  readonly build: (folder: string) => void;
}

/**
 * Builds a folder unless it is up to date. Builds into a temporary folder and swaps it in at the end, so that nothing ever serves,
 * runs or packages half a build. Throws what the build throws.
 */
export function buildIfStale({ folder, id, build }: BuildOptions): void {
  const currentId = id();
  if (isUpToDate(folder, currentId)) return;
  mkdirSync(dirname(folder), { recursive: true });
  const stagingFolder = mkdtempSync(join(dirname(folder), 'building-'));
  try {
    build(stagingFolder);
    writeFileSync(join(stagingFolder, STAMP), `${JSON.stringify({ id: currentId })}\n`);
    // Another process may have built the same in the meantime.
    if (isUpToDate(folder, currentId)) return;
    removeFolder(folder);
    moveFolder(stagingFolder, folder);
  } finally {
    removeFolder(stagingFolder);
  }
}

export function isUpToDate(folder: string, id: string): boolean {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8').includes(`"${id}"`);
}
