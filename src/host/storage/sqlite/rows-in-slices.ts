/** Writes a game's events and answers in many short transactions, so that nobody waits for them. */
import type { LoggedEvent } from '../../../game/events.ts';
import { createTimeSlices } from '../../time/time-slices.ts';
import type { IdempotencyRow } from '../idempotency-row.ts';
import { openGameRows } from './game-rows.ts';
import type { Transactions } from './transactions.ts';

/** Answers inserted in one transaction. */
const ROWS_AT_ONCE = 500;

export interface RowsInSlices {
  /**
   * Inserts the events after the one with the checksum `before`. The checksum of the last. Rejects with `StorageError`; some may be
   * there then.
   */
  insertEvents(gameId: number, events: readonly LoggedEvent[], before: number | null): Promise<number | null>;
  /** Rejects with `StorageError`; some may be there then. */
  insertAnswers(gameId: number, answers: readonly IdempotencyRow[]): Promise<void>;
}

export function openRowsInSlices({ db, write }: Pick<Transactions, 'db' | 'write'>): RowsInSlices {
  const rows = openGameRows(db);
  return {
    async insertEvents(gameId, events, before) {
      const slices = createTimeSlices();
      let [checksum, written] = [before, 0];
      const writeSlice = () => {
        let last = checksum;
        let index = written;
        for (; index < events.length && !(index > written && slices.isOver()); index += 1) {
          const logged = events[index];
          if (logged !== undefined) last = rows.insertEvent(gameId, logged, last);
        }
        return [last, index] as const;
      };
      while (written < events.length) {
        [checksum, written] = write(writeSlice);
        await slices.next();
      }
      return checksum;
    },
    async insertAnswers(gameId, answers) {
      const slices = createTimeSlices();
      for (let begin = 0; begin < answers.length; begin += ROWS_AT_ONCE) {
        const some = answers.slice(begin, begin + ROWS_AT_ONCE);
        write(() => {
          for (const row of some) rows.insertIdempotencyRecord(gameId, row);
        });
        await slices.next();
      }
    },
  };
}
