/** The data folders of earlier versions: their games are imported at the start, or as soon as that works. */
import { existsSync } from 'node:fs';
import type { Warning } from '../../../protocol/host-warnings.ts';
import type { Cancel, Clock } from '../../time/clock.ts';
import { RoomClosedError } from '../event-store.ts';
import { importFolder, retireImported, type ImportFolderOptions } from './import-folder.ts';

const CHECK_EVERY_MS = 60_000;

export interface EarlierFoldersOptions extends ImportFolderOptions {
  readonly clock: Clock;
  /** What the banker has to know about a folder; null: nothing any more. */
  readonly warn: (folder: string, warning: Warning | null) => void;
}

/**
 * Resolves once every folder has been tried. Then looks every minute whether one that could not be imported can be by now, and
 * whether those that were are gone. Rejects with `StorageError` when this host's own store fails.
 */
export async function followEarlierFolders(
  folders: readonly string[],
  { clock, warn, ...options }: EarlierFoldersOptions,
): Promise<Cancel> {
  const current = new Map<string, Warning | null>();
  const set = (folder: string, warning: Warning | null) => {
    current.set(folder, warning);
    warn(folder, warning);
  };
  for (const folder of folders) set(folder, await importFolder(folder, options));

  let cancel: Cancel = () => undefined;
  let isStopped = false;
  const check = async () => {
    for (const [folder, warning] of current) {
      if (isStopped || warning === null) continue;
      set(folder, await followUp(folder, warning, options));
    }
    schedule();
  };
  const schedule = () => {
    if (isStopped || [...current.values()].every((warning) => warning === null)) return;
    cancel = clock.after(CHECK_EVERY_MS, () => {
      check().catch((error: unknown) => {
        if (error instanceof RoomClosedError) return;
        options.report('the folder of an earlier version could not be looked after', error);
        schedule();
      });
    });
  };
  schedule();
  return () => {
    isStopped = true;
    cancel();
  };
}

/** What is still to be said about a folder. */
async function followUp(
  folder: string,
  warning: Warning,
  options: ImportFolderOptions,
): Promise<Warning | null> {
  switch (warning.code) {
    case 'games_imported':
      return existsSync(warning.params.kept_as) ? warning : null;
    case 'games_imported_twice':
      return existsSync(folder) ? retireImported(warning.params) : null;
    case 'games_not_imported':
      return existsSync(folder) ? importFolder(folder, options) : null;
    default:
      return warning;
  }
}
