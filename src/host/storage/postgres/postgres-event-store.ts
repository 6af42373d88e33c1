/** The event store on PostgreSQL. */
import { createHash } from 'node:crypto';
import { createTimeSlices } from '../../time/time-slices.ts';
import { EventChain, type EventRow } from '../event-chain.ts';
import {
  ConflictError,
  DamagedDataError,
  RoomClosedError,
  StorageError,
  UnfinishedWipeError,
  type Batch,
  type ClockCheckpoint,
  type EventStore,
  type GameHead,
  type KeyedResponse,
} from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import { type IdempotencyRow, outcomeChecksum, toIdempotencyRecord } from '../idempotency-row.ts';
import { LOG_REPLACED } from '../whole-log.ts';
import type { Database, Session } from './database.ts';
import { UNIQUE_VIOLATION } from './failure.ts';
import { removeGame, retireGame } from './game-removal.ts';
import { insertEvents, insertGame, insertResponses } from './game-rows.ts';
import { claimHostResponse } from './host-responses.ts';
import { createIdBlock } from './id-blocks.ts';
import { claimKeysOfNewGame } from './new-game-keys.ts';
import { openNewIds } from './new-ids.ts';
import { saveOutlook } from './outlooks.ts';
import { markTicketsUsed } from './tickets.ts';

/** Rows fetched at a time. */
const PAGE = 500;
const IDS_AT_ONCE = 10_000;

interface StoredHead {
  readonly seq: number;
  readonly checksum: number;
}
const NO_GAME: StoredHead = { seq: 0, checksum: 0 };

/** An event, or none, with where its log ends and the checksum that it continues. */
interface PageRow extends Partial<EventRow> {
  readonly lastSeq: number;
  readonly lastChecksum: number;
  readonly before: number | null;
}

interface StoredAnswer extends IdempotencyRow {
  readonly gameId: number;
  /** Null in older rows. */
  readonly checksum: number | null;
}

const HEAD = {
  name: 'head_to_append',
  text: `select last_seq as seq, last_checksum as checksum from games
    where game_id = $1 and state = 'stored' for no key update`,
};
const MOVE_HEAD = {
  name: 'move_head',
  // Whatever comes now may name somebody again.
  text: `update games set last_seq = $2, last_checksum = $3, names_removed_at = null
    where game_id = $1 and last_seq = $4`,
};
const READ_PAGE = {
  name: 'read_page',
  text: `select games.last_seq as "lastSeq", games.last_checksum as "lastChecksum",
      (select checksum from events where game_id = $1 and seq = $2) as before, page.*
    from games left join lateral (
      select seq, at, play_ms as "playMs", caused_by as "by", version, body, checksum,
        cause from events
      where game_id = $1 and seq > $2 order by seq limit ${PAGE}) as page on true
    where games.game_id = $1 and games.state = 'stored' order by page.seq`,
};
const LIST = {
  name: 'list_games',
  text: `select game_id as "gameId", code, last_seq as seq from games where state = 'stored' order by game_id`,
};
const LIST_OF = {
  name: 'list_these_games',
  text: `select game_id as "gameId", code, last_seq as seq from games
    where state = 'stored' and game_id = any($1::bigint[]) order by game_id`,
};
const BY_CODE = { name: 'game_by_code', text: 'select game_id as "gameId" from games where code = $1' };
const BY_PARTICIPANT = {
  name: 'game_by_participant',
  text: `select game_id as "gameId" from seats join games using (game_id)
    where participant_id = $1 and state = 'stored'`,
};
const OUTCOME_COLUMNS = `game_id as "gameId", outcomes.participant_id as "participantId", outcomes.key,
  request_hash as "requestHash", status, body, secrets_of as "secretsOf", checksum`;
const OUTCOMES = {
  name: 'find_outcomes',
  // By the index, in which a key may be sound that is not in its row.
  text: `select place, ${OUTCOME_COLUMNS} from outcomes
    join unnest($2::bigint[], $3::text[]) with ordinality as wanted (participant_id, key, place)
      on outcomes.participant_id = wanted.participant_id and outcomes.key = wanted.key
    where game_id = $1`,
};
const COMMAND_IDS = {
  name: 'causes_of_game',
  text: `select seq, cause from events
    where game_id = $1 and seq > $2 and cause is not null order by seq limit ${IDS_AT_ONCE}`,
};
const MADE_BY = {
  name: 'game_made_by',
  text: `select game_id as "gameId" from games join events using (game_id)
    where seq = 1 and starts_with(cause, $1) and state = 'stored'`,
};
const OUTCOME_IN_ANY_GAME = {
  name: 'find_outcome_in_any_game',
  text: `select ${OUTCOME_COLUMNS} from outcomes join games using (game_id)
    where participant_id = $1 and key = $2 and state = 'stored' order by game_id limit 1`,
};
const SAVE_CHECKPOINT = {
  name: 'save_checkpoint',
  text: `insert into checkpoints as saved (game_id, play_ms, at)
    select game_id, $2::bigint, $3::bigint from games where game_id = $1 and state = 'stored' for key share
    on conflict (game_id) do update set play_ms = greatest(saved.play_ms, excluded.play_ms), at = excluded.at`,
};
/** Events record play time too: the later of the two counts. */
const READ_CHECKPOINT = {
  name: 'read_checkpoint',
  text: `select play_ms as "playMs", at from (
      select play_ms, at from checkpoints where game_id = $1
      union all
      select play_ms, events.at from events join games on games.game_id = events.game_id and seq = last_seq
        where events.game_id = $1 and state = 'stored') as saved
    order by play_ms desc, at desc limit 1`,
};

