/** What a backup holds, for choosing one: read without folding its games. */
import { openBackup } from './backup-files.ts';

export interface BackedUpGame {
  readonly gameId: number;
  readonly code: string;
  readonly name: string;
  /** Seq of its last event. */
  readonly seq: number;
}

/** Null when the file is damaged or gone. */
export function contentsOf(path: string): readonly BackedUpGame[] | null {
  let db: ReturnType<typeof openBackup> | null = null;
  try {
    db = openBackup(path);
    const games = db.prepare<[], BackedUpGame>(
      `select game_id as gameId, code,
         (select body ->> 'name' from events named where named.game_id = games.game_id
          and body like '{"type":"game_c%' and body ->> 'name' is not null order by seq desc limit 1) as name,
         (select max(seq) from events last where last.game_id = games.game_id) as seq
       from games order by game_id`,
    );
    return games.all();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  } finally {
    db?.close();
  }
}
