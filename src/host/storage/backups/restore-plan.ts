/** What has to change so that a stored game is what a backup holds: found bit by bit, so that the change itself is short. */
import type { LoggedEvent } from '../../../game/events.ts';
import { EVENT_VERSION } from '../../../game/upcasters.ts';
import type { Interruptible } from '../../time/time-slices.ts';
import { eventChecksum } from '../event-chain.ts';
import type { GameRecord } from '../sqlite/game-record.ts';
import type { GameRows, IdempotencyRow } from '../sqlite/game-rows.ts';
import type { Transactions } from '../sqlite/transactions.ts';

export interface RestorePlan {
  readonly record: GameRecord;
  /** Events that the stored game and the backup have in common, and the checksum of the last of them. */
  readonly kept: { readonly count: number; readonly checksum: number | null };
  readonly removedOutcomeIds: readonly number[];
  readonly addedOutcomes: readonly IdempotencyRow[];
}

interface StoredChecksum {
  readonly seq: number;
  readonly checksum: number | null;
}
/** Rows fetched at a time; no statement stays open meanwhile. */
const PAGE = 500;

/** @param isRestore whether an answer was that to a restore: it stays, whatever is restored later, so that none is repeated */
export function openRestorePlanner(
  { db, read }: Pick<Transactions, 'db' | 'read'>,
  rows: GameRows,
  isRestore: (participantId: number, key: string) => boolean,
) {
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
  const removeEvents = db.prepare<[number, number]>('delete from events where game_id = ? and seq > ?');
  const removeOutcome = db.prepare<[number]>('delete from outcomes where outcome_id = ?');
  const removeTick = db.prepare<[number]>('delete from ticks where game_id = ?');
  const removeTickets = db.prepare<[number]>('delete from tickets where game_id = ?');

  function* commonEvents(gameId: number, events: readonly LoggedEvent[]): Interruptible<RestorePlan['kept']> {
    let kept: RestorePlan['kept'] = { count: 0, checksum: null };
    for (;;) {
      const after = kept.count;
      const page = read(() => checksums.all(gameId, after));
      for (const { seq, checksum: stored } of page) {
        const logged = events[kept.count];
        if (logged === undefined || stored === null || seq !== logged.seq) return kept;
        const { at, playMs, by, event } = logged;
        const row = { seq, at, playMs, by, version: EVENT_VERSION, body: JSON.stringify(event) };
        const checksum = eventChecksum(gameId, row, kept.checksum);
        if (checksum !== stored) return kept;
        kept = { count: kept.count + 1, checksum };
        yield;
      }
      if (page.length < PAGE) return kept;
    }
  }

  return {
    /** The game must not change until the plan is carried out. Throws `StorageError`. */
    *plan(record: GameRecord): Interruptible<RestorePlan> {
      const { gameId, events, idempotencyRows } = record;
      const kept = yield* commonEvents(gameId, events);
      const wanted = new Map<string, IdempotencyRow>();
      for (const row of idempotencyRows) {
        wanted.set(`${row.participantId} ${row.key}`, row);
        yield;
      }
      const removedOutcomeIds: number[] = [];
      for (let last = 0; ;) {
        const after = last;
        const page = read(() => outcomes.all(gameId, after));
        for (const { id, participantId, key, body } of page) {
          const name = `${participantId} ${key}`;
          if (wanted.get(name)?.body === body) wanted.delete(name);
          else if (wanted.has(name) || !read(() => isRestore(participantId, key))) removedOutcomeIds.push(id);
          last = id;
          yield;
        }
        if (page.length < PAGE) break;
      }
      return { record, kept, removedOutcomeIds, addedOutcomes: [...wanted.values()] };
    },
    /** Called inside a transaction. */
    carryOut({ record, kept, removedOutcomeIds, addedOutcomes }: RestorePlan): void {
      const { gameId, events, checkpoint } = record;
      removeEvents.run(gameId, kept.count);
      let { checksum } = kept;
      for (const logged of events.slice(kept.count)) checksum = rows.insertEvent(gameId, logged, checksum);
      rows.putHead(gameId, { seq: events.length, checksum });
      for (const id of removedOutcomeIds) removeOutcome.run(id);
      for (const row of addedOutcomes) rows.insertIdempotencyRecord(gameId, row);
      removeTickets.run(gameId);
      removeTick.run(gameId);
      if (checkpoint !== null) rows.saveCheckpoint(gameId, checkpoint);
    },
  };
}
