/** Reads a game's stored answers from any of our database files, even an older or damaged one: all that can be read, in their order. */
import type { Database } from 'better-sqlite3';
import type { Interruptible } from '../../time/time-slices.ts';
import type { IdempotencyRow } from '../idempotency-row.ts';
import { hasColumn } from './event-columns.ts';
import { IDEMPOTENCY_COLUMNS, requireIntactOutcome, type Checked } from './game-rows.ts';
import { seenRowsIn } from './unseen-marks.ts';

/** Whether an answer is in one of the ranges. */
const IS_HIDDEN = 'select 1 from json_each(@hidden) where outcome_id between value ->> 0 and value ->> 1';

interface ReadableAnswers {
  readonly rows: readonly IdempotencyRow[];
  /** False if any could not be read. */
  readonly isWhole: boolean;
  /** Whether they are in the order in which they were given; the first version sorted them by their keys. */
  readonly isInOrder: boolean;
}

interface Selection {
  readonly gameId: number;
  readonly hidden: string;
  readonly first: number;
  readonly last: number;
}

type StoredAnswer = Checked<IdempotencyRow> & { readonly outcomeId: number };

/** What one reading found before it came to an end or to a page that cannot be read. */
interface Reading {
  readonly rows: readonly IdempotencyRow[];
  readonly areIntact: boolean;
  /** Whether it came to such a page. */
  readonly isBroken: boolean;
  /** The id of the last row before it or the end; null: there was no row. */
  readonly lastId: number | null;
}

/** How far behind the last row that can be read others are looked for, in ids, and in how many readings at most. */
const SEARCHED_IDS = 2 ** 20;
const MAX_READINGS = 4_000;

/** Damaged answers are passed over, and what is behind a page that cannot be read is looked for from the other end. */
export function* readableAnswers(db: Database, gameId: number): Interruptible<ReadableAnswers> {
  const isChecked = hasColumn(db, 'outcomes', 'checksum');
  const isInOrder = hasColumn(db, 'outcomes', 'outcome_id');
  const { hiddenAnswers } = seenRowsIn(db, gameId);
  const columns = `${IDEMPOTENCY_COLUMNS}, ${isChecked ? 'checksum' : 'null as checksum'},
    ${isInOrder ? 'outcome_id' : '0'} as outcomeId`;
  // The tables of the first versions have no ids of answers, nor anything hidden.
  const hidden = hiddenAnswers.length === 0 ? '' : `and not exists (${IS_HIDDEN})`;

  function* read(rest: string, first = 0, last = Number.MAX_SAFE_INTEGER): Interruptible<Reading> {
    const rows: IdempotencyRow[] = [];
    let areIntact = true;
    let lastId: number | null = null;
    try {
      const stored = db.prepare<[Selection], StoredAnswer>(
        `select ${columns} from outcomes where game_id = @gameId ${hidden} ${rest}`,
      );
      const selection = { gameId, hidden: JSON.stringify(hiddenAnswers), first, last };
      for (const { outcomeId, ...row } of stored.iterate(selection)) {
        lastId = outcomeId;
        if (!isChecked || isIntact(gameId, row)) rows.push(withoutChecksum(row));
        else areIntact = false;
        yield;
      }
      return { rows, areIntact, isBroken: false, lastId };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { rows, areIntact: false, isBroken: true, lastId };
    }
  }

  let readings = 0;
  /** Around each page that cannot be read, from the first on. */
  function* readBetween(first: number, last: number): Interruptible<readonly IdempotencyRow[]> {
    readings += 1;
    if (first > last || readings > MAX_READINGS) return [];
    const { rows, isBroken, lastId } = yield* read('and outcome_id between @first and @last', first, last);
    if (!isBroken || first === last) return rows;
    const next = lastId === null ? first : lastId + 1;
    const middle = Math.floor((next + last) / 2);
    return [...rows, ...(yield* readBetween(next, middle)), ...(yield* readBetween(middle + 1, last))];
  }

  const forward = yield* read('');
  if (!forward.isBroken || !isInOrder) return { rows: forward.rows, isWhole: forward.areIntact, isInOrder };
  const back = yield* read('order by outcome_id desc');
  const from = (forward.lastId ?? 0) + 1;
  const between = yield* readBetween(from, back.lastId === null ? from + SEARCHED_IDS : back.lastId - 1);
  const rows = new Map<string, IdempotencyRow>();
  for (const row of [...forward.rows, ...between, ...back.rows.toReversed()])
    rows.set(`${row.participantId} ${row.key}`, row);
  return { rows: [...rows.values()], isWhole: false, isInOrder };
}

function isIntact(gameId: number, row: Checked<IdempotencyRow>): boolean {
  try {
    requireIntactOutcome(gameId, row);
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
}

function withoutChecksum({ checksum: _checksum, ...row }: Checked<IdempotencyRow>): IdempotencyRow {
  return row;
}
