/**
 * The port for storing games. Any call may be slow. `event-store.test.ts` is the contract, and runs against every implementation.
 */
import type { LoggedEvent } from '../../game/events.ts';
import type { GameStatus } from '../../game/state.ts';

/** The response to a request, stored under the caller's idempotency key. Contains no secrets. */
export interface StoredResponse {
  readonly status: number;
  /** The body as JSON text; tokens and PINs are derived and added when it is sent. */
  readonly body: string;
  /** The participant whose token (and PIN) belong in the body; null if none. */
  readonly secretsOf: number | null;
  /** It answers an earlier request with the same key: nothing was done now. Never stored. */
  readonly isRepeat?: true;
}

/** `participantId` is 0 for the owner, and -1 for requests that anyone may make (join, redeem). */
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

/** A response, and the key that it is stored under. */
export interface KeyedResponse {
  readonly key: IdempotencyKey;
  readonly response: StoredResponse;
}

/** What has to be known of a game that no host has open: derived from its log, and kept with it. */
export interface GameOutlook {
  /** When the host's next own command is due at the earliest, ms since 1970; null: none is. */
  readonly dueAt: number | null;
  readonly status: GameStatus;
  /** The id of the game that this one continues; null: none. */
  readonly continues: number | null;
}

/** Where hosts open games only when somebody asks for them. Every call rejects with `StorageError` if the store fails. */
export interface GameOutlooks {
  /** The games in which something may be due by then, the earliest first. */
  due(by: number): Promise<readonly number[]>;
  /** At most `limit` games whose log has gone on without an outlook. Reads all games. */
  unknown(limit: number): Promise<readonly number[]>;
  /** The games in progress. */
  running(): Promise<readonly number[]>;
  /** The games that continue this one, oldest first. */
  continuing(gameId: number): Promise<readonly number[]>;
  /** Keeps a game's outlook as of this event, unless its log has gone on. */
  save(gameId: number, seq: number, outlook: GameOutlook): Promise<void>;
}

/** What one transaction writes: all or nothing. */
export interface Batch {
  readonly gameId: number;
  /** Seq of the last event the writer knows. If it differs from the stored one, there is a second writer. */
  readonly expectedSeq: number;
  readonly events: readonly LoggedEvent[];
  readonly responses: readonly KeyedResponse[];
  /** Stays with the host's own responses where the game is wiped. If there is one under its key, `append` rejects with `ConflictError`. */
  readonly marks?: readonly KeyedResponse[];
  /** Tickets used by these events, and by whom. Where another host has used one since, `append` rejects with `UsedTicketsError`. */
  readonly usedTickets: readonly { readonly hash: string; readonly participantId: number }[];
  /** The game's outlook after these events; absent where the store keeps none. */
  readonly outlook?: GameOutlook | undefined;
}

export interface GameHead {
  readonly gameId: number;
  readonly code: string;
  /** Seq of the last event. */
  readonly seq: number;
}

/** Play time as last saved. */
export interface ClockCheckpoint {
  readonly playMs: number;
  /** Wall clock, ms, when it was saved; used to work out how long the host was away. */
  readonly at: number;
}

export type IdKind = 'game' | 'participant' | 'challenge';

/** The store refused or failed: nothing was written, so nothing may be acknowledged. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
}

/** An event was written by a newer version of this program. It is intact, and must not be treated as damaged. */
export class NewerEventError extends StorageError {
  override readonly name = 'NewerEventError';
  /** "event 7 of game 3" */
  readonly what: string;

  constructor(what: string) {
    super(`A newer version of this program wrote ${what}: update this program.`);
    this.what = what;
  }
}

/** What is stored is not what was written: a failing disk, or a changed file. The message says what, and what to do. */
export class DamagedDataError extends StorageError {
  override readonly name = 'DamagedDataError';

  /** @param what is damaged, as the beginning of a sentence */
  constructor(what: string, options?: ErrorOptions) {
    super(`${what}: restore a backup.`, options);
  }
}

/** What the store keeps its data in was moved, deleted or changed by somebody else while it was open. */
export class DisplacedError extends StorageError {
  override readonly name = 'DisplacedError';
}

/**
 * The store holds later events of this game than its writer knows: a write that was refused, because its file was lost in that moment,
 * has been saved after all. Nothing was written; the writer has to read the game again.
 */
export class UnknownEventsError extends StorageError {
  override readonly name: string = 'UnknownEventsError';
}

/**
 * Another host has appended to this log, or stored a response under the same key, since its writer last read it. Nothing was written: who
 * shares the log reads what is new and decides again.
 */
