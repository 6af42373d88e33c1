/** Removes what an import, a restore or a wipe has not finished, while nobody waits. */
import type { Database } from 'better-sqlite3';
import { unfinishedGameIdsIn } from './game-record.ts';
import { openGameRows } from './game-rows.ts';
import type { Transactions } from './transactions.ts';
import { markedGameIdsIn } from './unseen-marks.ts';
import { removeUnseenRows } from './unseen-rows.ts';

/** Removes what a kill left unfinished: whole games, and rows of others that nobody sees. Throws `StorageError`. */
export function removeUnfinishedGames({ db, write }: Transactions): void {
  if (unfinishedGameIdsIn(db).length === 0 && markedGameIdsIn(db).length === 0) return;
  write(() => removeUnfinishedIn(db));
}

/** The same in any of our databases. Called inside a transaction. False if there was nothing. Throws SQLite's error. */
export function removeUnfinishedIn(db: Database): boolean {
  const rows = openGameRows(db);
  const gameIds = unfinishedGameIdsIn(db);
  for (const gameId of gameIds) rows.remove(gameId);
  return removeUnseenRows(db) || gameIds.length > 0;
}
