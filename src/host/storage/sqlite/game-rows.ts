/** Writes and deletes a game's rows. */
import type { Database } from 'better-sqlite3';
import type { LoggedEvent } from '../../../game/events.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import { checksumOf, requireChecksum } from '../checksum.ts';
import { storedCause } from '../command-id.ts';
import { eventChecksum, type EventRow, type LogHead } from '../event-chain.ts';
import { type ClockCheckpoint, DamagedDataError } from '../event-store.ts';
import { type IdempotencyRow, outcomeChecksum } from '../idempotency-row.ts';
import { EVENT_COLUMNS, HEAD_COLUMNS } from './event-columns.ts';

/** A row with its checksum. */
export type Checked<Row> = Row & { readonly checksum: number | null };

export const IDEMPOTENCY_COLUMNS = `participant_id as participantId, key, request_hash as requestHash,
  status, body, secrets_of as secretsOf`;

/** Throws `DamagedDataError`. */
export function requireIntactOutcome(gameId: number, row: Checked<IdempotencyRow>): void {
  if (row.checksum !== outcomeChecksum(gameId, row))
    throw new DamagedDataError('A row of outcomes is damaged');
}

/** Throws `DamagedDataError`. */
export function requireIntactTick(gameId: number, { playMs, at, checksum }: Checked<ClockCheckpoint>): void {
  requireChecksum('ticks', [gameId, playMs, at], checksum);
}

/** Child tables first. */
const GAME_TABLES = ['tickets', 'ticks', 'outcomes', 'events', 'games'] as const;

/** Those that hold few rows, whatever has happened. */
const SMALL_TABLES = ['tickets', 'ticks', 'games'] as const satisfies readonly (typeof GAME_TABLES)[number][];

/** Writes rows; called inside a transaction. */
export interface GameRows {
  /** Where the game's log ends; an older log's head has no checksum. */
  head(gameId: number): { readonly seq: number; readonly checksum: number | null };
  /** A game whose log is not finished: `putHead` finishes it. */
  insertUnfinishedGame(gameId: number, code: string): void;
  /** Marks a stored game as unfinished, so that nobody sees it any more and it can be removed bit by bit. Its code is free. */
  retire(gameId: number): void;
  /** Inserts one event of an unfinished game after the one with the checksum `before`. Returns its checksum. */
  insertEvent(gameId: number, logged: LoggedEvent, before: number | null): number;
  putHead(gameId: number, head: LogHead): void;
  /** Appends to the game's log. A `game_created` event also inserts the game's row. */
  insertEvents(gameId: number, events: readonly LoggedEvent[]): void;
  insertIdempotencyRecord(gameId: number, row: IdempotencyRow): void;
  /** Replaces what is stored under the row's own key. */
  changeIdempotencyRecord(gameId: number, outcomeId: number, row: IdempotencyRow): void;
  saveCheckpoint(gameId: number, checkpoint: ClockCheckpoint): void;
  /** Deletes all rows of a game. */
  remove(gameId: number): void;
  /** The same for a game without events and answers: looking for those takes long. */
  removeEmpty(gameId: number): void;
}

