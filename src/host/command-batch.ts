/** What one transaction of a room decides, before anybody sees it. */
import type { Actor, Command, Moment, Rejection } from '../game/commands.ts';
import { decide } from '../game/decide.ts';
import type { LoggedEvent } from '../game/events.ts';
import { evolve } from '../game/evolve.ts';
import type { GameState, Participant } from '../game/state.ts';
import { gameSummaryOf, presentEvent, presentRedacted } from '../protocol/present.ts';
import {
  type Batch,
  type EventStore,
  type Outcome,
  type OutcomeKey,
  StorageError,
} from './log/event-store.ts';

/** A command with all that its one transaction needs. */
export interface Execution {
  readonly actor: Actor;
  /** Null: nothing happens in the game, but the answer is kept under the key. */
  readonly command: Command | null;
  /** Null: no key was sent, nothing is kept. */
  readonly key: OutcomeKey | null;
  /** The answer once the events are in `state`. */
  readonly answer: (state: GameState, moment: Moment) => Outcome;
  /** The answer when the rules say no. */
  readonly refuse: (state: GameState, rejection: Rejection, moment: Moment) => Outcome;
  /** A ticket that this command uses up. */
  readonly usedTicket?: { readonly hash: string; readonly participantId: number };
}

/** An event as it goes out: built once, whoever listens. */
export interface PublishedEvent {
  readonly seq: number;
  readonly publicText: string;
  /** With private fields, for bankers and for `concerns`; equal to `publicText` where there are none. */
  readonly privateText: string;
  readonly concerns: number | null;
  /** What a removed player gets under this seq: the game, and nothing of the others. */
  readonly removedText: () => string;
}

/** The key was used for something else before. */
export class KeyReusedError extends Error {
  override readonly name = 'KeyReusedError';
}

/** An execution whose caller waits. */
export interface PendingCommand extends Execution {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

export interface DraftOptions {
  readonly eventStore: Pick<EventStore, 'findOutcome'>;
  readonly pinOf: (participant: Participant) => string | null;
}

/** The jobs of one transaction, decided one after the other on a state that nobody sees before it is written. */
export class CommandBatch {
  state: GameState;
  readonly published: PublishedEvent[] = [];
  readonly #options: DraftOptions;
  readonly #moment: Moment;
  readonly #expectedSeq: number;
  readonly #events: LoggedEvent[] = [];
  readonly #outcomes = new Map<string, { key: OutcomeKey; outcome: Outcome }>();
  readonly #usedTickets: { hash: string; participantId: number }[] = [];
  readonly #answers: { job: PendingCommand; outcome: Outcome; isKept: boolean }[] = [];

  constructor(state: GameState, options: DraftOptions, moment: Moment) {
    this.state = state;
    this.#options = options;
    this.#moment = moment;
    this.#expectedSeq = state.seq;
  }

  get hasWrites(): boolean {
    return this.#events.length > 0 || this.#outcomes.size > 0;
  }

  take(job: PendingCommand): void {
    try {
      const kept = this.#keptOutcome(job.key);
      if (kept !== null) this.#answers.push({ job, ...kept });
      else this.#decide(job);
    } catch (error) {
      job.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  batch(): Batch {
    return {
      gameId: this.state.gameId,
      expectedSeq: this.#expectedSeq,
      events: this.#events,
      outcomes: [...this.#outcomes.values()],
      usedTickets: this.#usedTickets,
    };
  }

  acknowledge(): void {
    for (const { job, outcome } of this.#answers) job.resolve(outcome);
  }

  /** Nothing was written: only what had been written before may be repeated. */
  fail(error: unknown): void {
    const failure =
      error instanceof StorageError
        ? error
        : new StorageError('The change could not be written.', { cause: error });
    for (const { job, outcome, isKept } of this.#answers) {
      if (isKept) job.resolve(outcome);
      else job.reject(failure);
    }
  }

  #keptOutcome(key: OutcomeKey | null): { outcome: Outcome; isKept: boolean } | null {
    if (key === null) return null;
    const drafted = this.#outcomes.get(`${key.participantId} ${key.key}`);
    if (drafted !== undefined)
      return { outcome: sameRequest(drafted.key.requestHash, key, drafted.outcome), isKept: false };
    const kept = this.#options.eventStore.findOutcome(this.state.gameId, key.participantId, key.key);
    if (kept === null) return null;
    return { outcome: sameRequest(kept.requestHash, key, kept.outcome), isKept: true };
  }

  #decide(job: PendingCommand): void {
    const decision =
      job.command === null ? { events: [] } : decide(this.state, job.command, job.actor, this.#moment);
    let state = this.state;
    const logged: LoggedEvent[] = [];
    const published: PublishedEvent[] = [];
    for (const event of 'events' in decision ? decision.events : []) {
      const entry = {
        seq: state.seq + 1,
        at: this.#moment.at,
        playMs: this.#moment.playMs,
        by: job.actor.id,
        event,
      };
      state = evolve(state, entry);
      logged.push(entry);
      published.push(publish(state, entry, this.#options.pinOf));
    }
    const outcome =
      'events' in decision
        ? job.answer(state, this.#moment)
        : job.refuse(state, decision.rejection, this.#moment);
    this.state = state;
    this.#events.push(...logged);
    this.published.push(...published);
    this.#answers.push({ job, outcome, isKept: false });
    if (job.key !== null)
      this.#outcomes.set(`${job.key.participantId} ${job.key.key}`, { key: job.key, outcome });
    if (job.usedTicket !== undefined && 'events' in decision) this.#usedTickets.push(job.usedTicket);
  }
}

function sameRequest(requestHash: string, key: OutcomeKey, outcome: Outcome): Outcome {
  if (requestHash === key.requestHash) return outcome;
  throw new KeyReusedError(
    'This Idempotency-Key was used for another request before. Mint a new key for each request.',
  );
}

function publish(state: GameState, logged: LoggedEvent, pinOf: DraftOptions['pinOf']): PublishedEvent {
  const { publicFrame, privateFrame, subjectId: concerns } = presentEvent(state, logged, pinOf);
  const publicText = JSON.stringify(publicFrame);
  const privateText = privateFrame === null ? publicText : JSON.stringify(privateFrame);
  const { seq, at, playMs } = logged;
  const game = gameSummaryOf(state);
  const removedText = () => JSON.stringify(presentRedacted(game, { seq, at, playMs }));
  return { seq, publicText, privateText, concerns, removedText };
}
