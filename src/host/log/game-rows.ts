/** A game's rows: how they are written and deleted, and how an event is read out of one. */
import type { Database } from 'better-sqlite3';
import type { LoggedEvent } from '../../game/events.ts';
import { StorageError, type PlayTick } from './event-log.ts';
import { isGameEvent } from './event-shapes.ts';

export interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly playMs: number;
  readonly by: number;
  readonly body: string;
}
export const EVENT_COLUMNS = 'seq, at, play_ms as playMs, caused_by as "by", body';

export interface OutcomeRow {
  readonly participantId: number;
  readonly key: string;
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
  readonly secretsOf: number | null;
}
export const OUTCOME_COLUMNS = `participant_id as participantId, key, request_hash as requestHash,
  status, body, secrets_of as secretsOf`;

/** Children first. */
export const GAME_TABLES = ['tickets', 'ticks', 'outcomes', 'events', 'games'] as const;

/** Writes rows; called inside a transaction. */
export interface GameRows {
  game(gameId: number, code: string): void;
  /** An event of type `game_created` brings its game's row along. */
  event(gameId: number, logged: LoggedEvent): void;
  outcome(gameId: number, row: OutcomeRow): void;
  tick(gameId: number, tick: PlayTick): void;
  /** Deletes all rows of a game. */
  remove(gameId: number): void;
}

export function openGameRows(db: Database): GameRows {
  const insertGame = db.prepare<[number, string]>('insert into games (game_id, code) values (?, ?)');
  const insertEvent = db.prepare<[number, number, number, number, number, string]>(
    'insert into events (game_id, seq, at, play_ms, caused_by, body) values (?, ?, ?, ?, ?, ?)',
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
    game,
    event(gameId, { seq, at, playMs, by, event }) {
      if (event.type === 'game_created') game(gameId, event.code);
      insertEvent.run(gameId, seq, at, playMs, by, JSON.stringify(event));
    },
    outcome(gameId, { participantId, key, requestHash, status, body, secretsOf }) {
      insertOutcome.run(participantId, key, gameId, requestHash, status, body, secretsOf);
    },
    tick(gameId, { playMs, at }) {
      putTick.run(gameId, playMs, at);
    },
    remove(gameId) {
      for (const deletion of deletions) deletion.run(gameId);
    },
  };
}

/** Throws `StorageError` when the row is not the event that follows. */
export function loggedEvent(
  gameId: number,
  expectedSeq: number,
  { seq, at, playMs, by, body }: EventRow,
): LoggedEvent {
  if (seq !== expectedSeq) throw unreadable(gameId, expectedSeq, 'is missing');
  return { seq, at, playMs, by, event: parsedEvent(gameId, seq, body) };
}

function parsedEvent(gameId: number, seq: number, body: string): LoggedEvent['event'] {
  let event: unknown;
  try {
    event = JSON.parse(body);
  } catch (cause) {
    throw unreadable(gameId, seq, 'is not JSON', { cause });
  }
  if (!isGameEvent(event))
    throw unreadable(gameId, seq, 'is of a kind or shape that this version does not know');
  return event;
}

function unreadable(gameId: number, seq: number, what: string, options?: ErrorOptions): StorageError {
  return new StorageError(`Event ${seq} of game ${gameId} ${what}: restore a backup.`, options);
}