/** How many games a host may have for itself at once: each takes two of its connections. */
const ALONE_AT_ONCE = 4;

/**
 * Rejects with `StorageError`.
 * @param history names the history of this database as it is now: another one has other epochs
 */
export async function openEventStore(database: Database, history: () => string): Promise<EventStore> {
  const { read, write } = database;

  const first = async <Row extends object>(
    statement: { readonly name: string; readonly text: string },
    values: readonly unknown[],
  ): Promise<Row | null> => (await read((session) => session.run<Row>(statement, values))).rows[0] ?? null;

  const games = openNewIds(database, 'game');
  // Those that are asked for in play.
  const inHand = {
    participant: createIdBlock(openNewIds(database, 'participant').take),
    challenge: createIdBlock(openNewIds(database, 'challenge').take),
  };
  await Promise.all([inHand.participant.fill(), inHand.challenge.fill()]);

  // Few at a time: deciding takes a second connection, and whoever held one each could wait for one another for ever.
  const alone: Promise<unknown>[] = Array.from({ length: ALONE_AT_ONCE }, () => Promise.resolve());
  let nextPlace = 0;
  /** In its turn, with the head of the game's log, or none if it is gone: nobody else appends to that until it ends. */
  const withHead = <T>(
    gameId: number,
    step: (session: Session, head: StoredHead | null) => Promise<T>,
  ): Promise<T> => {
    const place = nextPlace++ % ALONE_AT_ONCE;
    const done = (alone[place] ?? Promise.resolve()).then(() =>
      write(async (session) =>
        step(session, (await session.run<StoredHead>(HEAD, [gameId])).rows[0] ?? null),
      ),
    );
    // A failure is for the caller, not for the next one.
    alone[place] = done.catch(() => undefined);
    return done;
  };
  const retire = async (session: Session, gameId: number, answer: KeyedResponse | null) => {
    if (answer !== null) await claimHostResponse(session, answer);
    await retireGame(session, gameId);
  };
  const removeRetired = async (gameId: number): Promise<void> => {
    try {
      await removeGame(database, gameId);
    } catch (cause) {
      throw new UnfinishedWipeError(
        'The game is gone, but the database still holds traces of it: the next start removes them.',
        { cause },
      );
    }
  };

  return {
    append: (batch) => write((session) => append(session, batch)),
    appendAlone: (gameId, decide) =>
      withHead(gameId, async (session) => {
        const batch = await decide();
        if (batch !== null) await append(session, batch);
      }),
    async *read(gameId, afterSeq) {
      let chain: EventChain | null = null;
      const slices = createTimeSlices();
      for (let from = afterSeq; ;) {
        const { rows } = await read((session) => session.run<PageRow>(READ_PAGE, [gameId, from]));
        chain ??= new EventChain(gameId, afterSeq, rows[0]?.before ?? null);
        const events = rows.filter(isEvent);
        for (const row of events) {
          if (slices.isOver()) await slices.next();
          yield chain.read(row);
        }
        const [head] = rows;
        // Whoever reads on knows all events before.
        const isOther = head === undefined ? from > 0 : from === afterSeq && head.lastSeq < from;
        if (isOther) throw new RoomClosedError(LOG_REPLACED);
        from = chain.seq;
        if (events.length === PAGE) continue;
        if (head !== undefined && from > afterSeq)
          chain.finish({ seq: head.lastSeq, checksum: head.lastChecksum });
        return;
      }
    },
    async list(gameIds) {
      const select = (session: Session) =>
        gameIds === undefined ? session.run<GameHead>(LIST) : session.run<GameHead>(LIST_OF, [gameIds]);
      return (await read(select)).rows;
    },
    findByCode: async (code) => (await first<{ gameId: number }>(BY_CODE, [code]))?.gameId ?? null,
    findByParticipant: async (participantId) =>
      (await first<{ gameId: number }>(BY_PARTICIPANT, [participantId]))?.gameId ?? null,
    epochOf: (gameId) => createHash('sha256').update(`${history()} ${gameId}`).digest('hex').slice(0, 32),
    async nextId(kind) {
      if (kind !== 'game') return inHand[kind].next();
      const [id] = await games.take(1);
      if (id === undefined) throw new StorageError('The database gave no id.');
      return id;
    },
    async findIdempotencyRecords(gameId, keys) {
      const wanted = [gameId, keys.map((each) => each.participantId), keys.map(({ key }) => key)];
      const { rows } = await read((session) =>
        session.run<StoredAnswer & { readonly place: number }>(OUTCOMES, wanted),
      );
      return keys.map((key, index) => {
        const row = rows.find(({ place }) => place === index + 1);
        if (row === undefined) return null;
        return isIntact(row, key) ? toIdempotencyRecord(row) : 'damaged';
      });
    },
    async *commandIds(gameId) {
      for (let last = 0; ;) {
        const after = last;
        const { rows } = await read((session) =>
          session.run<{ seq: number; cause: string }>(COMMAND_IDS, [gameId, after]),
        );
        yield rows.map(({ cause }) => cause);
        const end = rows.at(-1);
        if (end === undefined || rows.length < IDS_AT_ONCE) return;
        last = end.seq;
      }
    },
    findMadeBy: async (keyId) => (await first<{ gameId: number }>(MADE_BY, [keyId]))?.gameId ?? null,
    async findIdempotencyRecordInAnyGame(participantId, key) {
      const row = await first<StoredAnswer>(OUTCOME_IN_ANY_GAME, [participantId, key]);
      if (row === null) return null;
      if (!isIntact(row, { participantId, key })) throw new DamagedDataError('A stored answer is damaged');
      return toIdempotencyRecord(row);
    },
    async saveCheckpoint(gameId, { playMs, at }) {
      const { count } = await write((session) => session.run(SAVE_CHECKPOINT, [gameId, playMs, at]));
      if (count === 0) throw new RoomClosedError(LOG_REPLACED);
    },
    readCheckpoint: (gameId) => first<ClockCheckpoint>(READ_CHECKPOINT, [gameId]),
    async wipe(gameId, answer = null) {
      await write((session) => retire(session, gameId, answer));
      await removeRetired(gameId);
    },
    async wipeAlone(gameId, mayWipe, answer = null) {
      const isRetired = await withHead(gameId, async (session, head) => {
        // Another host has wiped it meanwhile.
        if (head !== null && !(await mayWipe())) return false;
        await retire(session, gameId, answer);
        return true;
      });
      if (isRetired) await removeRetired(gameId);
      return isRetired;
    },
  };
}

