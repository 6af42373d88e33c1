/** A whole game as the store keeps it, read from any database file of ours, damaged ones too. */
import type { Database } from 'better-sqlite3';
import type { LoggedEvent } from '../../../game/events.ts';
import { evolve } from '../../../game/evolve.ts';
import { fieldEntriesOf } from '../../../game/map-fields.ts';
import type { GameState } from '../../../game/state.ts';
import { NewerEventError, type IdKind, type ClockCheckpoint } from '../event-store.ts';
import {
  eventColumnsOf,
  isNewer,
  loggedEvent,
  IDEMPOTENCY_COLUMNS,
  type EventRow,
  type GameRows,
  type IdempotencyRow,
} from './game-rows.ts';

/** The events of a game that can be read and folded, from the first on. */
export interface FoldedGame {
  readonly events: readonly LoggedEvent[];
  readonly state: GameState;
  /** False when something behind these events could not be read. */
  readonly isWhole: boolean;
}

export interface GameRecord extends FoldedGame {
  readonly gameId: number;
  readonly idempotencyRows: readonly IdempotencyRow[];
  readonly checkpoint: ClockCheckpoint | null;
}

/** The ids of the games that the file speaks of; of a damaged one as far as it says. */
export function gameIdsIn(db: Database): number[] {
  const found = new Set<number>();
  for (const table of ['games', 'events'] as const) {
    const rows = db.prepare<[], { id: number }>(`select distinct game_id as id from ${table}`);
    readUntilBroken(rows.iterate(), ({ id }) => found.add(id));
  }
  return [...found].toSorted((one, other) => one - other);
}

/**
 * As much of the game's story as can be read and folded; null: not even its first event. Throws `NewerEventError`: what a newer
 * version wrote is not broken.
 */
function readFoldedGame(db: Database, gameId: number): FoldedGame | null {
  const events: LoggedEvent[] = [];
  const end = foldGame(db, gameId, (logged) => events.push(logged));
  return end === null ? null : { events, ...end };
}

/** Folds what can be read of a game, telling each event; null: not even its first event. Throws `NewerEventError`. */
export function foldGame(
  db: Database,
  gameId: number,
  onEvent: (logged: LoggedEvent) => void,
): Omit<FoldedGame, 'events'> | null {
  const folded: { state: GameState | null } = { state: null };
  const rows = db.prepare<[number], EventRow>(
    `select ${eventColumnsOf(db)} from events where game_id = ? order by seq`,
  );
  const isWhole = readUntilBroken(rows.iterate(gameId), (row) => {
    const logged = loggedEvent(gameId, (folded.state?.seq ?? 0) + 1, row);
    folded.state = evolve(folded.state, logged);
    onEvent(logged);
  });
  return folded.state === null ? null : { state: folded.state, isWhole };
}

/** Throws `NewerEventError` when a newer version wrote an event, be what lies before it damaged or not. */
export function refuseNewerEvents(db: Database): void {
  // From the end: there lies what is new, and what reading from the start does not reach.
  const rows = db.prepare<[number], EventRow>(
    `select ${eventColumnsOf(db)} from events where game_id = ? order by seq desc`,
  );
  for (const gameId of gameIdsIn(db)) {
    readUntilBroken(rows.iterate(gameId), (row) => {
      if (isNewer(row)) throw new NewerEventError(`event ${row.seq} of game ${gameId}`);
    });
  }
}

/** As much of the game as can be read; null: not even its first event. Throws `NewerEventError`. */
export function readGame(db: Database, gameId: number): GameRecord | null {
  const folded = readFoldedGame(db, gameId);
  if (folded === null) return null;
  const idempotencyRows: IdempotencyRow[] = [];
  const storedRows = db.prepare<[number], IdempotencyRow>(
    `select ${IDEMPOTENCY_COLUMNS} from outcomes where game_id = ?`,
  );
  const allRowsRead = readUntilBroken(storedRows.iterate(gameId), (row) => idempotencyRows.push(row));
  const checkpoints: ClockCheckpoint[] = [];
  const checkpointRows = db.prepare<[number], ClockCheckpoint>(
    'select play_ms as playMs, at from ticks where game_id = ?',
  );
  readUntilBroken(checkpointRows.iterate(gameId), (checkpoint) => checkpoints.push(checkpoint));
  return {
    ...folded,
    gameId,
    // An answer to something that is lost must not be repeated.
    idempotencyRows: folded.isWhole ? idempotencyRows : [],
    checkpoint: checkpoints[0] ?? null,
    isWhole: folded.isWhole && allRowsRead,
  };
}

/** Puts a game that is not there yet; inside a transaction. */
export function insertGame(
  rows: GameRows,
  { gameId, events, idempotencyRows, checkpoint }: GameRecord,
): void {
  for (const logged of events) rows.insertEvent(gameId, logged);
  for (const row of idempotencyRows) rows.insertIdempotencyRecord(gameId, row);
  if (checkpoint !== null) rows.saveCheckpoint(gameId, checkpoint);
}

/** The highest ids that a game speaks of: none of them may ever be handed out anew. */
export function highestIds({ gameId, events }: GameRecord): Record<IdKind, number> {
  let [participant, challenge] = [0, 0];
  for (const { event } of events) {
    for (const { field, value } of fieldEntriesOf(event)) {
      if (field.content === 'new_participant_id') participant = Math.max(participant, Number(value));
      if (field.content === 'new_challenge_id') challenge = Math.max(challenge, Number(value));
    }
  }
  return { game: gameId, participant, challenge };
}

/** False when reading ended at something that is broken: what follows is out of reach. */
function readUntilBroken<T>(rows: Iterable<T>, onRow: (row: T) => void): boolean {
  try {
    for (const row of rows) onRow(row);
    return true;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof NewerEventError) throw error;
    return false;
  }
}
