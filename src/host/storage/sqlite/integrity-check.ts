/** Checks a database: SQLite's own check first, then every row against its checksum, and every game is folded from its first event. */
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { GameState } from '../../../game/state.ts';
import { runAtOnce } from '../../time/time-slices.ts';
import { DamagedDataError, type TicketRecord, type ClockCheckpoint } from '../event-store.ts';
import type { IdempotencyRow } from '../idempotency-row.ts';
import { OpenError } from '../open-error.ts';
import { IS_UNFINISHED } from './event-columns.ts';
import { foldGame, unfinishedGameIdsIn } from './game-record.ts';
import { IDEMPOTENCY_COLUMNS, requireIntactOutcome, requireIntactTick, type Checked } from './game-rows.ts';
import { requireIntactHighWater, type HighWaterRow } from './ids.ts';
import { knownMigrations, migrate } from './migrate.ts';
import { requireIntactSetting, type SettingRow } from './settings.ts';
import { requireIntactTicket, TICKET_COLUMNS } from './tickets.ts';
import { markedGameIdsIn } from './unseen-marks.ts';

/** `sound`, or SQLite's first complaint. Throws SQLite's error if it cannot check at all. */
export function checkIntegrity(db: Database): string {
  // The quick check compares neither tables with their indexes nor the order of keys. It is hardly quicker: `games` alone has an index.
  const verdict = String(db.pragma('integrity_check(1)', { simple: true }));
  if (verdict !== 'ok') return verdict;
  return 'sound';
}

/**
 * Every game in the database, folded. The database has been migrated. Throws `OpenError` (`damaged`) if any part of the file is
 * damaged, and `NewerEventError`.
 */
export function checkAndFoldGames(db: Database): GameState[] {
  const verdict = checkIntegrity(db);
  if (verdict !== 'sound') throw damaged(db, verdict);
  if (schemaOf(db) !== expectedSchema()) throw damaged(db, 'its tables are not as this program made them');
  const games = db
    .prepare<[], { id: number; code: string }>(
      `select game_id as id, code from games where coalesce(not (${IS_UNFINISHED}), true) order by game_id`,
    )
    .all();
  const states = games.map(({ id, code }) => {
    const folded = runAtOnce(foldGame(db, id, discard));
    if (folded?.isWhole !== true) throw damaged(db, `game ${id} cannot be read to its end`);
    if (!folded.areCausesIntact) throw damaged(db, `game ${id} does not say what caused its events`);
    const { state } = folded;
    if (state.gameId !== id || state.code !== code) throw damaged(db, `game ${id} is not what its log says`);
    return state;
  });
  const unfinished = unfinishedGameIdsIn(db);
  const stored = db
    .prepare<{ unfinished: string; marked: string }, { count: number }>(
      `select count(*) as count from events where game_id not in (select value from json_each(@unfinished))
         and not (game_id in (select value from json_each(@marked))
           and seq > (select last_seq from games where games.game_id = events.game_id))`,
    )
    .get({ unfinished: JSON.stringify(unfinished), marked: JSON.stringify(markedGameIdsIn(db)) })?.count;
  if (stored !== states.reduce((sum, { seq }) => sum + seq, 0)) throw damaged(db, 'events of no game');
  try {
    requireIntactRows(db, new Set([...games.map(({ id }) => id), ...unfinished]));
  } catch (error) {
    if (error instanceof DamagedDataError) throw damaged(db, error.message);
    throw error;
  }
  return states;
}

/** Everything but games and events. Throws `DamagedDataError`. */
function requireIntactRows(db: Database, gameIds: ReadonlySet<number>): void {
  const requireGame = (table: string, gameId: number | null) => {
    if (gameId !== null && !gameIds.has(gameId))
      throw new DamagedDataError(`A row of ${table} is of no game`);
  };
  const outcomes = db.prepare<[], Checked<IdempotencyRow> & { gameId: number }>(
    `select ${IDEMPOTENCY_COLUMNS}, game_id as gameId, checksum from outcomes`,
  );
  for (const row of outcomes.iterate()) {
    requireGame('outcomes', row.gameId);
    requireIntactOutcome(row.gameId, row);
  }
  const ticks = db.prepare<[], Checked<ClockCheckpoint> & { gameId: number }>(
    'select game_id as gameId, play_ms as playMs, at, checksum from ticks',
  );
  for (const row of ticks.iterate()) {
    requireGame('ticks', row.gameId);
    requireIntactTick(row.gameId, row);
  }
  const tickets = db.prepare<[], Checked<TicketRecord>>(`select ${TICKET_COLUMNS} from tickets`);
  for (const row of tickets.iterate()) {
    requireGame('tickets', row.gameId);
    requireIntactTicket(row);
  }
  const highWater = db.prepare<[], HighWaterRow>('select kind, id, checksum from high_water').all();
  for (const row of highWater) requireIntactHighWater(row);
  for (const row of db.prepare<[], SettingRow>('select name, value, checksum from settings').iterate())
    requireIntactSetting(row);
}

/** The tables as text. */
function schemaOf(db: Database): string {
  const rows = db.prepare('select type, name, tbl_name, sql from sqlite_schema order by name').all();
  return JSON.stringify(rows);
}

function expectedSchema(): string {
  const db = new SqliteDatabase(':memory:');
  try {
    migrate(db, knownMigrations());
    return schemaOf(db);
  } finally {
    db.close();
  }
}

/** Keeping 100,000 events in memory would slow startup more than reading them does. */
const discard = () => undefined;

function damaged(db: Database, what: string): OpenError {
  return new OpenError('damaged', { key: 'start_error.damaged_what', params: { path: db.name, what } });
}
