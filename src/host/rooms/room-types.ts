/** What a room is, and what it is made of. */
import type { Moment } from '../../game/commands.ts';
import type { GameState, Participant } from '../../game/state.ts';
import type {
  ClockCheckpoint,
  EventStore,
  IdempotencyKey,
  StorageError,
  StoredResponse,
} from '../storage/event-store.ts';
import type { Cancel, Clock, GameTime, HostTime } from '../time/clock.ts';
import type { KnownGaps } from '../time/gaps.ts';
import type { Execution } from './command-batch.ts';
import type { DoneCommand } from './done-commands.ts';
import type { EventBus, PublishedEvent } from './event-bus.ts';

/** Where a test can kill the host: before the write, between write and response, or between response and publishing. */
export type Failpoint = 'before_transaction' | 'after_commit' | 'after_answer';

export interface RoomOptions {
  readonly eventStore: Pick<
    EventStore,
    'append' | 'appendAlone' | 'findIdempotencyRecords' | 'commandIds' | 'saveCheckpoint' | 'read'
  >;
  /** Whether other hosts append to this game's log as well. */
  readonly isLogShared: boolean;
  /** When no host was alive, where several append; absent: never. */
  readonly readGaps?: () => KnownGaps;
  readonly bus: Pick<EventBus, 'publish'>;
  readonly clock: Clock;
  /** The host's, or ahead of it: `createGameTime`. */
  readonly gameTime: GameTime;
  /** As stored, together with the play clock's last checkpoint. */
  readonly state: GameState;
  readonly checkpoint: ClockCheckpoint | null;
  /** When the last stored event happened, ms since 1970. */
  readonly lastAt: number;
  /** Of the log, as the store gives it: `EventStore.epochOf`. */
  readonly epoch: string;
  readonly pinOf: (participant: Participant) => string | null;
  /** Receives failed writes and failed commands of the host's own. Never contains names or tokens. */
  readonly report: (message: string, error?: unknown) => void;
  readonly failpoint?: (point: Failpoint) => void;
  /** Called with the last seq whenever this room has appended to its log. */
  readonly onAppended?: (gameId: number, seq: number) => void;
  /** Called when the store turns out to hold events that this room does not know, or another log, or none: it has to be opened again. */
  readonly onOtherLog?: () => void;
  /** Whether the store keeps the game's outlook with it. */
  readonly keepsOutlook: boolean;
  /** Finds the room that the game has after this one went to rest. */
  readonly findNext: () => Promise<Room | null>;
}

export interface Room {
  readonly epoch: string;
  /** The durable state; excludes what a batch in flight has decided. */
  readonly state: GameState;
  /** What everything in this game is timed by, on its screens too. */
  readonly gameTime: HostTime;
  /** Game time and play clock now. */
  moment(): Moment;
  /**
   * Resolves once the result is durable. Rejects with `StorageError` (nothing changed), `RoomClosedError` or
   * `KeyReusedError`.
   */
  execute(execution: Execution): Promise<StoredResponse>;
  /** What the log says was done under this key; null: nothing. For a request whose stored answer cannot be read. Rejects with `StorageError`. */
  findDone(key: IdempotencyKey): Promise<DoneCommand | null>;
  /**
   * Reads what other hosts have appended, before anything else is decided. Resolves once that is done, with what kept it from being
   * done if the store does not answer now; what could not be read is reported.
   */
  catchUp(): Promise<StorageError | null>;
  /** The events after `seq`; null if the replay buffer no longer holds them or `seq` lies ahead of the log. */
  eventsSince(seq: number): readonly PublishedEvent[] | null;
  /** Calls `listener` after each change, once its events have been published. */
  listen(listener: () => void): Cancel;
  /** Reads the clocks at once, for instance when the laptop wakes. */
  tick(): void;
  /** Whether the last write failed. */
  readonly lastWriteFailed: boolean;
  /**
   * Rejects queued and future commands with a `RoomClosedError` whose message is `why`, and waits for the batch in flight. Once it
   * resolves, this room writes and publishes nothing more.
   */
  close(why: string): Promise<void>;
  /**
   * The same, but commands go on in the game's next room, whoever still holds this one. To be called only where that can be found as
   * soon as this one is closed.
   */
  rest(): Promise<void>;
  /** Whether commands are waiting or being written. */
  readonly isBusy: boolean;
}
