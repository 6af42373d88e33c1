/** What a host still holds when another one has taken its folder over: in a file beside those of the other one, for people to look at. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { GameState } from '../../../game/state.ts';
import { freeName } from '../folders/free-name.ts';
import { copyOpenDatabase } from './rescue.ts';

const PREFIX = 'displaced-host-';
const SUFFIX = '.sqlite3';

/**
 * Writes everything that `db` holds to a new file for its owner alone, and returns its path. Throws SQLite's or the file system's error,
 * or `OpenError`, and leaves no file then.
 * @param at wall clock, ms; names the file
 * @param isComplete whether nothing that was confirmed is missing
 */
export function keepDisplaced(
  db: Database,
  folder: string,
  at: number,
  isComplete: (games: readonly GameState[]) => boolean,
): string {
  const stamp = new Date(at).toISOString().replace(/[:.]/g, '-');
  const path = freeName(join(folder, `${PREFIX}${stamp}${SUFFIX}`));
  copyOpenDatabase(db, path, isComplete);
  return path;
}

/** What displaced hosts have kept in this folder as a whole, the oldest first. Throws the file system's error. */
export function keptByDisplaced(folder: string): readonly string[] {
  return displacedFiles(folder)
    .filter((path) => path.endsWith(SUFFIX))
    .toSorted();
}

/** The paths of what displaced hosts have kept in this folder, whole or not. They hold names, as backups do. */
export function displacedFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}
