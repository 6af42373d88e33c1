/** One game's single writer: command -> decide -> log -> acknowledge -> fan out. Expiry and the play clock live here too. */
import type { Actor, Command, Moment } from '../game/commands.ts';
import { dueChallengeIds, nextDeadline } from '../game/play-time.ts';
import { HOST_ACTOR_ID, type GameState, type Participant } from '../game/state.ts';
import { REPLAY_BUFFER_EVENTS } from '../protocol/frames.ts';
import type { Cancel, Clock, HostTime } from './clock.ts';
import { CommandBatch, type Execution, type PendingCommand, type PublishedEvent } from './command-batch.ts';
import { createGathering, type Gathering } from './gathering.ts';
import { type EventStore, type Outcome, StorageError } from './log/event-store.ts';
import { AWAY_MS, createPlayClock, TICK_MS, type PlayClock } from './play-clock.ts';

export { type Execution, KeyReusedError, type PublishedEvent as Published } from './command-batch.ts';

/** Where a test may kill the host: before the write, between write and answer, between answer and fan-out. */
export type Failpoint = 'before_transaction' | 'after_commit' | 'after_answer';

export interface RoomOptions {
  readonly eventStore: EventStore;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly state: GameState;
  /** Minted at each load of the log. */
  readonly epoch: string;
  readonly pinOf: (participant: Participant) => string | null;
  /** Told what could not be written or was decided by the host alone; never names or tokens. */
  readonly report: (message: string, error?: unknown) => void;
  readonly failpoint?: (point: Failpoint) => void;
}

export interface Room {
  readonly epoch: string;
  readonly state: GameState;
  /** Host time and play clock now. */
  moment(): Moment;
  /** Resolves when the outcome is durable; rejects with `StorageError` (nothing changed) or `KeyReusedError`. */
  execute(execution: Execution): Promise<Outcome>;
  /** Sends what is decided but not yet fanned out, so that a newcomer's snapshot and its first event join without a gap. */
  flush(): void;
  /** The published events after `seq`; null when the ring no longer holds them or `seq` is not of this log. */
  since(seq: number): readonly PublishedEvent[] | null;
  listen(listener: (events: readonly PublishedEvent[]) => void): Cancel;
  /** Looks at the clocks at once: after the laptop woke. */
  tick(): void;
  /** Whether the last attempt to write failed. */
  readonly storageBroken: boolean;
  close(): void;
}

const HOST_ACTOR: Actor = { id: HOST_ACTOR_ID, role: 'banker' };
const NO_ANSWER: Outcome = { status: 204, body: '', secretsOf: null };

export function createRoom(options: RoomOptions): Room {
  return new GameRoom(options);
}

