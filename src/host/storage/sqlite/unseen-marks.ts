/**
 * What says that a stored game has rows that nobody may see yet, or any more: those that a restore is about to publish, or those that it
 * has replaced. They are all events beyond the end of the game's log, and some ranges of answers. Rows of `settings`, one for each game.
 */
import type { Database } from 'better-sqlite3';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { headOf } from './event-columns.ts';

/** The first and the last id of answers; those of other games in between are not meant. */
export type AnswerRange = readonly [first: number, last: number];

/** By game. */
export type UnseenMarks = ReadonlyMap<number, readonly AnswerRange[]>;

const PREFIX = 'unseen ';
const UnseenMark = Type.Object({
  version: Type.Literal(1),
  answers: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
});

export function unseenMarkName(gameId: number): string {
  return `${PREFIX}${gameId}`;
}

export function unseenMarkValue(answers: readonly AnswerRange[]): string {
  const mark: Static<typeof UnseenMark> = {
    version: 1,
    answers: answers.map(([first, last]) => [first, last]),
  };
  return JSON.stringify(mark);
}

/** Throws SQLite's error, and one for a mark that says nothing. */
export function unseenMarks(db: Database): UnseenMarks {
  const rows = db.prepare<[string], { name: string; value: string }>(
    "select name, value from settings where name glob ? || '*'",
  );
  return new Map(
    rows.all(PREFIX).map(({ name, value }) => {
      const mark: unknown = JSON.parse(value);
      if (!Check(UnseenMark, mark)) throw new Error('The mark of unseen rows does not match its schema.');
      return [Number(name.slice(PREFIX.length)), mark.answers];
    }),
  );
}

/** The same in any of our databases, even a damaged one, which then has none. */
function readableMarks(db: Database): UnseenMarks {
  try {
    return unseenMarks(db);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return new Map();
  }
}

/** What of a game may be seen, in any of our databases. */
export interface SeenRows {
  readonly lastSeq: number;
  readonly hiddenAnswers: readonly AnswerRange[];
}

export function seenRowsIn(db: Database, gameId: number): SeenRows {
  const hiddenAnswers = readableMarks(db).get(gameId);
  if (hiddenAnswers === undefined) return { lastSeq: Number.MAX_SAFE_INTEGER, hiddenAnswers: [] };
  return { lastSeq: headOf(db, gameId).seq ?? Number.MAX_SAFE_INTEGER, hiddenAnswers };
}

/** The games that have any. */
export function markedGameIdsIn(db: Database): number[] {
  return [...readableMarks(db).keys()];
}
