/** One game's single writer: command -> decide -> append -> acknowledge -> publish. Also handles expiry and the play clock. */
import type { Actor, Command, Moment } from '../../game/commands.ts';
import { HOST_ACTOR_ID, type GameState, type Participant } from '../../game/state.ts';
import { REPLAY_BUFFER_EVENTS } from '../../protocol/frames.ts';
import {
  type ClockCheckpoint,
  type EventStore,
  type StoredResponse,
  RoomClosedError,
  UnknownEventsError,
} from '../storage/event-store.ts';
import type { Cancel, Clock, HostTime } from '../time/clock.ts';
import { AWAY_MS, createPlayClock, TICK_MS, type PlayClock } from '../time/play-clock.ts';
import { createCheckpointWriter, type CheckpointWriter } from './checkpoint-writer.ts';
import {
  CommandBatch,
  type Execution,
  IdempotencyRecords,
  keysOf,
  type PendingCommand,
  storageError,
} from './command-batch.ts';
import { createDueCommands, type DueCommands } from './due-commands.ts';
import type { EventBus, PublishedEvent } from './event-bus.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';

export { type Execution, KeyReusedError } from './command-batch.ts';

/** Where a test can kill the host: before the write, between write and response, or between response and publishing. */
export type Failpoint = 'before_transaction' | 'after_commit' | 'after_answer';

export interface RoomOptions {
  readonly eventStore: Pick<EventStore, 'append' | 'findIdempotencyRecords' | 'saveCheckpoint'>;
  readonly bus: Pick<EventBus, 'publish'>;
  readonly clock: Clock;
  /** The host's, or ahead of it: `createGameTime`. */
  readonly gameTime: HostTime;
  /** As stored, together with the play clock's last checkpoint. */
  readonly state: GameState;
  readonly checkpoint: ClockCheckpoint | null;
  /** Of the log, as the store gives it: `EventStore.epochOf`. */
  readonly epoch: string;
  readonly pinOf: (participant: Participant) => string | null;
  /** Receives failed writes and failed commands of the host's own. Never contains names or tokens. */
  readonly report: (message: string, error?: unknown) => void;
  readonly failpoint?: (point: Failpoint) => void;
  /** Called when the store turns out to hold events that this room does not know: it has to be opened again. */
  readonly onUnknownEvents?: () => void;
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
}

const isRunning = ({ status }: GameState) => status === 'in_progress';

const HOST_ACTOR: Actor = { id: HOST_ACTOR_ID, role: 'banker' };
const NO_ANSWER: StoredResponse = { status: 204, body: '', secretsOf: null };

export function createRoom(options: RoomOptions): Room {
  return new GameRoom(options);
}

