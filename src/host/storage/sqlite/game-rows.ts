/** Writes and deletes a game's rows, and reads events from them. */
import type { Database } from 'better-sqlite3';
import type { LoggedEvent } from '../../../game/events.ts';
import { readEvent } from '../../../game/read-event.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import { NewerEventError, StorageError, type ClockCheckpoint } from '../event-store.ts';

export interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly playMs: number;
  readonly by: number;
  /** Which version of the events the body was written in. */
  readonly version: number;
  readonly body: string;
}
export const EVENT_COLUMNS = 'seq, at, play_ms as playMs, caused_by as "by", version, body';
/** For a database that has not been migrated: all its events are of version 1. */
const OLDER_EVENT_COLUMNS = 'seq, at, play_ms as playMs, caused_by as "by", 1 as version, body';

/** The event columns in any of our databases. */
export function eventColumnsOf(db: Database): string {
  const version = db.prepare("select 1 from pragma_table_info('events') where name = 'version'").get();
  return version === undefined ? OLDER_EVENT_COLUMNS : EVENT_COLUMNS;
}

export interface IdempotencyRow {
  readonly participantId: number;
  readonly key: string;
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
  readonly secretsOf: number | null;
}
export const IDEMPOTENCY_COLUMNS = `participant_id as participantId, key, request_hash as requestHash,
  status, body, secrets_of as secretsOf`;

/** Child tables first. */
export const GAME_TABLES = ['tickets', 'ticks', 'outcomes', 'events', 'games'] as const;

/** Writes rows; called inside a transaction. */
export interface GameRows {
  insertGame(gameId: number, code: string): void;
  /** For a `game_created` event, also inserts the game's row. */
  insertEvent(gameId: number, logged: LoggedEvent): void;
  insertIdempotencyRecord(gameId: number, row: IdempotencyRow): void;
  saveCheckpoint(gameId: number, saveCheckpoint: ClockCheckpoint): void;
  /** Deletes all rows of a game. */
  remove(gameId: number): void;
}

export function openGameRows(db: Database): GameRows {
  const insertGame = db.prepare<[number, string]>('insert into games (game_id, code) values (?, ?)');
  const insertEvent = db.prepare<[number, number, number, number, number, number, string]>(
    'insert into events (game_id, seq, at, play_ms, caused_by, version, body) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertOutcome = db.prepare<[number, string, number, string, number, string, number | null]>(
    `insert into outcomes (participant_id, key, game_id, request_hash, status, body, secrets_of)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const putTick = db.prepare<[number, number, number]>(
    `insert into ticks (game_id, play_ms, at) values (?, ?, ?)
     on conflict (game_id) do update set play_ms = max(play_ms, excluded.play_ms), at = excluded.at`,
  );
  const deletions = GAME_TABLES.map((table) =>
    db.prepare<[number]>(`delete from ${table} where game_id = ?`),
  );

  const game = (gameId: number, code: string) => {
    insertGame.run(gameId, code);
  };
  return {
    insertGame: game,
    insertEvent(gameId, { seq, at, playMs, by, event }) {
      if (event.type === 'game_created') game(gameId, event.code);
      insertEvent.run(gameId, seq, at, playMs, by, EVENT_VERSION, JSON.stringify(event));
    },
    insertIdempotencyRecord(gameId, { participantId, key, requestHash, status, body, secretsOf }) {
      insertOutcome.run(participantId, key, gameId, requestHash, status, body, secretsOf);
    },
    saveCheckpoint(gameId, { playMs, at }) {
      putTick.run(gameId, playMs, at);
    },
    remove(gameId) {
      for (const deletion of deletions) deletion.run(gameId);
    },
  };
}

/** Throws `NewerEventError` for an event from a newer version, and `StorageError` if the row is not the expected event. */
export function loggedEvent(
  gameId: number,
  expectedSeq: number,
  { seq, at, playMs, by, version, body }: EventRow,
): LoggedEvent {
  if (seq !== expectedSeq) throw unreadable(gameId, expectedSeq, 'is missing');
  const event = readEvent(parsedBody(gameId, seq, body), version);
  if (event === 'newer') throw new NewerEventError(`event ${seq} of game ${gameId}`);
  if (event === 'damaged') throw unreadable(gameId, seq, 'does not have the shape of any known version');
  return { seq, at, playMs, by, event };
}

/** Whether a newer version wrote the event. False for one that cannot be read at all. */
export function isNewer({ version, body }: Pick<EventRow, 'version' | 'body'>): boolean {
  try {
    return readEvent(JSON.parse(body), version) === 'newer';
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return false;
  }
}

function parsedBody(gameId: number, seq: number, body: string): unknown {
  try {
    const found: unknown = JSON.parse(body);
    return found;
  } catch (cause) {
    throw unreadable(gameId, seq, 'is not JSON', { cause });
  }
}

function unreadable(gameId: number, seq: number, what: string, options?: ErrorOptions): StorageError {
  return new StorageError(`Event ${seq} of game ${gameId} ${what}: restore a backup.`, options);
}
