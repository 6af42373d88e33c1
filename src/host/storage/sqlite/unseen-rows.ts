/** Hides rows of stored games, and removes them bit by bit: what a restore writes before it publishes it, and what it has replaced. */
import type { Database } from 'better-sqlite3';
import { createTimeSlices } from '../../time/time-slices.ts';
import { ROWS_AT_ONCE } from './game-removal.ts';
import { openSettingRows } from './settings.ts';
import type { Transactions } from './transactions.ts';
import {
  unseenMarkName,
  unseenMarks,
  unseenMarkValue,
  type AnswerRange,
  type UnseenMarks,
} from './unseen-marks.ts';

export interface UnseenRows {
  /** Whether a game has any: then its events beyond the end of its log are among them. Throws `StorageError`. */
  has(gameId: number): boolean;
  /** Throws `StorageError`. */
  hidesAnswer(gameId: number, outcomeId: number): boolean;
  /** Hides the events beyond the end of the game's log, and these answers alone. Called inside a transaction. */
  hide(gameId: number, answers: readonly AnswerRange[]): void;
  /** Shows all there is of the game. Called inside a transaction. */
  show(gameId: number): void;
  /** Removes them bit by bit. The game must not change meanwhile. Rejects with `StorageError`; the rest can be removed later. */
  remove(gameId: number): Promise<void>;
  /** Removes them at once, if there are any. Called inside a transaction. */
  removeAtOnce(gameId: number): void;
}

export function openUnseenRows({ db, read, write }: Transactions): UnseenRows {
  const settings = openSettingRows(db);
  const removal = openRemoval(db);
  /** Null: to be read again, since it has changed or was about to. */
  let known: UnseenMarks | null = null;
  const marks = (): UnseenMarks => (known ??= read(() => unseenMarks(db)));

  const hide: UnseenRows['hide'] = (gameId, answers) => {
    known = null;
    settings.put(unseenMarkName(gameId), unseenMarkValue(answers));
  };
  const show = (gameId: number) => {
    known = null;
    settings.remove(unseenMarkName(gameId));
  };

  return {
    has: (gameId) => marks().has(gameId),
    hidesAnswer: (gameId, outcomeId) =>
      marks()
        .get(gameId)
        ?.some(([first, last]) => outcomeId >= first && outcomeId <= last) ?? false,
    hide,
    show,
    async remove(gameId) {
      const answers = marks().get(gameId);
      if (answers === undefined) return;
      const slices = createTimeSlices();
      while (write(() => removal.someEvents(gameId)) === ROWS_AT_ONCE) await slices.next();
      await slices.next();
      const end = read(() => removal.lastAnswer());
      for (const [begin, last] of answers) {
        for (let first = begin; first <= Math.min(last, end); first += ROWS_AT_ONCE) {
          const some: AnswerRange = [first, Math.min(last, first + ROWS_AT_ONCE - 1)];
          write(() => removal.answers(gameId, some));
          await slices.next();
        }
      }
      write(() => show(gameId));
    },
    removeAtOnce(gameId) {
      const answers = marks().get(gameId);
      if (answers === undefined) return;
      removal.everything(gameId, answers);
      show(gameId);
    },
  };
}

/** Removes all unseen rows in the database at once. Called inside a transaction. True if there were any. Throws SQLite's error. */
export function removeUnseenRows(db: Database): boolean {
  const marks = unseenMarks(db);
  const settings = openSettingRows(db);
  const removal = openRemoval(db);
  for (const [gameId, answers] of marks) {
    removal.everything(gameId, answers);
    settings.remove(unseenMarkName(gameId));
  }
  return marks.size > 0;
}

function openRemoval(db: Database) {
  const beyondEnd = '(select last_seq from games where games.game_id = @gameId)';
  const someEvents = db.prepare<[{ gameId: number }]>(
    `delete from events where game_id = @gameId and seq in (select seq from events
       where game_id = @gameId and seq > ${beyondEnd} order by seq desc limit ${ROWS_AT_ONCE})`,
  );
  const allEvents = db.prepare<[{ gameId: number }]>(
    `delete from events where game_id = @gameId and seq > ${beyondEnd}`,
  );
  const lastAnswer = db.prepare<[], { id: number | null }>('select max(outcome_id) as id from outcomes');
  const answers = db.prepare<[number, number, number]>(
    'delete from outcomes where game_id = ? and outcome_id between ? and ?',
  );
  return {
    /** How many were removed. */
    someEvents: (gameId: number) => someEvents.run({ gameId }).changes,
    lastAnswer: () => lastAnswer.get()?.id ?? 0,
    answers: (gameId: number, [first, last]: AnswerRange) => void answers.run(gameId, first, last),
    everything(gameId: number, ranges: readonly AnswerRange[]) {
      allEvents.run({ gameId });
      for (const range of ranges) answers.run(gameId, ...range);
    },
  };
}
