/** One game's single writer: command -> decide -> append -> acknowledge -> publish. Also handles expiry and the play clock. */
import type { Command, Moment } from '../../game/commands.ts';
import type { GameState } from '../../game/state.ts';
import {
  type Batch,
  type IdempotencyKey,
  type StoredResponse,
  ConflictError,
  NewerEventError,
  RoomClosedError,
  type StorageError,
  UnknownEventsError,
} from '../storage/event-store.ts';
import type { Cancel, HostTime } from '../time/clock.ts';
import { createLoggedPlayClock, laterOf, type PlayClockAnchor } from '../time/logged-play-clock.ts';
import { AWAY_MS, createPlayClock, TICK_MS, type PlayClock } from '../time/play-clock.ts';
import { createCheckpointWriter, type CheckpointWriter } from './checkpoint-writer.ts';
import {
  type CommandBatch,
  decideBatch,
  type Execution,
  type PendingCommand,
  storageError,
  withoutUsedTickets,
} from './command-batch.ts';
import { createDoneCommands, type DoneCommand, type DoneCommands } from './done-commands.ts';
import { createDueCommands, type DueCommands } from './due-commands.ts';
import type { PublishedEvent } from './event-bus.ts';
import { createEventPublisher, type EventPublisher } from './event-publisher.ts';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import { AT_REST, executeInNextRoom } from './next-room.ts';
import { ownCommand } from './own-command.ts';
import type { Room, RoomOptions } from './room-types.ts';
import { passingFailure, readNewEvents } from './shared-log.ts';
import { createTimeAway, type TimeAway } from './time-away.ts';

export type { Execution } from './command-batch.ts';
export { KeyReusedError } from './key-reused-error.ts';
export type { Failpoint, Room, RoomOptions } from './room-types.ts';

const isRunning = ({ status }: GameState) => status === 'in_progress';
/** Of two hosts that decide at once, one has to decide again: after so many times in a row it takes the log for itself. */
const TURNS_GIVEN = 3;
/** So often only if something is wrong. */
const MAX_ATTEMPTS = 25;
const NO_GAPS = { all: [], own: [] };

