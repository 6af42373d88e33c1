/** Reads a whole game from any of our database files, even an older or damaged one. */
import type { Database } from 'better-sqlite3';
import type { LoggedEvent } from '../../../game/events.ts';
import { evolve } from '../../../game/evolve.ts';
import { fieldEntriesOf } from '../../../game/map-fields.ts';
import type { GameState } from '../../../game/state.ts';
import { runAtOnce, type Interruptible } from '../../time/time-slices.ts';
import { EventChain, isNewer, type EventRow } from '../event-chain.ts';
import { NewerEventError, type IdKind, type ClockCheckpoint } from '../event-store.ts';
import type { IdempotencyRow } from '../idempotency-row.ts';
import { eventColumnsOf, IS_UNFINISHED, hasColumn, headOf } from './event-columns.ts';
import { requireIntactTick, type Checked, type GameRows } from './game-rows.ts';
import { keptAnswers } from './kept-answers.ts';
import { readableAnswers } from './readable-answers.ts';
import { seenRowsIn } from './unseen-marks.ts';

/** The readable events of a game, from the first on, and the state they fold into. */
export interface FoldedGame {
  readonly events: readonly LoggedEvent[];
  readonly state: GameState;
  /** False if something after these events could not be read. */
  readonly isWhole: boolean;
}

export interface GameRecord extends FoldedGame {
  readonly gameId: number;
  readonly idempotencyRows: readonly IdempotencyRow[];
  readonly checkpoint: ClockCheckpoint | null;
}

/** The ids of all games in the file, as far as it can be read. Without those that are not finished. */
export function gameIdsIn(db: Database): number[] {
  const unfinished = new Set(unfinishedGameIdsIn(db));
  return storedGameIdsIn(db).filter((id) => !unfinished.has(id));
}

/**
 * The same in a file that passed SQLite's check: by a search for each game, without looking at every event, for which everybody would
 * wait. Throws SQLite's error.
 */
export function gameIdsInSound(db: Database): number[] {
  const found = new Set<number>();
  for (const table of ['games', 'events'] as const) {
    const next = db
      .prepare<[number], number>(`select game_id from ${table} where game_id > ? order by game_id limit 1`)
      .pluck();
    let last = Number.MIN_SAFE_INTEGER;
    for (let id = next.get(last); id !== undefined && id > last; id = next.get(last)) {
      found.add(id);
      last = id;
    }
  }
  for (const id of unfinishedGameIdsIn(db)) found.delete(id);
  return [...found].toSorted((one, other) => one - other);
}

/** The ids of games that were being written or removed. */
export function unfinishedGameIdsIn(db: Database): number[] {
  if (!hasColumn(db, 'games', 'last_seq')) return [];
  const found: number[] = [];
  const rows = db.prepare<[], { id: number }>(`select game_id as id from games where ${IS_UNFINISHED}`);
  readUntilBroken(rows.iterate(), ({ id }) => found.push(id));
  return found;
}

/** The ids of all games that have any row in the file, as far as it can be read. */
export function storedGameIdsIn(db: Database): number[] {
  const found = new Set<number>();
  for (const table of ['games', 'events'] as const) {
    const rows = db.prepare<[], { id: number }>(`select distinct game_id as id from ${table}`);
    readUntilBroken(rows.iterate(), ({ id }) => found.add(id));
  }
  return [...found].toSorted((one, other) => one - other);
}

/**
 * As many of the game's events as can be read and folded; null if not even the first. Throws `NewerEventError`, since an event
 * from a newer version is not damaged.
 */
function* readFoldedGame(db: Database, gameId: number): Interruptible<FoldedGame | null> {
  const events: LoggedEvent[] = [];
  const end = yield* foldGame(db, gameId, (logged) => events.push(logged));
  return end === null ? null : { events, ...end };
}

