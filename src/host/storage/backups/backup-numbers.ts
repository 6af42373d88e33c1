/** What happens to the numbers of backups where none can follow: somebody has written one into a name. */
import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../folders/data-folder.ts';
import { backupsFolder, LAST_CREDIBLE_NUMBER, listBackups, unnumberedName } from './backup-files.ts';

/** More than any host makes after a number that somebody has written just below the last one. */
const MOST_AFTER = 1e6;

/**
 * The number after these. Where it would be none that a host can have counted, the numbers near the last one are left out, and all backups
 * have theirs taken off: dates order them from then on. Throws the file system's error and `StorageError`.
 * @param numbers of all backups, and of those that were
 * @param notify receives a sentence for each that is renamed
 */
export function numberAfter(
  numbers: readonly number[],
  folder: string,
  notify: (line: string) => void,
): number {
  const highest = Math.max(0, ...numbers);
  if (highest < LAST_CREDIBLE_NUMBER) return highest + 1;
  takeNumbersOff(folder, notify);
  return Math.max(0, ...numbers.filter((number) => number <= LAST_CREDIBLE_NUMBER - MOST_AFTER)) + 1;
}

function takeNumbersOff(folder: string, notify: (line: string) => void): void {
  const path = backupsFolder(folder);
  for (const { name, number, at, reason } of listBackups(folder)) {
    if (number === 0) continue;
    let free = at;
    while (existsSync(join(path, unnumberedName({ at: free, reason })))) free += 1;
    const kept = unnumberedName({ at: free, reason });
    renameSync(join(path, name), join(path, kept));
    if (number >= LAST_CREDIBLE_NUMBER)
      notify(`The backup ${name} has a number after which none can follow. It is kept as ${kept}.`);
  }
  syncFolder(path);
}
