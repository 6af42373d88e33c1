/** The event store on SQLite. Its calls are synchronous, so their promises resolve in the next microtask. */
import { randomUUID } from 'node:crypto';
import { createTimeSlices } from '../../time/time-slices.ts';
import { EventChain, type EventRow, type LogHead } from '../event-chain.ts';
import {
  keyTaken,
  StorageError,
  UnknownEventsError,
  type Batch,
  type EventStore,
  type GameHead,
  type ClockCheckpoint,
  type KeyedResponse,
} from '../event-store.ts';
import { toIdempotencyRecord } from '../idempotency-row.ts';
import { EVENT_COLUMNS, HEAD_COLUMNS, IS_UNFINISHED, isUnfinished, LAST_SEQ } from './event-columns.ts';
import { openGameRows, requireIntactTick, type Checked } from './game-rows.ts';
import type { HostResponseRows } from './host-responses.ts';
import { openIdempotencyRecordIndex } from './idempotency-record-index.ts';
import type { Ids } from './ids.ts';
import { openParticipantIndex } from './participant-index.ts';
import type { ReplacedLogs } from './replaced-logs.ts';
import type { Tickets } from './tickets.ts';
import type { Transactions } from './transactions.ts';
import type { UnseenRows } from './unseen-rows.ts';
import type { Wiper } from './wipe.ts';

/** Rows fetched at a time. No statement stays open between pages, so writes can go on. */
const PAGE = 500;

export interface EventStoreDependencies {
  readonly transactions: Transactions;
  readonly ids: Ids;
  readonly tickets: Tickets;
  readonly wiper: Wiper;
  readonly hostResponses: Pick<HostResponseRows, 'claim'>;
  readonly replacedLogs: ReplacedLogs;
  readonly unseen: UnseenRows;
  /** The other ids under which backups hold the same game. Throws SQLite's error. */
  readonly sameGamesKept: (gameId: number) => readonly number[];
}

export interface SqliteEventStore extends EventStore {
  /** Reads what answers are looked up by, so that no command waits for it. Throws `StorageError`; the first look-up does it then. */
  prepareAnswers(): void;
  /**
   * @param onGone called in the same turn in which the game disappears, with the other ids under which backups hold the same game; its
   * traces are still to be removed then
   */
  wipe(
    gameId: number,
    answer?: KeyedResponse | null,
    onGone?: (otherIds: readonly number[]) => void,
  ): Promise<void>;
}