export class ConflictError extends UnknownEventsError {
  override readonly name: string = 'ConflictError';
}

/** The disk has too little room for a large copy. Nothing was begun; the message says how much is missing. */
export class NoRoomError extends StorageError {
  override readonly name = 'NoRoomError';
  readonly missingMegabytes: number;

  constructor(missingBytes: number) {
    const missingMegabytes = Math.ceil(missingBytes / 1_000_000);
    super(`The laptop's disk has too little room for this. Free ${missingMegabytes} MB, then try again.`);
    this.missingMegabytes = missingMegabytes;
  }
}

/** Said of anything that a closing host no longer does. */
export const HOST_IS_CLOSING = 'The host is closing, so nothing was changed. Try again once it is back.';

/** Another request with the same key was quicker, perhaps at another host: whoever looks again finds its answer. */
export function keyTaken(): ConflictError {
  return new ConflictError('This key already has a response.');
}

/** The game's room is closing, so nothing was changed. The message says so, and what to do. */
export class RoomClosedError extends StorageError {
  override readonly name = 'RoomClosedError';
}

interface OwnedGame {
  readonly gameId: number;
  readonly code: string;
  readonly ownerId: number;
}

/** A stored game contradicts itself or is damaged, so it has no room; the other games go on. The message says which and why. */
export class UnopenableGameError extends StorageError {
  override readonly name: string = 'UnopenableGameError';
  readonly gameId: number;
  readonly code: string;
  /** Whose game it is. */
  readonly ownerId: number;

  /**
   * @param why what contradicts itself or is damaged, as a sentence
   * @param options.remedy what to do, as a sentence
   */
  constructor(
    { gameId, code, ownerId }: OwnedGame,
    why: string,
    {
      remedy = 'Restore it from a backup, or go on with another game.',
      ...options
    }: ErrorOptions & { readonly remedy?: string } = {},
  ) {
    super(`Game ${code} cannot be opened. ${why} ${remedy}`, options);
    this.gameId = gameId;
    this.code = code;
    this.ownerId = ownerId;
  }
}

/** A newer version of this program, on another host of the same database, has gone on with the game: it is sound, and must be left alone. */
export class NewerGameError extends UnopenableGameError {
  override readonly name = 'NewerGameError';
  /** Of the log that was read: it stays a newer version's until there is another log in its place. */
  readonly epoch: string;

  constructor(game: OwnedGame, epoch: string, cause: NewerEventError) {
    super(game, 'A newer version of this program has written it.', {
      remedy: 'Nothing is lost: update this program, or go on with another game.',
      cause,
    });
    this.epoch = epoch;
  }
}

/** A game was wiped, but traces remain in a file. The next start, or the next backup, removes them. The message says so. */
export class UnfinishedWipeError extends StorageError {
  override readonly name = 'UnfinishedWipeError';
}

/** Every call rejects with `StorageError` if the store fails. */
export interface EventStore {
  /**
   * Resolves once the batch is durable. If it rejects, nothing was written, unless its file was lost in that moment and is saved later:
   * the next call then rejects with `UnknownEventsError`. A batch that makes a game rejects with `ConflictError` where any game has a
   * response under one of its keys, or will have: it waits. One for a log that is gone or ends earlier may reject with `RoomClosedError`.
   */
  append(batch: Batch): Promise<void>;
  /**
   * Keeps every other host from appending to this game until `decide` has read what is new and said what follows (null: nothing does), and
   * that is durable. For a host that others have come before too often; rejects as `append` does. `decide` may be called several times:
   * what it said last is what was appended. Absent where a log has one writer alone.
   */
  appendAlone?(gameId: number, decide: () => Promise<Batch | null>): Promise<void>;
  /** The events after `afterSeq`, in order. Rejects with `RoomClosedError` where the game is wiped or its log replaced meanwhile. */
  read(gameId: number, afterSeq: number): AsyncIterable<LoggedEvent>;
  /** All games, or those of these that there are, oldest first. */
  list(gameIds?: readonly number[]): Promise<readonly GameHead[]>;
  /** The id of the game with this code; null if there is none. */
  findByCode(code: string): Promise<number | null>;
  /** The id of the game that this participant joined, even if since removed; null if none. */
  findByParticipant(participantId: number): Promise<number | null>;

