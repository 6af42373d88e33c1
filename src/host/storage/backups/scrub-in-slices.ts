import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorKindOf, errorSentence } from '../error-kind.ts';
import { StorageError } from '../event-store.ts';
import { displacedFiles } from '../recovery/displaced.ts';
import { quarantineFolders } from '../recovery/quarantine.ts';
import { background } from '../worker/run-task.ts';
import { backupsFolder, listBackups, removePartials } from './backup-files.ts';
import { WITH_CONTENTS } from './backup-scrub.ts';

/** Does what `scrubBackups` does while nobody waits: large files are rewritten in another thread. Rejects with `StorageError`. */
export async function scrubBackupsInSlices(folder: string, gameIds: readonly number[]): Promise<void> {
  try {
    removePartials(folder);
    for (const { name } of listBackups(folder)) {
      const path = join(backupsFolder(folder), name);
      await background.scrubBackup({ path, gameIds });
    }
    for (const path of displacedFiles(folder)) await background.scrubBackup({ path, gameIds });
    for (const path of quarantineFolders(folder)) await rm(path, WITH_CONTENTS);
  } catch (cause) {
    if (cause instanceof StorageError) throw cause;
    throw new StorageError(errorSentence(errorKindOf(cause)), { cause });
  }
}
