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
 * runs or packages half a build. Throws what the build throws, or an error that says what to do where this user may not write.
 */
export function buildIfStale(options: BuildOptions): void {
  const currentId = options.id();
  if (isUpToDate(options.folder, currentId)) return;
  try {
    buildAndSwap(options, currentId);
  } catch (error) {
    throw isNotWritable(error) ? notWritableError(options.folder, error) : error;
  }
}

function buildAndSwap({ folder, build }: BuildOptions, currentId: string): void {
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

/** The codes of a folder of another user, and of a write-protected disk. */
const NOT_WRITABLE = ['EACCES', 'EPERM', 'EROFS'];

function isNotWritable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOT_WRITABLE.includes(String(error.code));
}

function notWritableError(folder: string, cause: unknown): Error {
  return new Error(
    `What this version of the program needs has yet to be built, and this user may not write ${folder}. Let the user whose folder it is run "npm start" once, or copy the program to a folder of your own and start it there.`,
    { cause },
  );
}

export function isUpToDate(folder: string, id: string): boolean {
  const stamp = join(folder, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8').includes(`"${id}"`);
}