/** Folds a game as far as it can be read, passing each event to `onEvent`; null if not even the first can be. Throws `NewerEventError`. */
export function* foldGame(
  db: Database,
  gameId: number,
  onEvent: (logged: LoggedEvent) => void,
): Interruptible<(Omit<FoldedGame, 'events'> & { readonly areCausesIntact: boolean }) | null> {
  const folded: { state: GameState | null } = { state: null };
  const rows = db.prepare<[number, number], EventRow>(
    `select ${eventColumnsOf(db)} from events where game_id = ? and seq <= ? order by seq`,
  );
  const chain = new EventChain(gameId);
  const isReadToEnd = yield* readRowsUntilBroken(
    rows.iterate(gameId, seenRowsIn(db, gameId).lastSeq),
    (row) => {
      const logged = chain.read(row);
      folded.state = evolve(folded.state, logged);
      onEvent(logged);
    },
  );
  const isWhole = isReadToEnd && readUntilBroken([headOf(db, gameId)], (head) => chain.finish(head));
  const { areCausesIntact } = chain;
  return folded.state === null ? null : { state: folded.state, isWhole, areCausesIntact };
}

/** Throws `NewerEventError` if a newer version wrote any event, even if an earlier event is damaged. */
export function refuseNewerEvents(db: Database): void {
  // From the end: newer events are there, and reading from the start may not reach them.
  const rows = db.prepare<[number], EventRow>(
    `select ${eventColumnsOf(db)} from events where game_id = ? order by seq desc`,
  );
  for (const gameId of gameIdsIn(db)) {
    const refuse = (row: EventRow, before: number | null) => {
      if (isNewer(gameId, row, before)) throw new NewerEventError(`event ${row.seq} of game ${gameId}`);
    };
    let later: EventRow | null = null;
    readUntilBroken(rows.iterate(gameId), (row) => {
      if (later !== null) refuse(later, later.seq === row.seq + 1 ? row.checksum : null);
      later = row;
    });
    if (later !== null) refuse(later, null);
  }
}

/** As much of the game as can be read; null if not even the first event. Throws `NewerEventError`. */
export function* readGame(db: Database, gameId: number): Interruptible<GameRecord | null> {
  const folded = yield* readFoldedGame(db, gameId);
  if (folded === null) return null;
  const answers = yield* readableAnswers(db, gameId);
  const isChecked = hasColumn(db, 'ticks', 'checksum');
  const checkpoints: ClockCheckpoint[] = [];
  const checkpointRows = db.prepare<[number], Checked<ClockCheckpoint>>(
    `select play_ms as playMs, at, ${isChecked ? 'checksum' : 'null as checksum'} from ticks where game_id = ?`,
  );
  readUntilBroken(checkpointRows.iterate(gameId), (checkpoint) => {
    if (isChecked) requireIntactTick(gameId, checkpoint);
    checkpoints.push({ playMs: checkpoint.playMs, at: checkpoint.at });
  });
  return {
    ...folded,
    gameId,
    // The response to a lost command must not be repeated.
    idempotencyRows: folded.isWhole ? answers.rows : keptAnswers(folded.events, answers),
    checkpoint: checkpoints[0] ?? null,
    isWhole: folded.isWhole && answers.isWhole,
  };
}

/** Inserts a game that is not stored yet; called inside a transaction. */
export function insertGame(
  rows: GameRows,
  { gameId, events, idempotencyRows, checkpoint }: GameRecord,
): void {
  rows.insertEvents(gameId, events);
  for (const row of idempotencyRows) rows.insertIdempotencyRecord(gameId, row);
  if (checkpoint !== null) rows.saveCheckpoint(gameId, checkpoint);
}

/** The highest ids in a game: none up to these may be issued again. */
export function* highestIds({ gameId, events }: GameRecord): Interruptible<Record<IdKind, number>> {
  let [participant, challenge] = [0, 0];
  for (const { event } of events) {
    for (const { field, value } of fieldEntriesOf(event)) {
      if (field.content === 'new_participant_id') participant = Math.max(participant, Number(value));
      if (field.content === 'new_challenge_id') challenge = Math.max(challenge, Number(value));
    }
    yield;
  }
  return { game: gameId, participant, challenge };
}

/** False if reading stopped at something damaged, so that what follows cannot be read. */
function readUntilBroken<T>(rows: Iterable<T>, onRow: (row: T) => void): boolean {
  return runAtOnce(readRowsUntilBroken(rows, onRow));
}

/** The same, interruptible after each row. */
function* readRowsUntilBroken<T>(rows: Iterable<T>, onRow: (row: T) => void): Interruptible<boolean> {
  try {
    for (const row of rows) {
      onRow(row);
      yield;
    }
    return true;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof NewerEventError) throw error;
    return false;
  }
}
