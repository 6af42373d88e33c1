/** Takes every trace of a game out of the backups, and out of what was set aside as damaged. */
import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../event-store.ts';
import { quarantineFolders } from '../recovery/quarantine.ts';
import { gameIdsIn } from '../sqlite/game-record.ts';
import { openGameRows } from '../sqlite/game-rows.ts';
import { NewerDatabaseError } from '../sqlite/open-error.ts';
import { backupsFolder, removePartials, listBackups, openBackup } from './backup-files.ts';

/**
 * Rewrites the backups that hold one of the games. One that cannot be read is removed, and so is every file that was set aside:
 * nobody can tell what is in there. Throws what SQLite or the file system say, and `StorageError` for a backup that only a newer
 * version of this program can rewrite, which stays; calling it again goes on.
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
    const held = gameIdsIn(db).filter((id) => gameIds.includes(id));
    if (held.length === 0) return;
    const rows = openGameRows(db);
    db.transaction(() => {
      for (const id of held) rows.remove(id);
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