function isEvent(row: PageRow): row is PageRow & EventRow {
  return row.seq !== null && row.seq !== undefined;
}

/** Moves the head of the log first: of two writers, one waits here for the other. */
async function append(session: Session, batch: Batch): Promise<void> {
  const { gameId, expectedSeq, events, responses, outlook } = batch;
  if (expectedSeq === 0) await claimKeysOfNewGame(session, responses);
  const found = (await session.run<StoredHead>(HEAD, [gameId])).rows[0];
  refuseOtherLog(batch, found ?? NO_GAME);
  refuseGap(batch);
  const [created] = events.flatMap(({ event }) => (event.type === 'game_created' ? event : []));
  try {
    if (created !== undefined) await insertGame(session, { gameId, code: created.code, state: 'stored' });
    else if (found === undefined) throw new StorageError(`There is no game ${gameId}.`);
    const checksum = await insertEvents(session, gameId, events, (found ?? NO_GAME).checksum);
    const last = expectedSeq + events.length;
    const moved = await session.run(MOVE_HEAD, [gameId, last, checksum, expectedSeq]);
    if (moved.count === 0) throw new ConflictError(`Game ${gameId} has another writer.`);
    if (outlook !== undefined) await saveOutlook(session, gameId, last, outlook);
    await insertResponses(session, gameId, responses);
    for (const mark of batch.marks ?? []) await claimHostResponse(session, mark);
    await markTicketsUsed(session, batch);
  } catch (cause) {
    if (codeOf(cause) !== UNIQUE_VIOLATION) throw cause;
    throw new ConflictError('Another host has stored the same just now. Try again.', { cause });
  }
}

/** It has gone on, or it is not the one that the writer has read: another host has wiped the game, or the database was restored. */
function refuseOtherLog({ gameId, expectedSeq }: Batch, { seq }: StoredHead): void {
  if (seq === expectedSeq) return;
  const message = `Game ${gameId} has another writer: event ${seq} is the last one stored, ${expectedSeq} was expected.`;
  if (seq > expectedSeq) throw new ConflictError(message);
  throw new RoomClosedError(LOG_REPLACED, { cause: new StorageError(message) });
}

function refuseGap({ gameId, expectedSeq, events }: Batch): void {
  let seq = expectedSeq;
  for (const logged of events) {
    seq += 1;
    if (logged.seq !== seq)
      throw new StorageError(`Event ${logged.seq} of game ${gameId} does not follow event ${seq - 1}.`);
  }
}

/** What was found by these in the index. */
function isIntact(
  row: StoredAnswer,
  { participantId, key }: Pick<IdempotencyRow, 'participantId' | 'key'>,
): boolean {
  if (row.participantId !== participantId || row.key !== key) return false;
  return row.checksum === null || row.checksum === outcomeChecksum(row.gameId, row);
}