class GameRoom implements Room {
  readonly epoch: string;
  readonly gameTime: HostTime;
  state: GameState;
  lastWriteFailed = false;
  readonly #options: RoomOptions;
  readonly #playClock: PlayClock;
  readonly #checkpoints: CheckpointWriter;
  readonly #groupCommit: GroupCommit;
  readonly #listeners = new Set<() => void>();
  #queue: PendingCommand[] = [];
  #committing: Promise<void> | null = null;
  readonly #replayBuffer: PublishedEvent[] = [];
  #unpublished: PublishedEvent[] = [];
  readonly #dueCommands: DueCommands;
  /** Time away that the log does not tell of yet, ms. Over `AWAY_MS`, the clock stands still until the pause has been written. */
  #untoldMs = 0;
  #isTelling = false;
  /** Wall clock of the last tick before that, ms. */
  #hereAt: number;
  #cancelTick: Cancel = () => {};
  #closedError: RoomClosedError | null = null;
  #closed: Promise<void> | null = null;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.epoch = options.epoch;
    this.gameTime = options.gameTime;
    this.state = options.state;
    const { eventStore, clock, state, checkpoint } = options;
    this.#groupCommit = createGroupCommit(clock, () => this.#startCommitting());
    this.#checkpoints = createCheckpointWriter(
      (newest) => eventStore.saveCheckpoint(state.gameId, newest),
      (error) => this.#reportFailure('the play clock could not be saved', error),
    );
    this.#playClock = createPlayClock(clock, Math.max(state.playMs, checkpoint?.playMs ?? 0));
    this.#dueCommands = createDueCommands({
      clock,
      state: () => this.state,
      moment: () => this.moment(),
      execute: (command) => this.#executeOwn(command),
    });
    this.#hereAt = checkpoint?.at ?? clock.wall();
    // Behind the checkpoint, the wall clock was set back, and nobody knows how long the host was away.
    const awayMs = checkpoint === null ? 0 : Math.abs(clock.wall() - checkpoint.at);
    if (isRunning(state) && awayMs > AWAY_MS) this.#untoldMs = awayMs;
    this.#followStatus();
    void this.#tellTimeAway();
    this.#scheduleTick();
  }

  moment(): Moment {
    return { at: this.#options.gameTime.now(), playMs: this.#playClock.read() };
  }

  execute(execution: Execution): Promise<StoredResponse> {
    return new Promise((resolve, reject) => {
      if (this.#closedError !== null) return reject(this.#closedError);
      this.#queue.push({ ...execution, resolve, reject });
      this.#groupCommit.enqueue();
    });
  }

  eventsSince(seq: number): readonly PublishedEvent[] | null {
    const missed = this.state.seq - seq;
    if (missed < 0 || missed > this.#replayBuffer.length) return null;
    return missed === 0 ? [] : this.#replayBuffer.slice(-missed);
  }

  listen(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tick(): void {
    const playMs = this.#playClock.read();
    this.#untoldMs += this.#playClock.takeLostMs();
    if (!isRunning(this.state)) this.#untoldMs = 0;
    // Until the pause has been written, a start has to find that the host was away.
    if (this.#untoldMs <= AWAY_MS) this.#hereAt = this.#options.clock.wall();
    if (isRunning(this.state)) void this.#checkpoints.save({ playMs, at: this.#hereAt });
    void this.#tellTimeAway();
    this.#dueCommands.give();
  }

  close(why: string): Promise<void> {
    this.#closed ??= this.#close(new RoomClosedError(why));
    return this.#closed;
  }

  async #close(closedError: RoomClosedError): Promise<void> {
    this.#closedError = closedError;
    for (const command of this.#queue.splice(0)) command.reject(closedError);
    await this.#committing;
    try {
      this.#publish();
    } catch (error) {
      // The game still has to be saved, wiped or restored.
      this.#options.report('the last events could not be published', error);
    }
    this.#listeners.clear();
    this.tick();
    this.#cancelTick();
    this.#dueCommands.cancel();
    await this.#checkpoints.idle();
  }

  /** Only one batch is in flight at a time; commands that arrive meanwhile form the next batch. */
  #startCommitting(): void {
    if (this.#queue.length > 0) this.#committing ??= this.#commitUntilEmpty();
  }

  async #commitUntilEmpty(): Promise<void> {
    try {
      while (this.#queue.length > 0) {
        const commands = this.#queue.splice(0);
        try {
          await this.#commit(commands);
        } catch (error) {
          // Those that have been answered stay answered.
          for (const command of commands) command.reject(storageError(error));
          this.#runPlayClock();
          this.#reportFailure('a batch of commands failed', error);
        }
      }
    } finally {
      this.#committing = null;
    }
  }

  /** Decides, writes, and only then acknowledges and publishes. Nobody sees the new state before it is durable. */
  async #commit(commands: readonly PendingCommand[]): Promise<void> {
    this.#groupCommit.committed(commands.length);
    const records = await this.#findIdempotencyRecords(commands);
    if (records === null) return;
    const { eventStore, pinOf, failpoint, clock } = this.#options;
    const batch = new CommandBatch({ state: this.state, moment: this.moment(), records, pinOf });
    for (const command of commands) batch.add(command);
    if (isRunning(batch.state) !== isRunning(this.state)) this.#playClock.hold();
    try {
      failpoint?.('before_transaction');
      if (batch.hasWrites) await eventStore.append(batch.toBatch());
      failpoint?.('after_commit');
    } catch (error) {
      this.#reportFailure('a command could not be written', error);
      this.#runPlayClock();
      batch.reject(error);
      if (error instanceof UnknownEventsError) this.#options.onUnknownEvents?.();
      return;
    }
    if (batch.hasWrites) this.lastWriteFailed = false;
    this.state = batch.state;
    // After the responses have been sent, before the frames are published.
    if (failpoint !== undefined) clock.defer(() => failpoint('after_answer'));
    this.#publishSoon(batch.published);
    batch.acknowledge();
    this.#followStatus();
  }

  /** One query for the whole batch. Null if the query failed; the commands have then been rejected. */
  async #findIdempotencyRecords(commands: readonly PendingCommand[]): Promise<IdempotencyRecords | null> {
    const keys = keysOf(commands);
    try {
      const found =
        keys.length === 0
          ? []
          : await this.#options.eventStore.findIdempotencyRecords(this.state.gameId, keys);
      return new IdempotencyRecords(keys, found);
    } catch (error) {
      this.#reportFailure('a command could not be compared with earlier ones', error);
      for (const command of commands) command.reject(storageError(error));
      return null;
    }
  }

  #reportFailure(message: string, error: unknown): void {
    this.lastWriteFailed = true;
    this.#options.report(message, error);
  }

  /** Responses are sent first; frames follow in the next turn of the event loop. */
  #publishSoon(events: readonly PublishedEvent[]): void {
    if (events.length === 0) return;
    this.#replayBuffer.push(...events);
    if (this.#replayBuffer.length > REPLAY_BUFFER_EVENTS)
      this.#replayBuffer.splice(0, this.#replayBuffer.length - REPLAY_BUFFER_EVENTS);
    this.#unpublished.push(...events);
    this.#options.clock.defer(() => this.#publish());
  }

  #publish(): void {
    const events = this.#unpublished;
    if (events.length === 0) return;
    this.#unpublished = [];
    this.#options.bus.publish(this.state.gameId, events);
    for (const listener of this.#listeners) listener();
  }

  #followStatus(): void {
    this.#runPlayClock();
    this.#dueCommands.schedule();
  }

  #runPlayClock(): void {
    if (isRunning(this.state) && this.#untoldMs <= AWAY_MS) this.#playClock.start();
    else this.#playClock.stop();
  }

  /** Pauses the game, or has every screen read the clock again. What cannot be written is told at the next tick. */
  async #tellTimeAway(): Promise<void> {
    const lostMs = this.#untoldMs;
    if (lostMs === 0 || this.#isTelling) return;
    const isPausing = lostMs > AWAY_MS;
    if (isPausing) this.#playClock.stop();
    this.#isTelling = true;
    const isDone = await this.#executeOwn(
      isPausing ? { type: 'pause', reason: 'host_away' } : { type: 'adjust_clock', lostMs },
    );
    this.#isTelling = false;
    if (isDone) this.#untoldMs = Math.max(0, this.#untoldMs - lostMs);
    if (isPausing) this.#followStatus();
  }

  #scheduleTick(): void {
    this.#cancelTick = this.#options.clock.after(TICK_MS, () => {
      this.tick();
      this.#scheduleTick();
    });
  }

  /**
   * Executes a command of the host's own. Resolves with whether it was decided: a refusal of the rules is harmless, because the state
   * changed first.
   */
  async #executeOwn(command: Command): Promise<boolean> {
    const { report } = this.#options;
    const noAnswer = () => NO_ANSWER;
    const decided = this.execute({
      actor: HOST_ACTOR,
      command,
      key: null,
      answer: noAnswer,
      refuse: noAnswer,
    });
    this.#groupCommit.flushNow();
    try {
      await decided;
      return true;
    } catch (error) {
      if (!(error instanceof RoomClosedError))
        report(`the host's own ${command.type} failed and will be retried at the next tick`, error);
      return false;
    }
  }
}
