/**
 * What has to change so that a stored game is what a backup holds: found bit by bit, so that the change itself is short. Where much has
 * to change, most of it is written before, where nobody sees it, or removed after, once nobody sees it any more. What takes the place of
 * other events cannot be there beside them: it is made ready in memory.
 */
import type { LoggedEvent } from '../../../game/events.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import type { Interruptible } from '../../time/time-slices.ts';
import { eventChecksum } from '../event-chain.ts';
import type { IdempotencyRow } from '../idempotency-row.ts';
import type { GameRecord } from '../sqlite/game-record.ts';
import { openGameRows } from '../sqlite/game-rows.ts';
import { openRowsInSlices } from '../sqlite/rows-in-slices.ts';
import type { Transactions } from '../sqlite/transactions.ts';
import type { AnswerRange } from '../sqlite/unseen-marks.ts';
import type { UnseenRows } from '../sqlite/unseen-rows.ts';
import { openRestoredEvents } from './restored-events.ts';

interface RestorePlan {
  readonly record: GameRecord;
  /** Events that the stored game and the backup have in common, and the checksum of the last of them. */
  readonly kept: LogEnd;
  /** Where the stored log ends. */
  readonly storedSeq: number;
  /** The highest id of any of the game's answers; 0 if there is none. */
  readonly lastAnswer: number;
  readonly removed: readonly AnswerRange[];
  readonly changed: readonly ChangedAnswer[];
  readonly added: readonly IdempotencyRow[];
  /**
   * Events beyond this one, and answers that are added or removed, do not change in the transaction that everybody would wait for.
   * Null: there are so few that all of them do.
   */
  readonly unseenAfter: number | null;
  /** Whether some of it is written before that transaction. */
  readonly isWrittenBefore: boolean;
}

type AnswerChanges = Pick<RestorePlan, 'lastAnswer' | 'removed' | 'changed' | 'added'> & {
  readonly removals: number;
};

interface LogEnd {
  readonly count: number;
  readonly checksum: number | null;
}
interface ChangedAnswer {
  readonly id: number;
  readonly row: IdempotencyRow;
}
interface StoredChecksum {
  readonly seq: number;
  readonly checksum: number | null;
}
/** Rows fetched at a time; no statement stays open meanwhile. */
const PAGE = 500;
/** Rows that change in one transaction before anybody notices. */
const FEW_ROWS = 2_000;

export interface RestorePlanner {
  /** The game must not change until the plan is carried out. Throws `StorageError`. */
  plan(record: GameRecord): Interruptible<RestorePlan>;
  /**
   * Writes what will be published, where nobody sees it. Returns what publishes all of the plan, to be called inside a transaction;
   * what it has replaced is unseen then. Rejects with `StorageError`; unseen rows may be left.
   */
  prepare(plan: RestorePlan): Promise<() => void>;
  /** Forgets what was prepared: it has been published, or never will be. Throws `StorageError`. */
  forget(): void;
}

