/** Whether a database is whole: SQLite's own check, then every game folded from its first event on. */
import type { Database } from 'better-sqlite3';
import type { GameState } from '../../../game/state.ts';
import { foldGame } from './game-record.ts';
import { OpenError } from './open-error.ts';

/** `sound`, or what SQLite complains of first. Throws what SQLite says when it cannot even look. */
export function checkIntegrity(db: Database): string {
  const verdict = String(db.pragma('quick_check(1)', { simple: true }));
  return verdict === 'ok' ? 'sound' : verdict;
}

/**
 * Every game of the database, folded. Throws `OpenError` (`damaged`) when a part of the file is not as it was written, and
 * `NewerEventError`.
 */
export function checkAndFoldGames(db: Database): GameState[] {
  const verdict = checkIntegrity(db);
  if (verdict !== 'sound') throw damaged(db, verdict);
  const games = db.prepare<[], { id: number }>('select game_id as id from games order by game_id').all();
  return games.map(({ id }) => {
    const folded = foldGame(db, id, discard);
    if (folded?.isWhole !== true) throw damaged(db, `game ${id} cannot be read to its end`);
    return folded.state;
  });
}

/** 100,000 events kept in memory would cost a start more than reading them does. */
const discard = () => undefined;

function damaged(db: Database, what: string): OpenError {
  return new OpenError(
    'damaged',
    `${db.name} is damaged (${what}). Put a backup in its place and start again.`,
  );
}
