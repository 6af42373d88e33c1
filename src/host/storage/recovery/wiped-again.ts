/**
 * Wiped is wiped: an older copy of the database, put in its place by hand, still has games that were wiped after it was made. The file with
 * the games' heads says which ones those are.
 */
import type { Database } from 'better-sqlite3';
import { openGameRows } from '../sqlite/game-rows.ts';
import { isSame, knownHeadsIn, wipedGamesIn } from '../sqlite/known-heads.ts';
import { lastBackupNumber } from '../sqlite/settings.ts';
import { addUnfinishedWipes } from '../sqlite/wipe.ts';

interface IdAndCode {
  readonly gameId: number;
  /** Null: nobody can tell. */
  readonly code: string | null;
}

/** Whether this game of a database, or of a backup, is wiped. */
export type IsWiped = (game: IdAndCode) => boolean;

/**
 * @param backupNumber of the last backup that the database knows of: one that knows of a later one than the file is newer than that, as
 * after a version of the program that writes no such file, and whatever is in it is there on purpose
 */
export function wipedBefore(folder: string, backupNumber: number): IsWiped {
  const { backupNumber: known } = knownHeadsIn(folder);
  if (known !== null && backupNumber > known) return () => false;
  const wiped = wipedGamesIn(folder);
  return (game) => wiped.some((one) => isSame(one, game));
}

/**
 * Hides what is wiped among the games of a sound database, and has the start remove every trace of it, also from the backups. Returns the
 * others. Throws SQLite's error and `DamagedDataError`.
 */
export function wipeAgain<Game extends { readonly gameId: number; readonly code: string }>(
  db: Database,
  folder: string,
  games: readonly Game[],
): readonly Game[] {
  const isWiped = wipedBefore(folder, lastBackupNumber(db));
  const gameIds = games.filter(isWiped).map(({ gameId }) => gameId);
  if (gameIds.length === 0) return games;
  const rows = openGameRows(db);
  db.transaction(() => {
    for (const gameId of gameIds) rows.retire(gameId);
    addUnfinishedWipes(db, gameIds);
  })();
  return games.filter(({ gameId }) => !gameIds.includes(gameId));
}
