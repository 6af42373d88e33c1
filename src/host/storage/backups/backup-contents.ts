/** What a backup holds, without folding its games. */
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { IdKind, StoredLibrary } from '../event-store.ts';
import { hasColumn, IS_UNFINISHED, LAST_SEQ } from '../sqlite/event-columns.ts';
import { ID_KINDS, requireIntactHighWater, type HighWaterRow } from '../sqlite/ids.ts';
import { storedLibraryIn } from '../sqlite/library-row.ts';

export interface BackedUpGame {
  readonly gameId: number;
  readonly code: string;
  readonly name: string;
  /** Seq of its last event. */
  readonly seq: number;
}

/**
 * Only a forged file holds a higher id: it is as far as five hundred recoveries leap, one after the other. Addresses, tokens and tickets
 * have room for fifteen digits, which is as far again.
 */
const LAST_CREDIBLE_ID = 2 ** 49;

/** Where a game's log ends. Its checksum covers every event; null in a game of an older version. */
export interface BackedUpHead extends Pick<BackedUpGame, 'gameId' | 'seq'> {
  readonly checksum: number | null;
}

/** Where the logs of all games in one of our databases end. */
export function headsOf(db: Database): readonly BackedUpHead[] {
  const checksum = hasColumn(db, 'games', 'last_checksum') ? 'last_checksum' : 'null';
  const heads = db.prepare<[], BackedUpHead>(
    `select game_id as gameId, ${lastSeqIn(db)} as seq, ${checksum} as checksum
     from games where ${finishedIn(db)} order by game_id`,
  );
  return heads.all();
}

/** What one of our databases holds, as far as two of them have to be compared. */
export interface Holdings {
  readonly heads: readonly BackedUpHead[];
  readonly library: StoredLibrary | null;
}

/** Throws SQLite's error and `DamagedDataError`. */
export function holdingsOf(db: Database): Holdings {
  return { heads: headsOf(db), library: storedLibraryIn(db) };
}

/** The same in a backup, which even a large file says at once; null if it is damaged or gone. */
export function holdingsIn(path: string): Holdings | null {
  return readBackup(path, holdingsOf);
}

/** Whether the backup's log of one of these games is longer, and the same as far as they go. False if it is damaged or gone. */
export function continues(path: string, heads: readonly BackedUpHead[]): boolean {
  const found = readBackup(path, (db) => {
    if (!hasColumn(db, 'events', 'checksum')) return false;
    const events = db.prepare<[number, number], { seq: number; checksum: number | null }>(
      'select seq, checksum from events where game_id = ? and seq >= ? order by seq limit 2',
    );
    return heads.some(({ gameId, seq, checksum }) => {
      const [same, next] = events.all(gameId, seq);
      return next !== undefined && checksum !== null && same?.seq === seq && same.checksum === checksum;
    });
  });
  return found ?? false;
}

/** In `where`, in any of our databases. */
function finishedIn(db: Database): string {
  return hasColumn(db, 'games', 'last_seq') ? `coalesce(not (${IS_UNFINISHED}), true)` : 'true';
}

/** Of a row of `games`, in any of our databases. */
function lastSeqIn(db: Database): string {
  if (hasColumn(db, 'games', 'last_seq')) return LAST_SEQ;
  return '(select max(seq) from events where events.game_id = games.game_id)';
}

/** Null if the file is damaged or gone. A backup from a newer version is read as far as possible. */
export function contentsOf(path: string): readonly BackedUpGame[] | null {
  return readBackup(path, (db) => {
    const games = db.prepare<[], BackedUpGame>(
      `select game_id as gameId, code,
         (select body ->> 'name' from events named where named.game_id = games.game_id
          and body like '{"type":"game_c%' and body ->> 'name' is not null order by seq desc limit 1) as name,
         ${lastSeqIn(db)} as seq
       from games where ${finishedIn(db)} order by game_id`,
    );
    return games.all();
  });
}

/** The highest ids that had been issued when the backup was made; 0 where it does not say. */
export function highestIdsIn(path: string): Readonly<Record<IdKind, number>> {
  const rows = readBackup(path, (db) => {
    const isChecked = hasColumn(db, 'high_water', 'checksum');
    const found = db.prepare<[], HighWaterRow>(
      `select kind, id, ${isChecked ? 'checksum' : 'null as checksum'} from high_water`,
    );
    return found.all().map((row) => {
      if (isChecked) requireIntactHighWater(row);
      return row;
    });
  });
  const highest = { game: 0, participant: 0, challenge: 0 };
  for (const kind of ID_KINDS) {
    const id = rows?.find((row) => row.kind === kind)?.id ?? 0;
    if (id <= LAST_CREDIBLE_ID) highest[kind] = id;
  }
  return highest;
}

/** What `read` finds in a backup; null if that is damaged or gone. */
export function readBackup<T>(path: string, read: (db: Database) => T): T | null {
  let db: Database | null = null;
  try {
    db = new SqliteDatabase(path, { readonly: true, fileMustExist: true });
    return read(db);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return null;
  } finally {
    db?.close();
  }
}
