/** Lists the games in a backup without folding them. */
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { hasColumn, IS_UNFINISHED } from '../sqlite/event-chain.ts';

export interface BackedUpGame {
  readonly gameId: number;
  readonly code: string;
  readonly name: string;
  /** Seq of its last event. */
  readonly seq: number;
}

/** Null if the file is damaged or gone. A backup from a newer version is read as far as possible. */
export function contentsOf(path: string): readonly BackedUpGame[] | null {
  let db: Database | null = null;
  try {
    db = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
    const isFinished = hasColumn(db, 'games', 'last_seq') ? `not (${IS_UNFINISHED})` : 'true';
    const games = db.prepare<[], BackedUpGame>(
      `select game_id as gameId, code,
         (select body ->> 'name' from events named where named.game_id = games.game_id
          and body like '{"type":"game_c%' and body ->> 'name' is not null order by seq desc limit 1) as name,
         (select max(seq) from events last where last.game_id = games.game_id) as seq
       from games where coalesce(${isFinished}, true) order by game_id`,
    );
    return games.all();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  } finally {
    db?.close();
  }
}