/** @param isRestore whether an answer was that to a restore: it stays, whatever is restored later, so that none is repeated */
export function openRestorePlanner(
  { db, read, write }: Pick<Transactions, 'db' | 'read' | 'write'>,
  unseen: Pick<UnseenRows, 'hide' | 'show'>,
  isRestore: (participantId: number, key: string) => boolean,
): RestorePlanner {
  const rows = openGameRows(db);
  const inSlices = openRowsInSlices({ db, write });
  const restored = openRestoredEvents({ db, read });
  const checksums = db.prepare<[number, number], StoredChecksum>(
    `select seq, checksum from events where game_id = ? and seq > ? order by seq limit ${PAGE}`,
  );
  const outcomes = db.prepare<
    [number, number],
    { id: number; participantId: number; key: string; body: string }
  >(
    `select outcome_id as id, participant_id as participantId, key, body from outcomes
     where game_id = ? and outcome_id > ? order by outcome_id limit ${PAGE}`,
  );
  const removeOutcomes = db.prepare<[number, number, number]>(
    'delete from outcomes where game_id = ? and outcome_id between ? and ?',
  );
  const removeTick = db.prepare<[number]>('delete from ticks where game_id = ?');
  const removeTickets = db.prepare<[number]>('delete from tickets where game_id = ?');

  function* commonEvents(gameId: number, events: readonly LoggedEvent[]): Interruptible<LogEnd> {
    let kept: LogEnd = { count: 0, checksum: null };
    for (;;) {
      const after = kept.count;
      const page = read(() => checksums.all(gameId, after));
      for (const { seq, checksum: stored } of page) {
        const logged = events[kept.count];
        if (logged === undefined || stored === null || seq !== logged.seq) return kept;
        const checksum = checksumAfter(gameId, logged, kept.checksum);
        if (checksum !== stored) return kept;
        kept = { count: kept.count + 1, checksum };
        yield;
      }
      if (page.length < PAGE) return kept;
    }
  }

  function* answerChanges({ gameId, idempotencyRows }: GameRecord): Interruptible<AnswerChanges> {
    const wanted = new Map<string, IdempotencyRow>();
    for (const row of idempotencyRows) {
      wanted.set(`${row.participantId} ${row.key}`, row);
      yield;
    }
    const removed: [number, number][] = [];
    const changed: ChangedAnswer[] = [];
    let [last, removals, isAfterRemoved] = [0, 0, false];
    for (;;) {
      const after = last;
      const page = read(() => outcomes.all(gameId, after));
      for (const { id, participantId, key, body } of page) {
        const name = `${participantId} ${key}`;
        const row = wanted.get(name);
        const isRemoved = row === undefined && !read(() => isRestore(participantId, key));
        if (row !== undefined && row.body !== body) changed.push({ id, row });
        wanted.delete(name);
        const range = removed.at(-1);
        if (isRemoved && isAfterRemoved && range !== undefined) range[1] = id;
        else if (isRemoved) removed.push([id, id]);
        if (isRemoved) removals += 1;
        isAfterRemoved = isRemoved;
        last = id;
        yield;
      }
      if (page.length < PAGE)
        return { lastAnswer: last, removed, changed, added: [...wanted.values()], removals };
    }
  }

  /** @param before checksum of event `after`. Returns that of the last event */
  const writeUnseen = async (plan: RestorePlan, after: number, before: number | null) => {
    const { gameId, events } = plan.record;
    write(() => unseen.hide(gameId, [[plan.lastAnswer + 1, Number.MAX_SAFE_INTEGER]]));
    const checksum = await inSlices.insertEvents(gameId, events.slice(after), before);
    await inSlices.insertAnswers(gameId, plan.added);
    return checksum;
  };

  /** Called inside a transaction. */
  const changeAtOnce = ({ record, kept, changed, removed, added, unseenAfter }: RestorePlan) => {
    const { gameId } = record;
    restored.replace(gameId, kept.count, unseenAfter ?? Number.MAX_SAFE_INTEGER);
    for (const { id, row } of changed) rows.changeIdempotencyRecord(gameId, id, row);
    if (unseenAfter === null) {
      for (const range of removed) removeOutcomes.run(gameId, ...range);
      for (const row of added) rows.insertIdempotencyRecord(gameId, row);
    }
  };

  return {
    *plan(record) {
      const { gameId, events } = record;
      const kept = yield* commonEvents(gameId, events);
      const { removals, ...answers } = yield* answerChanges(record);
      const stored = read(() => rows.head(gameId));
      const changes = stored.seq + events.length - 2 * kept.count + removals + answers.added.length;
      // Where the log of an older version ends is written nowhere, so nothing can be hidden beyond.
      const isInSlices = changes >= FEW_ROWS && stored.checksum !== null;
      // Rows up to there would be in each other's way.
      const unseenAfter = isInSlices ? Math.min(stored.seq, events.length) : null;
      const isWrittenBefore =
        unseenAfter !== null && (events.length > unseenAfter || answers.added.length > 0);
      return { record, kept, storedSeq: stored.seq, ...answers, unseenAfter, isWrittenBefore };
    },
    async prepare(plan) {
      const { record, kept, storedSeq, removed, unseenAfter, isWrittenBefore } = plan;
      const { gameId, events, checkpoint } = record;
      const upTo = unseenAfter ?? events.length;
      const changed = await restored.prepare(gameId, events.slice(kept.count, upTo), kept.checksum);
      const checksum = isWrittenBefore ? await writeUnseen(plan, upTo, changed) : changed;
      return () => {
        changeAtOnce(plan);
        rows.putHead(gameId, { seq: events.length, checksum });
        if (unseenAfter !== null && (storedSeq > unseenAfter || removed.length > 0))
          unseen.hide(gameId, removed);
        else if (isWrittenBefore) unseen.show(gameId);
        removeTickets.run(gameId);
        removeTick.run(gameId);
        if (checkpoint !== null) rows.saveCheckpoint(gameId, checkpoint);
      };
    },
    forget: () => restored.forget(),
  };
}

function checksumAfter(
  gameId: number,
  { seq, at, playMs, by, event }: LoggedEvent,
  before: number | null,
): number {
  const row = { seq, at, playMs, by, version: EVENT_VERSION, body: JSON.stringify(event) };
  return eventChecksum(gameId, row, before);
}
