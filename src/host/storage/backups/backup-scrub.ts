/** Removes every trace of a game from the backups, and from quarantined files. */
import { chmodSync, copyFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StorageError } from '../event-store.ts';
import { syncFile, syncFolder } from '../folders/data-folder.ts';
import { removeFile } from '../folders/remove-file.ts';
import { NewerDatabaseError } from '../open-error.ts';
import { displacedFiles } from '../recovery/displaced.ts';
import { quarantineFolders } from '../recovery/quarantine.ts';
import { storedGameIdsIn } from '../sqlite/game-record.ts';
import { openGameRows } from '../sqlite/game-rows.ts';
import { backupsFolder, listBackups, openBackup, PARTIAL, removePartials } from './backup-files.ts';

const OWNER_ONLY = 0o600;
/** Windows releases a file only a moment after it was closed. */
export const WITH_CONTENTS = { recursive: true, force: true, maxRetries: 5 } as const;

/**
 * Rewrites the backups that hold any of the games. Unreadable backups and all quarantined files are removed, since there is no
 * telling what they contain. Throws SQLite's or the file system's error, and `StorageError` for a backup that only a newer version
 * can rewrite, which is kept. Can be called again to continue.
 */
export function scrubBackups(folder: string, gameIds: readonly number[]): void {
  removePartials(folder);
  for (const { name } of listBackups(folder))
    scrubBackup({ path: join(backupsFolder(folder), name), gameIds });
  for (const path of displacedFiles(folder)) scrubBackup({ path, gameIds });
  for (const path of quarantineFolders(folder)) rmSync(path, WITH_CONTENTS);
}

export interface Scrub {
  readonly path: string;
  readonly gameIds: readonly number[];
}

/**
 * Rewrites one backup if it holds any of the games, or removes it if it cannot be read. Others go on reading what it was until it is
 * replaced. Throws as `scrubBackups` does.
 */
export function scrubBackup({ path, gameIds }: Scrub): void {
  const db = openOrRemove(path);
  if (db === null) return;
  const rewritten = `${path}${PARTIAL}`;
  try {
    const affected = storedGameIdsIn(db).filter((id) => gameIds.includes(id));
    if (affected.length === 0) return;
  } finally {
    db.close();
  }
  try {
    copyFileSync(path, rewritten);
    removeGames(rewritten, gameIds);
    chmodSync(rewritten, OWNER_ONLY);
    syncFile(rewritten);
    renameSync(rewritten, path);
  } finally {
    // Where it could not be finished, half of it would hold names and take room.
    for (const suffix of ['', '-journal']) removeFile(rewritten + suffix);
  }
  syncFolder(dirname(path));
}

function removeGames(path: string, gameIds: readonly number[]): void {
  const db = openBackup(path);
  try {
    const rows = openGameRows(db);
    db.transaction(() => {
      for (const id of gameIds) rows.remove(id);
    })();
    db.exec('vacuum');
  } finally {
    db.close();
  }
}

function openOrRemove(path: string): ReturnType<typeof openBackup> | null {
  try {
    return openBackup(path);
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw new StorageError(error.message, { cause: error });
    if (!(error instanceof Error)) throw error;
    removeFile(path);
    return null;
  }
}
