/** Removes every trace of a game from the backups, and from quarantined files. */
import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../event-store.ts';
import { quarantineFolders } from '../recovery/quarantine.ts';
import { storedGameIdsIn } from '../sqlite/game-record.ts';
import { openGameRows } from '../sqlite/game-rows.ts';
import { NewerDatabaseError } from '../sqlite/open-error.ts';
import { backupsFolder, removePartials, listBackups, openBackup } from './backup-files.ts';

/**
 * Rewrites the backups that hold any of the games. Unreadable backups and all quarantined files are removed, since there is no
 * telling what they contain. Throws SQLite's or the file system's error, and `StorageError` for a backup that only a newer version
 * can rewrite, which is kept. Can be called again to continue.
 */
export function scrubBackups(folder: string, gameIds: readonly number[]): void {
  removePartials(folder);
  for (const { name } of listBackups(folder)) scrubBackup(join(backupsFolder(folder), name), gameIds);
  for (const path of quarantineFolders(folder)) rmSync(path, { recursive: true, force: true });
}

function scrubBackup(path: string, gameIds: readonly number[]): void {
  const db = openOrRemove(path);
  if (db === null) return;
  try {
    const affected = storedGameIdsIn(db).filter((id) => gameIds.includes(id));
    if (affected.length === 0) return;
    const rows = openGameRows(db);
    db.transaction(() => {
      for (const id of affected) rows.remove(id);
    })();
    db.exec('vacuum');
  } finally {
    db.close();
  }
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function openOrRemove(path: string): ReturnType<typeof openBackup> | null {
  try {
    return openBackup(path);
  } catch (error) {
    if (error instanceof NewerDatabaseError) throw new StorageError(error.message, { cause: error });
    if (!(error instanceof Error)) throw error;
    rmSync(path, { force: true });
    return null;
  }
}