export const createRoom = (options: RoomOptions): Room => new GameRoom(options);

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
  /** Who waits until what others may have appended is read, and how they hear of it. */
  readonly #readers: ((failure: StorageError | null) => void)[] = [];
  readonly #publisher: EventPublisher;
  readonly #done: DoneCommands;
  /** When the last event happened, ms since 1970. */
  #lastAt: number;
  readonly #dueCommands: DueCommands;
  readonly #timeAway: TimeAway;
  /** Wall clock of the last tick before that, ms. */
  #hereAt: number;
  #cancelTick: Cancel = () => {};
  #closedError: RoomClosedError | null = null;
  #closed: Promise<void> | null = null;
  #isAtRest = false;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.epoch = options.epoch;
    this.gameTime = options.gameTime;
    this.state = options.state;
    const { eventStore, clock, state, checkpoint, isLogShared } = options;
    this.#lastAt = options.lastAt;
    this.#done = createDoneCommands(eventStore, state.gameId);
    this.#publisher = createEventPublisher(clock, (events) => this.#publish(events));
    this.#groupCommit = createGroupCommit(clock, () => this.#startCommitting());
    this.#checkpoints = createCheckpointWriter(
      (newest) => eventStore.saveCheckpoint(state.gameId, newest),
      (error) => this.#reportFailure('the play clock could not be saved', error),
    );
    this.#playClock = isLogShared
      ? createLoggedPlayClock(this.gameTime, () => this.#anchor(), options.readGaps ?? (() => NO_GAPS))
      : createPlayClock(clock, Math.max(state.playMs, checkpoint?.playMs ?? 0));
    this.#dueCommands = createDueCommands({
      clock,
      state: () => this.state,
      moment: () => this.moment(),
      execute: (command) => this.#executeOwn(command),
    });
    this.#timeAway = createTimeAway({
      execute: (command) => this.#executeOwn(command),
      onLong: () => this.#followStatus(),
    });
    this.#hereAt = checkpoint?.at ?? clock.wall();
    // Behind the checkpoint, the wall clock was set back, and nobody knows how long the host was away.
    const awayMs = checkpoint === null || isLogShared ? 0 : Math.abs(clock.wall() - checkpoint.at);
    if (isRunning(state) && awayMs > AWAY_MS) this.#timeAway.add(awayMs);
    this.#timeAway.add(this.#playClock.takeLostMs());
    this.#followStatus();
    void this.#timeAway.tell();
    this.#scheduleTick();
  }

  moment(): Moment {
    return { at: this.#options.gameTime.now(), playMs: this.#playClock.read() };
  }

  execute(execution: Execution): Promise<StoredResponse> {
    if (this.#closedError !== null)
      return this.#isAtRest ? this.#goOn(execution) : Promise.reject(this.#closedError);
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...execution, resolve, reject });
      this.#groupCommit.enqueue();
    });
  }

  findDone(key: IdempotencyKey): Promise<DoneCommand | null> {
    return this.#done.findOne(key);
  }

  catchUp(): Promise<StorageError | null> {
    if (this.#closedError !== null) return Promise.resolve(this.#isAtRest ? null : this.#closedError);
    const read = new Promise<StorageError | null>((resolve) => void this.#readers.push(resolve));
    this.#startCommitting();
    return read;
  }

  eventsSince(seq: number): readonly PublishedEvent[] | null {
    return this.#publisher.last(this.state.seq - seq);
  }

  listen(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tick(): void {
    const playMs = this.#playClock.read();
    this.#timeAway.add(this.#playClock.takeLostMs());
    if (!isRunning(this.state)) this.#timeAway.forget();
    // Until the pause has been written, a start has to find that the host was away.
    if (!this.#timeAway.isLong()) this.#hereAt = this.#options.clock.wall();
    if (isRunning(this.state) && !this.#options.isLogShared)
      void this.#checkpoints.save({ playMs, at: this.#hereAt });
    void this.#timeAway.tell();
    this.#dueCommands.give();
  }

  get isBusy(): boolean {
    return this.#queue.length > 0 || this.#committing !== null;
  }

  close(why: string): Promise<void> {
    this.#closed ??= this.#close(new RoomClosedError(why));
    return this.#closed;
  }

  rest(): Promise<void> {
    this.#isAtRest = this.#closed === null;
    return this.close(AT_REST);
  }

  /** Whoever found this room before it went to rest does not notice. */
  async #goOn(execution: Execution): Promise<StoredResponse> {
    const { response, state } = await executeInNextRoom(this.#options.findNext, execution);
    this.state = state;
    return response;
  }

  async #close(closedError: RoomClosedError): Promise<void> {
    this.#closedError = closedError;
    for (const command of this.#queue.splice(0))
      if (this.#isAtRest) this.#goOn(command).then(command.resolve, command.reject);
      else command.reject(closedError);
    await this.#committing;
    try {
      this.#publisher.publishNow();
    } catch (error) {
      // The game still has to be saved, wiped or restored.
      this.#options.report('the last events could not be published', error);
    }
    this.#listeners.clear();
    this.tick();
    // For a host that has the games alone then: it goes on from here.
    if (isRunning(this.state) && this.#options.isLogShared)
      void this.#checkpoints.save({ playMs: this.#playClock.read(), at: this.gameTime.now() });
    this.#cancelTick();
    this.#dueCommands.cancel();
    await this.#checkpoints.idle();
  }

  /** Only one batch is in flight at a time; commands that arrive meanwhile form the next batch. */
  #startCommitting(): void {
    if (this.#queue.length > 0 || this.#readers.length > 0) this.#committing ??= this.#commitUntilEmpty();
  }

  async #commitUntilEmpty(): Promise<void> {
    try {
      while (this.#queue.length > 0 || this.#readers.length > 0) {
        if (this.#readers.length > 0) await this.#readOn();
        const commands = this.#queue.splice(0);
        try {
          if (commands.length > 0) await this.#commit(commands, 1);
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
  async #commit(commands: readonly PendingCommand[], attempt: number): Promise<void> {
    if (attempt === 1) this.#groupCommit.committed(commands.length);
    const { eventStore, failpoint, clock, isLogShared, pinOf, keepsOutlook } = this.#options;
    const decided: { batch?: CommandBatch } = {};
    const now = () => ({ state: this.state, moment: this.moment(), pinOf, keepsOutlook });
    const readOn = async () => (isLogShared ? passingFailure(await this.#readOn()) : null);
    const decideNow = async (): Promise<Batch | null> => {
      const sources = { eventStore, done: this.#done };
      const batch = await decideBatch(sources, this.state.gameId, commands, now, readOn);
      decided.batch = batch;
      if (isRunning(batch.state) !== isRunning(this.state)) this.#playClock.hold();
      failpoint?.('before_transaction');
      return batch.hasWrites ? batch.toBatch() : null;
    };
    try {
      if (attempt > TURNS_GIVEN && eventStore.appendAlone !== undefined)
        await eventStore.appendAlone(this.state.gameId, async () => {
          const failure = await this.#readOn();
          if (failure !== null) throw storageError(failure);
          return decideNow();
        });
      else {
        const next = await decideNow();
        if (next !== null) await eventStore.append(next);
      }
      failpoint?.('after_commit');
    } catch (error) {
      this.#runPlayClock();
      if (error instanceof ConflictError && isLogShared && attempt < MAX_ATTEMPTS) {
        await this.#readOn();
        return this.#commit(withoutUsedTickets(commands, error), attempt + 1);
      }
      if (decided.batch === undefined) throw error;
      this.#reportFailure('a command could not be written', error);
      decided.batch.reject(error);
      if (error instanceof UnknownEventsError) this.#options.onOtherLog?.();
      return;
    }
    const { batch } = decided;
    if (batch === undefined) return;
    if (batch.hasWrites) this.lastWriteFailed = false;
    this.state = batch.state;
    this.#done.note(batch.events);
    this.#lastAt = batch.lastAt ?? this.#lastAt;
    // After the responses have been sent, before the frames are published.
    if (failpoint !== undefined) clock.defer(() => failpoint('after_answer'));
    this.#publisher.publishSoon(batch.published);
    if (batch.published.length > 0) this.#options.onAppended?.(this.state.gameId, this.state.seq);
    batch.acknowledge();
    this.#followStatus();
  }

  #reportFailure(message: string, error: unknown): void {
    // Nothing has failed where another host has wiped the game.
    if (error instanceof RoomClosedError) return this.#options.onOtherLog?.();
    this.lastWriteFailed = true;
    this.#options.report(message, error);
  }

  /** Resolves with what kept it from being done, or null. Nothing is lost then: whoever told of it, or the next conflict, has it read again. */
  async #readOn(): Promise<unknown> {
    const [readers, { eventStore, pinOf, report, onOtherLog }] = [this.#readers.splice(0), this.#options];
    let failure: unknown = null;
    try {
      const { state, events, published, lastAt } = await readNewEvents(eventStore, this.state, pinOf);
      this.state = state;
      this.#done.note(events);
      this.#lastAt = lastAt ?? this.#lastAt;
      this.#options.gameTime.notBefore(this.#lastAt);
      this.#publisher.publishSoon(published);
      if (published.length > 0) this.#followStatus();
    } catch (error) {
      const isReplaced = error instanceof RoomClosedError;
      failure = error;
      if (!isReplaced) report('what another host has written could not be read', error);
      // It can show nobody any more how the game goes on.
      if (isReplaced || error instanceof NewerEventError) onOtherLog?.();
    }
    for (const resolve of readers) resolve(passingFailure(failure));
    return failure;
  }

  #publish(events: readonly PublishedEvent[]): void {
    this.#options.bus.publish(this.state.gameId, events);
    for (const listener of this.#listeners) listener();
  }

  #anchor(): PlayClockAnchor {
    const left = laterOf(this.#options.checkpoint, { playMs: this.state.playMs, at: this.#lastAt });
    return { ...left, isRunning: isRunning(this.state) };
  }

  #followStatus(): void {
    this.#runPlayClock();
    this.#dueCommands.schedule();
  }

  #runPlayClock(): void {
    if (isRunning(this.state) && !this.#timeAway.isLong()) this.#playClock.start();
    else this.#playClock.stop();
  }

  #scheduleTick(): void {
    this.#cancelTick = this.#options.clock.after(TICK_MS, () => {
      this.tick();
      this.#scheduleTick();
    });
  }

  /** Resolves with whether it was decided: a refusal of the rules is harmless, because the state changed first. */
  async #executeOwn(command: Command): Promise<boolean> {
    const { report } = this.#options;
    const decided = this.execute(ownCommand(command));
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
