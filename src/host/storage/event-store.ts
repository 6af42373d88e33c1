/**
 * The store's port: what the games need of it, and nothing else. Every call may take its time. What an implementation owes is
 * tested by `event-store.test.ts`, over each of them.
 */
import type { LoggedEvent } from '../../game/events.ts';

/** The answer to a command, kept under the caller's idempotency key. Holds nothing secret. */
export interface StoredResponse {
  readonly status: number;
  /** The body as JSON text; tokens and PINs are derived and added when it is sent. */
  readonly body: string;
  /** The participant whose token (and PIN) belong in the body; null: none. */
  readonly secretsOf: number | null;
}

/** Who used which key for what: `participantId` is 0 for the owner, -1 for calls that anyone may make (join, redeem). */
export interface IdempotencyKey {
  readonly participantId: number;
  readonly key: string;
  /** Hash of method, path and body. */
  readonly requestHash: string;
}

export interface IdempotencyRecord {
  readonly requestHash: string;
  readonly response: StoredResponse;
}

/** What one transaction writes: all of it or nothing. */
export interface Batch {
  readonly gameId: number;
  /** Seq of the last event the writer knows; another head means a second writer. */
  readonly expectedSeq: number;
  readonly events: readonly LoggedEvent[];
  readonly responses: readonly { readonly key: IdempotencyKey; readonly response: StoredResponse }[];
  /** Tickets used up by these events, and the participant each one opened. */
  readonly usedTickets: readonly { readonly hash: string; readonly participantId: number }[];
}

export interface GameHead {
  readonly gameId: number;
  readonly code: string;
  /** Seq of the last event. */
  readonly seq: number;
}

/** Play time as it was last written down. */
export interface ClockCheckpoint {
  readonly playMs: number;
  /** Wall clock, ms, when it was written: how long the host was away is counted from it. */
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

/** The game's room closes: nothing was changed. The message says so, and what to do. */
export class RoomClosedError extends StorageError {
  override readonly name = 'RoomClosedError';
}

/** A game is wiped, but traces of it are left in a file: the next start, or the next backup, goes on. The message says so. */
export class UnfinishedWipeError extends StorageError {
  override readonly name = 'UnfinishedWipeError';
}

/** Every call rejects with `StorageError` when the store fails. */
export interface EventStore {
  /** Resolves when the batch is durable; rejects when nothing of it was written. */
  append(batch: Batch): Promise<void>;
  /** The events after `afterSeq`, in order. */
  read(gameId: number, afterSeq: number): AsyncIterable<LoggedEvent>;
  /** All games, oldest first. */
  list(): Promise<readonly GameHead[]>;
  /** The id of the game with this code; null: none. */
  findByCode(code: string): Promise<number | null>;
  /** The id of the game that this participant joined, removed ones included; null: none. */
  findByParticipant(participantId: number): Promise<number | null>;

  /** The next id of its kind, never one that was used before, also after a wipe or a restart. */
  nextId(kind: IdKind): Promise<number>;
  /** What is kept under these keys in a game, in their order; null where nothing is. */
  findIdempotencyRecords(
    gameId: number,
    keys: readonly Pick<IdempotencyKey, 'participantId' | 'key'>[],
  ): Promise<readonly (IdempotencyRecord | null)[]>;
  /** The outcome of a call that was not about one game yet: making a game is kept with the game it made. */
  findIdempotencyRecordInAnyGame(participantId: number, key: string): Promise<IdempotencyRecord | null>;
  saveCheckpoint(gameId: number, checkpoint: ClockCheckpoint): Promise<void>;
  /** The last checkpoint, or the last event where that says more; null: there is no such game. */
  readCheckpoint(gameId: number): Promise<ClockCheckpoint | null>;
  /** Removes every trace of a game, tickets included. Rejects with `UnfinishedWipeError` when only traces are left. */
  wipe(gameId: number): Promise<void>;
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

/** Every call rejects with `StorageError` when the store fails. */
export interface TicketStore {
  /** Lets the ticket count, unless one with this hash is known already. */
  put(ticket: TicketRecord): Promise<void>;
  find(hash: string): Promise<TicketRecord | null>;
  /** For a desk ticket; those of a game are used up in the batch that they cause. False: unknown, or used before. */
  use(hash: string, at: number): Promise<boolean>;
  /** Forgets tickets that expired before `at`. */
  prune(at: number): Promise<void>;
}

/** The whole port. */
export interface Store {
  readonly eventStore: EventStore;
  readonly tickets: TicketStore;
}
