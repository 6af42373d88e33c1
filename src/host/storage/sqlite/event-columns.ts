/** The columns of a game's log in SQLite, in any version of our databases. */
import type { Database } from 'better-sqlite3';
import type { LogHead } from '../event-chain.ts';

const NO_HEAD: LogHead = { seq: null, checksum: null };

export const EVENT_COLUMNS = 'seq, at, play_ms as playMs, caused_by as "by", version, body, checksum, cause';
export const HEAD_COLUMNS = 'last_seq as seq, last_checksum as checksum';

/** In `where`: the game's log is not finished, so nobody may see it. A game of an older version has no head at all. */
export const IS_UNFINISHED = 'last_seq = 0 and last_checksum is null';

/** Of a row of `games`: where its log ends. There may be rows beyond it that nobody sees. */
export const LAST_SEQ =
  'coalesce(last_seq, (select max(seq) from events where events.game_id = games.game_id))';

/** The same of a head that was read. */
export function isUnfinished({ seq, checksum }: LogHead): boolean {
  return seq === 0 && checksum === null;
}

/** The event columns in any of our databases: one that has not been migrated lacks the newest. */
export function eventColumnsOf(db: Database): string {
  const version = hasColumn(db, 'events', 'version') ? 'version' : '1 as version';
  const checksum = hasColumn(db, 'events', 'checksum') ? 'checksum' : 'null as checksum';
  const cause = hasColumn(db, 'events', 'cause') ? 'cause' : 'null as cause';
  return `seq, at, play_ms as playMs, caused_by as "by", ${version}, body, ${checksum}, ${cause}`;
}

/** The head of a game's log in any of our databases. */
export function headOf(db: Database, gameId: number): LogHead {
  if (!hasColumn(db, 'games', 'last_seq')) return NO_HEAD;
  const head = db.prepare<[number], LogHead>(`select ${HEAD_COLUMNS} from games where game_id = ?`);
  return head.get(gameId) ?? NO_HEAD;
}

export function hasColumn(db: Database, table: string, column: string): boolean {
  const found = db.prepare<[string, string]>('select 1 from pragma_table_info(?) where name = ?');
  return found.get(table, column) !== undefined;
}
