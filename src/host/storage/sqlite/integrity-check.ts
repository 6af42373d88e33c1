/** Checks a database: SQLite's own check first, then every game is folded from its first event. */
import type { Database } from 'better-sqlite3';
import type { GameState } from '../../../game/state.ts';
import { foldGame } from './game-record.ts';
import { OpenError } from './open-error.ts';

/** `sound`, or SQLite's first complaint. Throws SQLite's error if it cannot check at all. */
export function checkIntegrity(db: Database): string {
  const verdict = String(db.pragma('quick_check(1)', { simple: true }));
  return verdict === 'ok' ? 'sound' : verdict;
}

/**
 * Every game in the database, folded. Throws `OpenError` (`damaged`) if any part of the file is damaged, and `NewerEventError`.
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

/** Keeping 100,000 events in memory would slow startup more than reading them does. */
const discard = () => undefined;

function damaged(db: Database, what: string): OpenError {
  return new OpenError(
    'damaged',
    `${db.name} is damaged (${what}). Put a backup in its place and start again.`,
  );
}