export function openEventStore({
  transactions,
  ids,
  tickets,
  wiper,
  hostResponses,
  replacedLogs,
  unseen,
  sameGamesKept,
}: EventStoreDependencies): SqliteEventStore {
  const { db, write, read } = transactions;
  const rows = openGameRows(db);
  const page = db.prepare<[number, number, number, number], EventRow>(
    `select ${EVENT_COLUMNS} from events
     where game_id = ? and seq > ? and seq <= ? order by seq limit ?`,
  );
  const byCode = db.prepare<[string], { gameId: number }>(
    'select game_id as gameId from games where code = ?',
  );
  const heads = openHeads(transactions);
  const participants = openParticipantIndex(transactions);
  const idempotencyRecords = openIdempotencyRecordIndex(transactions, unseen);
  // Events record play time too: the later of the two counts.
  const tick = db.prepare<[number], Checked<ClockCheckpoint>>(
    'select play_ms as playMs, at, checksum from ticks where game_id = ?',
  );
  const storedHead = db.prepare<[number], LogHead>(`select ${HEAD_COLUMNS} from games where game_id = ?`);
  const eventAt = db.prepare<[number, number], EventRow>(
    `select ${EVENT_COLUMNS} from events where game_id = ? and seq = ?`,
  );
  const commandIds = db.prepare<[number, number, number], { seq: number; cause: string }>(
    `select seq, cause from events
     where game_id = ? and seq > ? and cause is not null order by seq limit ?`,
  );
  const madeBy = db.prepare<[number, string], { gameId: number }>(
    `select game_id as gameId from games join events using (game_id)
     where seq = 1 and substr(cause, 1, ?) = ? and coalesce(not (${IS_UNFINISHED}), true)`,
  );

  /** The game's last event; undefined if there is no such game. Throws `DamagedDataError`. */
  const lastEvent = (gameId: number): EventRow | undefined => {
    const { seq } = rows.head(gameId);
    const row = eventAt.get(gameId, seq);
    if (row !== undefined)
      new EventChain(gameId, seq - 1, eventAt.get(gameId, seq - 1)?.checksum ?? null).verify(row);
    return row;
  };

  const readCheckpoint = (gameId: number): ClockCheckpoint | null => {
    const saved = tick.get(gameId);
    if (saved !== undefined) requireIntactTick(gameId, saved);
    const last = lastEvent(gameId);
    const candidates = [saved, last].flatMap((one) =>
      one === undefined ? [] : { playMs: one.playMs, at: one.at },
    );
    return candidates.toSorted((one, other) => other.playMs - one.playMs || other.at - one.at)[0] ?? null;
  };

  const insertEvents = ({ gameId, expectedSeq, events }: Batch) => {
    let seq = expectedSeq;
    for (const logged of events) {
      seq += 1;
      if (logged.seq !== seq)
        throw new StorageError(`Event ${logged.seq} of game ${gameId} does not follow event ${seq - 1}.`);
    }
    rows.insertEvents(gameId, events);
  };

  const insertResponses = ({ gameId, expectedSeq, responses }: Batch) => {
    // Those of a new game are claimed among all games.
    const isTaken = ({ key: { participantId, key } }: KeyedResponse) =>
      idempotencyRecords.findInAnyGame(participantId, key) !== undefined;
    if (expectedSeq === 0 && responses.some(isTaken)) throw keyTaken();
    for (const { key, response } of responses) rows.insertIdempotencyRecord(gameId, { ...key, ...response });
  };

  return {
    prepareAnswers: () => idempotencyRecords.prepare(),
    async append(batch) {
      if (batch.responses.length > 0) idempotencyRecords.prepare();
      write(() => {
        // What could not be removed after a restore is in the way.
        unseen.removeAtOnce(batch.gameId);
        refuseSecondWriter(batch, rows.head(batch.gameId).seq);
        insertEvents(batch);
        insertResponses(batch);
        for (const mark of batch.marks ?? []) hostResponses.claim(mark);
        tickets.useInBatch(batch);
        ids.write();
      });
      ids.committed();
    },
    async *read(gameId, afterSeq) {
      const refuseReplaced = replacedLogs.watch(gameId);
      const chain = read(
        () => new EventChain(gameId, afterSeq, eventAt.get(gameId, afterSeq)?.checksum ?? null),
      );
      const slices = createTimeSlices();
      for (;;) {
        const events = read(() => {
          refuseReplaced();
          const head = storedHead.get(gameId);
          if (head !== undefined && isUnfinished(head)) return [];
          // Otherwise what is beyond the end is damage, and has to be found.
          const end = unseen.has(gameId) ? (head?.seq ?? null) : null;
          const found = page.all(gameId, chain.seq, end ?? Number.MAX_SAFE_INTEGER, PAGE);
          const sound = found.map((row) => chain.read(row));
          if (found.length < PAGE && head !== undefined && chain.seq > afterSeq) chain.finish(head);
          return sound;
        });
        for (const logged of events) {
          // What is done with one event may take long: folding in one of 10,000 players copies them all.
          if (slices.isOver()) {
            await slices.next();
            refuseReplaced();
          }
          yield logged;
        }
        if (events.length < PAGE) return;
      }
    },
    list: async (gameIds) => heads().filter(({ gameId }) => gameIds?.includes(gameId) !== false),
    findByCode: async (code) => read(() => byCode.get(code)?.gameId ?? null),
    findByParticipant: async (participantId) => participants.gameOf(participantId),
    nextId: async (kind) => ids.next(kind),
    findIdempotencyRecords: async (gameId, wanted) =>
      wanted.map(({ participantId, key }) => {
        const row = idempotencyRecords.find(gameId, participantId, key);
        return row === undefined || row === 'damaged' ? (row ?? null) : toIdempotencyRecord(row);
      }),
    async *commandIds(gameId) {
      const slices = createTimeSlices();
      let last = 0;
      for (;;) {
        const after = last;
        const found = read(() => commandIds.all(gameId, after, PAGE));
        yield found.map(({ cause }) => cause);
        const end = found.at(-1);
        if (end === undefined || found.length < PAGE) return;
        last = end.seq;
        if (slices.isOver()) await slices.next();
      }
    },
    // A lost end of the WAL must not look like the same history.
    epochOf: () => randomUUID(),
    findMadeBy: async (keyId) => read(() => madeBy.get(keyId.length, keyId)?.gameId ?? null),
    async findIdempotencyRecordInAnyGame(participantId, key) {
      const row = idempotencyRecords.findInAnyGame(participantId, key);
      return row === undefined ? null : toIdempotencyRecord(row);
    },
    async saveCheckpoint(gameId, checkpoint) {
      write(() => rows.saveCheckpoint(gameId, checkpoint));
    },
    readCheckpoint: async (gameId) => read(() => readCheckpoint(gameId)),
    async wipe(gameId, answer = null, onGone = () => undefined) {
      const otherIds = read(() => sameGamesKept(gameId));
      await wiper.wipe(gameId, {
        otherIds,
        alsoWrite: () => hostResponses.claim(answer),
        onGone() {
          replacedLogs.note(gameId);
          onGone(otherIds);
        },
      });
    },
  };
}

/** Lists all games, oldest first, synchronously. */
export function openHeads({ db, read }: Transactions): () => GameHead[] {
  const heads = db.prepare<[], GameHead>(
    `select game_id as gameId, code, ${LAST_SEQ} as seq from games where coalesce(not (${IS_UNFINISHED}), true) order by game_id`,
  );
  return () => read(() => heads.all());
}

function refuseSecondWriter({ gameId, expectedSeq }: Batch, found: number): void {
  if (found === expectedSeq) return;
  const message = `Game ${gameId} has another writer: event ${found} is the last one stored, ${expectedSeq} was expected.`;
  throw found > expectedSeq ? new UnknownEventsError(message) : new StorageError(message);
}