  /**
   * The epoch of this game's log, as it is loaded now. The same epoch promises the same history to whoever resumes: a store that may
   * have lost the end of a log answers with a new one each time.
   */
  epochOf(gameId: number): string;
  /** The next id of this kind. Ids are never reused, even after a wipe or a restart. */
  nextId(kind: IdKind): Promise<number>;
  /**
   * The records under these keys in one game, in the same order; null where there is none, and `damaged` where it is not what was written.
   * Damage may also make one look as if there were none: `commandIds`.
   */
  findIdempotencyRecords(
    gameId: number,
    keys: readonly Pick<IdempotencyKey, 'participantId' | 'key'>[],
  ): Promise<readonly (IdempotencyRecord | 'damaged' | null)[]>;
  /** The ids of the commands that caused the game's events, some at a time, in their order; some may be there more than once, or damaged. */
  commandIds(gameId: number): AsyncIterable<readonly string[]>;
  /** The game whose first event was caused by a command under the key with this id (`keyIdOf`); null if there is none. */
  findMadeBy(keyId: string): Promise<number | null>;
  /** The record of a request that did not belong to a game yet: creating a game is recorded with that game. */
  findIdempotencyRecordInAnyGame(participantId: number, key: string): Promise<IdempotencyRecord | null>;
  saveCheckpoint(gameId: number, checkpoint: ClockCheckpoint): Promise<void>;
  /** The last checkpoint, or the last event if its play time is greater; null if there is no such game. */
  readCheckpoint(gameId: number): Promise<ClockCheckpoint | null>;
  /**
   * Removes every trace of a game, tickets included, and stores the response in the same transaction. Rejects with
   * `UnfinishedWipeError` if the game is gone but traces remain, and with `ConflictError` if the key has a response by now.
   */
  wipe(gameId: number, answer?: KeyedResponse | null): Promise<void>;
  /**
   * As `wipe`, if `mayWipe` says so once it has read what is new: until then, every other host is kept from appending. It may be asked
   * several times. False, and nothing was done: it said no. Absent where a log has one writer alone.
   */
  wipeAlone?(
    gameId: number,
    mayWipe: () => Promise<boolean>,
    answer?: KeyedResponse | null,
  ): Promise<boolean>;
}

type TicketPurpose = 'desk' | 'banker' | 'board' | 'seat';

export interface TicketRecord {
  /** SHA-256 of the ticket, hex. The ticket itself is not stored. */
  readonly hash: string;
  readonly purpose: TicketPurpose;
  /** Null for a desk ticket, which is for the whole host. */
  readonly gameId: number | null;
  /** The seat to move; for other purposes, set when the ticket is used. */
  readonly participantId: number | null;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}

/** Every call rejects with `StorageError` if the store fails. */
export interface TicketStore {
  /** Stores the ticket, unless there is already one with this hash. */
  put(ticket: TicketRecord): Promise<void>;
  find(hash: string): Promise<TicketRecord | null>;
  /**
   * Marks a desk ticket as used, and stores the response in the same transaction; a game's tickets are marked in the batch they
   * cause. False if unknown or already used: nothing was stored then. Rejects with `ConflictError` if the key has a response by now.
   */
  use(hash: string, at: number, answer?: KeyedResponse | null): Promise<boolean>;
  /** Deletes tickets that expired before `at`. */
  prune(at: number): Promise<void>;
}

/** The responses to requests that belong to no game: the newest 500. Every call rejects with `StorageError` if the store fails. */
export interface HostResponses {
  find(participantId: number, key: string): Promise<IdempotencyRecord | null>;
  /**
   * Stores the response, unless there is already one under this key: resolves with that then, otherwise with null. It may name no
   * person: a wipe does not reach it.
   */
  put(key: IdempotencyKey, response: StoredResponse): Promise<IdempotencyRecord | null>;
}

/** What the owner keeps for all games: exercises and templates. */
export interface StoredLibrary {
  /** One more with each change; 1 is the first. */
  readonly revision: number;
  /** JSON text, of which the store knows nothing. */
  readonly contents: string;
}

/** Every call rejects with `StorageError` if the store fails. */
export interface LibraryStore {
  /** Null if nothing was ever kept. */
  read(): Promise<StoredLibrary | null>;
  /**
   * Replaces the library, and stores the response in the same transaction. False if what is stored is not of the revision before:
   * somebody else has changed it meanwhile, and nothing was stored. Rejects with `ConflictError` if the key has a response by now.
   */
  write(library: StoredLibrary, answer: KeyedResponse | null): Promise<boolean>;
}

/** The whole port. */
export interface Store {
  readonly exerciseLibrary: LibraryStore;
  readonly hostResponses: HostResponses;
  readonly eventStore: EventStore;
  readonly tickets: TicketStore;
}