export function openGameRows(db: Database): GameRows {
  const storedHead = db.prepare<[number], LogHead>(`select ${HEAD_COLUMNS} from games where game_id = ?`);
  const lastEvent = db.prepare<[number], EventRow>(
    `select ${EVENT_COLUMNS} from events where game_id = ? order by seq desc limit 1`,
  );
  const putHead = db.prepare<[number | null, number | null, number]>(
    'update games set last_seq = ?, last_checksum = ? where game_id = ?',
  );
  const insertGame = db.prepare<[number, string]>('insert into games (game_id, code) values (?, ?)');
  const insertEvent = db.prepare<
    [number, number, number, number, number, number, string, number, string | null]
  >(
    `insert into events (game_id, seq, at, play_ms, caused_by, version, body, checksum, cause)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertOutcome = db.prepare<[number, string, number, string, number, string, number | null, number]>(
    `insert into outcomes (participant_id, key, game_id, request_hash, status, body, secrets_of, checksum)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const changeOutcome = db.prepare<[string, number, string, number | null, number, number]>(
    `update outcomes set request_hash = ?, status = ?, body = ?, secrets_of = ?, checksum = ?
     where outcome_id = ?`,
  );
  const tick = db.prepare<[number], ClockCheckpoint>(
    'select play_ms as playMs, at from ticks where game_id = ?',
  );
  const putTick = db.prepare<[number, number, number, number]>(
    `insert into ticks (game_id, play_ms, at, checksum) values (?, ?, ?, ?)
     on conflict (game_id) do update
       set play_ms = excluded.play_ms, at = excluded.at, checksum = excluded.checksum`,
  );
  const insertUnfinished = db.prepare<[number, string]>(
    'insert into games (game_id, code, last_seq) values (?, ?, 0)',
  );
  const retire = db.prepare<[number]>(
    "update games set code = 'retired ' || game_id, last_seq = 0, last_checksum = null where game_id = ?",
  );
  const removeTickets = db.prepare<[number]>('delete from tickets where game_id = ?');
  const deletions = GAME_TABLES.map((table) =>
    db.prepare<[number]>(`delete from ${table} where game_id = ?`),
  );
  const smallDeletions = SMALL_TABLES.map((table) =>
    db.prepare<[number]>(`delete from ${table} where game_id = ?`),
  );

  const head = (gameId: number) => {
    const { seq, checksum } = storedHead.get(gameId) ?? { seq: null, checksum: null };
    return seq === null ? { seq: lastEvent.get(gameId)?.seq ?? 0, checksum: null } : { seq, checksum };
  };

  const addEvent: GameRows['insertEvent'] = (gameId, { seq, at, playMs, by, cause, event }, before) => {
    const body = JSON.stringify(event);
    const checksum = eventChecksum(gameId, { seq, at, playMs, by, version: EVENT_VERSION, body }, before);
    const stored = storedCause({ gameId, seq }, cause);
    insertEvent.run(gameId, seq, at, playMs, by, EVENT_VERSION, body, checksum, stored);
    return checksum;
  };

  return {
    head,
    insertUnfinishedGame(gameId, code) {
      insertUnfinished.run(gameId, code);
    },
    retire(gameId) {
      removeTickets.run(gameId);
      retire.run(gameId);
    },
    insertEvent: addEvent,
    putHead(gameId, { seq, checksum }) {
      putHead.run(seq, checksum, gameId);
    },
    insertEvents(gameId, events) {
      let { checksum } = head(gameId);
      for (const logged of events) {
        if (logged.event.type === 'game_created') insertGame.run(gameId, logged.event.code);
        checksum = addEvent(gameId, logged, checksum);
      }
      const last = events.at(-1);
      if (last !== undefined) putHead.run(last.seq, checksum, gameId);
    },
    insertIdempotencyRecord(gameId, row) {
      const { participantId, key, requestHash, status, body, secretsOf } = row;
      const checksum = outcomeChecksum(gameId, row);
      insertOutcome.run(participantId, key, gameId, requestHash, status, body, secretsOf, checksum);
    },
    changeIdempotencyRecord(gameId, outcomeId, row) {
      const { requestHash, status, body, secretsOf } = row;
      changeOutcome.run(requestHash, status, body, secretsOf, outcomeChecksum(gameId, row), outcomeId);
    },
    saveCheckpoint(gameId, { playMs, at }) {
      const latest = Math.max(playMs, tick.get(gameId)?.playMs ?? 0);
      putTick.run(gameId, latest, at, checksumOf(['ticks', gameId, latest, at]));
    },
    remove(gameId) {
      for (const deletion of deletions) deletion.run(gameId);
    },
    removeEmpty(gameId) {
      for (const deletion of smallDeletions) deletion.run(gameId);
    },
  };
}
