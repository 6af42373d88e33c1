/** What a room needs of its store. SQLite is behind it today; a store for many machines would stand behind the same. */
import type { LoggedEvent } from '../../game/events.ts';

/** The answer to a command, kept under the caller's idempotency key. Holds nothing secret. */
export interface Outcome {
  readonly status: number;
  /** The body as JSON text; tokens and PINs are derived and added when it is sent. */
  readonly body: string;
  /** The participant whose token (and PIN) belong in the body; null: none. */
  readonly secretsOf: number | null;
}

/** Who used which key for what: `participantId` is 0 for the owner, -1 for calls that anyone may make (join, redeem). */
export interface OutcomeKey {
  readonly participantId: number;
  readonly key: string;
  /** Hash of method, path and body. */
  readonly requestHash: string;
}

export interface KeptOutcome {
  readonly requestHash: string;
  readonly outcome: Outcome;
}

/** What one transaction writes: all of it or nothing. */
export interface Batch {
  readonly gameId: number;
  /** Seq of the last event the writer knows; another head means a second writer. */
  readonly expectedSeq: number;
  readonly events: readonly LoggedEvent[];
  readonly outcomes: readonly { readonly key: OutcomeKey; readonly outcome: Outcome }[];
  /** Tickets used up by these events, and the participant each one opened. */
  readonly usedTickets: readonly { readonly hash: string; readonly participantId: number }[];
}

export interface GameHead {
  readonly gameId: number;
  readonly code: string;
  /** Seq of the last event. */
  readonly seq: number;
}

/** Play time as the last tick saw it. */
export interface ClockCheckpoint {
  readonly playMs: number;
  /** Wall clock, ms, when the tick was written: how long the host was away is counted from it. */
  readonly at: number;
}

export type IdKind = 'game' | 'participant' | 'challenge';

/** Thrown when the store refuses or fails: nothing of the batch was written, nothing may be acknowledged. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/** An event that a newer version of this program wrote: it is whole, and nobody may take it for damaged. */
export class NewerEventError extends StorageError {
  override readonly name = 'NewerEventError';
  /** "event 7 of game 3" */
  readonly what: string;

  constructor(what: string) {
    super(`A newer version of this program wrote ${what}: update this program.`);
    this.what = what;
  }
}

/** A game is wiped, but traces of it are left in a file: the next start, or the next backup, goes on. The message says so. */
export class UnfinishedWipeError extends StorageError {
  override readonly name = 'UnfinishedWipeError';
}

export interface EventStore {
  /** Writes the batch durably before it returns; throws `StorageError` and writes nothing otherwise. */
  append(batch: Batch): void;
  /** The events after `afterSeq`, in order. */
  read(gameId: number, afterSeq: number): Iterable<LoggedEvent>;
  /** All games, oldest first. */
  list(): GameHead[];

  /** The next id of its kind, never one that was used before, also after a wipe or a restart. */
  nextId(kind: IdKind): number;
  findOutcome(gameId: number, participantId: number, key: string): KeptOutcome | null;
  /** The outcome of a call that was not about one game yet: making a game is kept with the game it made. */
  findOutcomeOfAnyGame(participantId: number, key: string): KeptOutcome | null;
  saveCheckpoint(gameId: number, tick: ClockCheckpoint): void;
  readCheckpoint(gameId: number): ClockCheckpoint | null;
  /** Removes every trace of a game from database and WAL. */
  wipe(gameId: number): void;
}

type TicketPurpose = 'desk' | 'banker' | 'board' | 'seat';

export interface TicketRecord {
  /** SHA-256 of the ticket, hex: the ticket itself is nowhere. */
  readonly hash: string;
  readonly purpose: TicketPurpose;
  /** Null for a desk ticket, which is for the host. */
  readonly gameId: number | null;
  /** The seat to move; for others set when the ticket is used. */
  readonly participantId: number | null;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

export interface TicketStore {
  put(ticket: TicketRecord): void;
  find(hash: string): TicketRecord | null;
  /** For a desk ticket; those of a game are used up in the batch that they cause. */
  use(hash: string, at: number): void;
  /** Forgets tickets that expired before `at`. */
  prune(at: number): void;
}
