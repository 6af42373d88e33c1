/** The event log on SQLite: one transaction a batch, durable before it returns. */
import type { LoggedEvent } from '../../game/events.ts';
import {
  StorageError,
  type Batch,
  type EventLog,
  type GameHead,
  type KeptOutcome,
  type PlayTick,
} from './event-log.ts';
import { isGameEvent } from './event-shapes.ts';
import type { Ids } from './ids.ts';
import type { Storage } from './storage.ts';
import type { Tickets } from './tickets.ts';
import type { Wiper } from './wipe.ts';

/** Rows fetched at a time: no statement stays open while the reader works, so writing goes on. */
const PAGE = 2_000;

const OUTCOME = 'request_hash as requestHash, status, body, secrets_of as secretsOf';

interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly playMs: number;
  readonly by: number;
  readonly body: string;
}

interface OutcomeRow {
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
  readonly secretsOf: number | null;
}

export interface Parts {
  readonly storage: Storage;
  readonly ids: Ids;
  readonly tickets: Tickets;
  readonly wiper: Wiper;
}

export function openGamesLog({ storage, ids, tickets, wiper }: Parts): EventLog {
  const { db, write, read } = storage;
  const head = db.prepare<[number], { seq: number | null }>(
    'select max(seq) as seq from events where game_id = ?',
  );
  const insertGame = db.prepare<[number, string]>('insert into games (game_id, code) values (?, ?)');
  const insertEvent = db.prepare<[number, number, number, number, number, string]>(
    'insert into events (game_id, seq, at, play_ms, caused_by, body) values (?, ?, ?, ?, ?, ?)',
  );
  const insertOutcome = db.prepare<[number, string, number, string, number, string, number | null]>(
    `insert into outcomes (participant_id, key, game_id, request_hash, status, body, secrets_of)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const page = db.prepare<[number, number, number], EventRow>(
    `select seq, at, play_ms as playMs, caused_by as "by", body from events
     where game_id = ? and seq > ? order by seq limit ?`,
  );
  const heads = db.prepare<[], GameHead>(
    `select game_id as gameId, code, (select max(seq) from events where events.game_id = games.game_id) as seq
     from games order by game_id`,
  );
  const outcome = db.prepare<[number, string, number], OutcomeRow>(
    `select ${OUTCOME} from outcomes where participant_id = ? and key = ? and game_id = ?`,
  );
  const outcomeOfAnyGame = db.prepare<[number, string], OutcomeRow>(
    `select ${OUTCOME} from outcomes where participant_id = ? and key = ? order by game_id limit 1`,
  );
  const putTick = db.prepare<[number, number, number]>(
    `insert into ticks (game_id, play_ms, at) values (?, ?, ?)
     on conflict (game_id) do update set play_ms = max(play_ms, excluded.play_ms), at = excluded.at`,
  );
  // An event says as much about play time as a tick does: the later of the two counts.
  const lastTick = db.prepare<[number, number], PlayTick>(
    `select play_ms as playMs, at from (
       select play_ms, at from ticks where game_id = ?
       union all
       select * from (select play_ms, at from events where game_id = ? order by seq desc limit 1)
     ) order by play_ms desc, at desc limit 1`,
  );

  const insertEvents = ({ gameId, expectedSeq, events }: Batch) => {
    let seq = expectedSeq;
    for (const { seq: given, at, playMs, by, event } of events) {
      seq += 1;
      if (given !== seq)
        throw new StorageError(`Event ${given} of game ${gameId} does not follow event ${seq - 1}.`);
      if (event.type === 'game_created') insertGame.run(gameId, event.code);
      insertEvent.run(gameId, seq, at, playMs, by, JSON.stringify(event));
    }
  };

  const insertOutcomes = ({ gameId, outcomes }: Batch) => {
    for (const { key, outcome: kept } of outcomes) {
      const { participantId, requestHash } = key;
      insertOutcome.run(participantId, key.key, gameId, requestHash, kept.status, kept.body, kept.secretsOf);
    }
  };

  return {
    append(batch) {
      write(() => {
        refuseSecondWriter(batch, head.get(batch.gameId)?.seq ?? 0);
        insertEvents(batch);
        insertOutcomes(batch);
        tickets.useInBatch(batch);
        ids.write();
      });
      ids.written();
    },
    *read(gameId, afterSeq) {
      let seq = afterSeq;
      for (;;) {
        const rows = read(() => page.all(gameId, seq, PAGE));
        for (const row of rows) {
          yield loggedEvent(gameId, seq + 1, row);
          seq = row.seq;
        }
        if (rows.length < PAGE) return;
      }
    },
    list: () => read(() => heads.all()),
    nextId: (kind) => ids.next(kind),
    findOutcome: (gameId, participantId, key) =>
      keptOutcome(read(() => outcome.get(participantId, key, gameId))),
    findOutcomeOfAnyGame: (participantId, key) =>
      keptOutcome(read(() => outcomeOfAnyGame.get(participantId, key))),
    saveTick(gameId, { playMs, at }) {
      write(() => putTick.run(gameId, playMs, at));
    },
    readTick: (gameId) => read(() => lastTick.get(gameId, gameId) ?? null),
    wipe: (gameId) => wiper.wipe(gameId),
  };
}

function refuseSecondWriter({ gameId, expectedSeq }: Batch, found: number): void {
  if (found === expectedSeq) return;
  throw new StorageError(
    `Game ${gameId} has another writer: event ${found} is the last one stored, ${expectedSeq} was expected.`,
  );
}

function loggedEvent(
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

function keptOutcome(row: OutcomeRow | undefined): KeptOutcome | null {
  if (row === undefined) return null;
  const { requestHash, status, body, secretsOf } = row;
  return { requestHash, outcome: { status, body, secretsOf } };
}