class GameRoom implements Room {
  readonly epoch: string;
  state: GameState;
  storageBroken = false;
  readonly #options: RoomOptions;
  readonly #play: PlayClock;
  readonly #gathering: Gathering;
  readonly #listeners = new Set<(events: readonly PublishedEvent[]) => void>();
  #queue: PendingCommand[] = [];
  readonly #ring: PublishedEvent[] = [];
  #pending: PublishedEvent[] = [];
  #cancelTick: Cancel = () => {};
  #cancelExpiry: Cancel = () => {};
  #closed = false;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.epoch = options.epoch;
    this.state = options.state;
    const { eventStore, clock, state } = options;
    this.#gathering = createGathering(clock, () => this.#work());
    const tick = eventStore.readCheckpoint(state.gameId);
    this.#play = createPlayClock(clock, Math.max(state.playMs, tick?.playMs ?? 0));
    const awayMs = tick === null ? 0 : clock.wall() - tick.at;
    if (state.status === 'in_progress' && awayMs > AWAY_MS)
      this.#command({ type: 'pause', reason: 'host_away' });
    else this.#followStatus();
    this.#scheduleTick();
  }

  moment(): Moment {
    return { at: this.#options.hostTime.now(), playMs: this.#play.read() };
  }

  execute(execution: Execution): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new StorageError('The host is closing. Nothing was changed.'));
      this.#queue.push({ ...execution, resolve, reject });
      this.#gathering.add();
    });
  }

  since(seq: number): readonly PublishedEvent[] | null {
    const missed = this.state.seq - seq;
    if (missed < 0 || missed > this.#ring.length) return null;
    return missed === 0 ? [] : this.#ring.slice(-missed);
  }

  listen(listener: (events: readonly PublishedEvent[]) => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  flush(): void {
    const events = this.#pending;
    if (events.length === 0) return;
    this.#pending = [];
    for (const listener of this.#listeners) listener(events);
  }

  tick(): void {
    const { eventStore, clock, state, report } = { ...this.#options, state: this.state };
    const playMs = this.#play.read();
    const lostMs = this.#play.takeLost();
    if (state.status === 'in_progress') {
      try {
        eventStore.saveCheckpoint(state.gameId, { playMs, at: clock.wall() });
      } catch (error) {
        this.storageBroken = true;
        report('the play clock could not be saved', error);
      }
      if (lostMs > AWAY_MS) this.#command({ type: 'pause', reason: 'host_away' });
      else if (lostMs > 0) this.#command({ type: 'adjust_clock', lostMs });
    }
    this.#expire();
  }

  close(): void {
    if (this.#closed) return;
    this.#work();
    this.flush();
    this.tick();
    this.#closed = true;
    this.#cancelTick();
    this.#cancelExpiry();
    this.#listeners.clear();
  }

  /** Everything that is queued goes into one transaction. */
  #work(): void {
    const jobs = this.#queue;
    if (jobs.length === 0 || this.#closed) return;
    this.#queue = [];
    this.#gathering.took(jobs.length);
    const { eventStore, report, failpoint } = this.#options;
    const work = new CommandBatch(this.state, this.#options, this.moment());
    for (const job of jobs) work.take(job);
    try {
      failpoint?.('before_transaction');
      if (work.hasWrites) eventStore.append(work.batch());
      failpoint?.('after_commit');
    } catch (error) {
      this.storageBroken = true;
      report('a command could not be written', error);
      work.fail(error);
      return;
    }
    if (work.hasWrites) this.storageBroken = false;
    this.state = work.state;
    // Before the frames are due, after the answers have left.
    if (failpoint !== undefined) this.#options.clock.soon(() => failpoint('after_answer'));
    this.#publish(work.published);
    work.acknowledge();
    this.#followStatus();
  }

  /** The answers leave first; the frames follow in the next turn. */
  #publish(events: readonly PublishedEvent[]): void {
    if (events.length === 0) return;
    this.#ring.push(...events);
    if (this.#ring.length > REPLAY_BUFFER_EVENTS)
      this.#ring.splice(0, this.#ring.length - REPLAY_BUFFER_EVENTS);
    this.#pending.push(...events);
    this.#options.clock.soon(() => this.flush());
  }

  #followStatus(): void {
    if (this.state.status === 'in_progress') this.#play.run();
    else this.#play.stand();
    this.#scheduleExpiry();
  }

  #scheduleTick(): void {
    this.#cancelTick = this.#options.clock.after(TICK_MS, () => {
      this.tick();
      this.#scheduleTick();
    });
  }

  #scheduleExpiry(): void {
    this.#cancelExpiry();
    const next = nextDeadline(this.state);
    if (next === null) return;
    const wait = Math.max(0, next.deadlinePlayMs - this.#play.read());
    if (wait <= TICK_MS) this.#cancelExpiry = this.#options.clock.after(wait + 1, () => this.#expire());
  }

  #expire(): void {
    for (const id of dueChallengeIds(this.state, this.#play.read())) this.#command({ type: 'expire', id });
    this.#scheduleExpiry();
  }

  /** What the host itself commands. A refusal is no fault: the state moved on meanwhile. */
  #command(command: Command): void {
    const { report } = this.#options;
    const silent = () => NO_ANSWER;
    this.execute({ actor: HOST_ACTOR, command, key: null, answer: silent, refuse: silent }).catch(
      (error: unknown) => report(`the host's own ${command.type} waits for the next tick`, error),
    );
    this.#gathering.hurry();
  }
}
