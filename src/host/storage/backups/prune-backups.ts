/** Which backups are kept. */
import { join } from 'node:path';
import { removeFile } from '../folders/remove-file.ts';
import { backupsFolder, isMadeByItself, listBackups, type BackupFile } from './backup-files.ts';

/** Of those around restores, of those that somebody asked for, and of those that are made by themselves: eighteen at most. */
export const KEPT_BACKUPS = 6;

/**
 * Removes all but a few, and neither the one just `made` nor those `inUse`. Those made around restores, and those that somebody asked
 * for, are counted apart from the others, so that play pushes out neither what a restore has replaced nor what somebody wanted to keep.
 * Throws the file system's error.
 */
export function pruneBackups(folder: string, made: string, inUse: ReadonlySet<string>): void {
  for (const { name } of superfluous(listBackups(folder), made))
    if (!inUse.has(name)) removeFile(join(backupsFolder(folder), name));
}

/** @param backups newest first */
function superfluous(backups: readonly BackupFile[], made: string): readonly BackupFile[] {
  const ranks = ranksOf(backups);
  const rankOf = (backup: BackupFile) => (backup.name === made ? Rank.Last : (ranks.get(backup) ?? 0));
  const ranked = backups.toSorted((one, other) => rankOf(other) - rankOf(one));
  return (['around restore', 'asked', 'by itself'] as const).flatMap((kind) =>
    ranked.filter((each) => kindOf(each) === kind).slice(KEPT_BACKUPS),
  );
}

function kindOf(backup: BackupFile): 'around restore' | 'asked' | 'by itself' {
  if (isMadeByItself(backup)) return 'by itself';
  return backup.reason === 'asked' ? 'asked' : 'around restore';
}

/** Which goes first of those around restores; among equals, the oldest. */
const Rank = {
  /** What a restore has brought is in the backup that it came from, too. */
  AfterRestore: 0,
  /** Somebody tries one backup after the other: what was played in between is what a moment brought. */
  BeforeAnother: 1,
  /** What was there before the first of several restores in a row may be the whole evening. */
  BeforeFirst: 2,
  /** What the last restore has replaced, and what was made just now. */
  Last: 3,
} as const;

/**
 * Restores are in a row as long as no backup from ten minutes of play is between them. Clocks do not count: they may be set.
 * @param backups newest first
 */
function ranksOf(backups: readonly BackupFile[]): ReadonlyMap<BackupFile, number> {
  const ranks = new Map<BackupFile, number>();
  let isInRow = false;
  for (const backup of backups.toReversed()) {
    if (backup.reason === 'play') isInRow = false;
    if (backup.reason !== 'before-restore') continue;
    ranks.set(backup, isInRow ? Rank.BeforeAnother : Rank.BeforeFirst);
    isInRow = true;
  }
  const replacedLast = backups.find(({ reason }) => reason === 'before-restore');
  if (replacedLast !== undefined) ranks.set(replacedLast, Rank.Last);
  return ranks;
}
