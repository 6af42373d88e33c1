/** What one transaction of a room decides, before anybody sees it. */
import type { Actor, Command, Moment, Rejection } from '../../game/commands.ts';
import { decide } from '../../game/decide.ts';
import type { LoggedEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import type { GameState, Participant } from '../../game/state.ts';
import { gameSummaryOf, presentEvent } from '../../protocol/present.ts';
import {
  type Batch,
  type KeptOutcome,
  type Outcome,
  type OutcomeKey,
  StorageError,
} from '../storage/event-store.ts';
import type { PublishedEvent } from './event-bus.ts';

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

/** The key was used for something else before. */
export class KeyReusedError extends Error {
  override readonly name = 'KeyReusedError';
}

/** An execution whose caller waits. */
export interface PendingCommand extends Execution {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

export interface BatchOptions {
  readonly state: GameState;
  /** When it is decided. */
  readonly moment: Moment;
  readonly kept: KeptOutcomes;
  readonly pinOf: (participant: Participant) => string | null;
}

/** The answers that the store holds already, of the keys that a batch brings. */
export class KeptOutcomes {
  readonly #byName = new Map<string, KeptOutcome>();

  /** `found`: of each key in turn, as the store gives them. */
  constructor(keys: readonly OutcomeKey[], found: readonly (KeptOutcome | null)[]) {
    for (const [index, key] of keys.entries()) {
      const kept = found[index] ?? null;
      if (kept !== null) this.#byName.set(nameOf(key), kept);
    }
  }

  get(key: OutcomeKey): KeptOutcome | null {
    return this.#byName.get(nameOf(key)) ?? null;
  }
}

/** The keys of the commands, each once. */
export function keysOf(commands: readonly PendingCommand[]): readonly OutcomeKey[] {
  const keys = new Map<string, OutcomeKey>();
  for (const { key } of commands) if (key !== null) keys.set(nameOf(key), key);
  return [...keys.values()];
}

/** The commands of one transaction, decided one after the other on a state that nobody sees before it is written. */
export class CommandBatch {
  state: GameState;
  readonly published: PublishedEvent[] = [];
  readonly #options: BatchOptions;
  readonly #events: LoggedEvent[] = [];
  readonly #outcomes = new Map<string, { key: OutcomeKey; outcome: Outcome }>();
  readonly #usedTickets: { hash: string; participantId: number }[] = [];
  readonly #answers: { command: PendingCommand; outcome: Outcome; isKept: boolean }[] = [];

  constructor(options: BatchOptions) {
    this.state = options.state;
    this.#options = options;
  }

  get hasWrites(): boolean {
    return this.#events.length > 0 || this.#outcomes.size > 0;
  }

  take(command: PendingCommand): void {
    try {
      const kept = this.#keptOutcome(command.key);
      if (kept !== null) this.#answers.push({ command, ...kept });
      else this.#decide(command);
    } catch (error) {
      command.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  writes(): Batch {
    return {
      gameId: this.state.gameId,
      expectedSeq: this.#options.state.seq,
      events: this.#events,
      outcomes: [...this.#outcomes.values()],
      usedTickets: this.#usedTickets,
    };
  }

  acknowledge(): void {
    for (const { command, outcome } of this.#answers) command.resolve(outcome);
  }

  /** Nothing was written: only what had been written before may be repeated. */
  fail(error: unknown): void {
    const failure = storageError(error);
    for (const { command, outcome, isKept } of this.#answers) {
      if (isKept) command.resolve(outcome);
      else command.reject(failure);
    }
  }

  #keptOutcome(key: OutcomeKey | null): { outcome: Outcome; isKept: boolean } | null {
    if (key === null) return null;
    const drafted = this.#outcomes.get(nameOf(key));
    if (drafted !== undefined)
      return { outcome: sameRequest(drafted.key.requestHash, key, drafted.outcome), isKept: false };
    const kept = this.#options.kept.get(key);
    if (kept === null) return null;
    return { outcome: sameRequest(kept.requestHash, key, kept.outcome), isKept: true };
  }

  #decide(pending: PendingCommand): void {
    const { actor, command, key, answer, refuse, usedTicket } = pending;
    const { moment, pinOf } = this.#options;
    const decision = command === null ? { events: [] } : decide(this.state, command, actor, moment);
    let state = this.state;
    const logged: LoggedEvent[] = [];
    const published: PublishedEvent[] = [];
    for (const event of 'events' in decision ? decision.events : []) {
      const entry = { seq: state.seq + 1, at: moment.at, playMs: moment.playMs, by: actor.id, event };
      state = evolve(state, entry);
      logged.push(entry);
      published.push(publish(state, entry, pinOf));
    }
    const outcome = 'events' in decision ? answer(state, moment) : refuse(state, decision.rejection, moment);
    this.state = state;
    this.#events.push(...logged);
    this.published.push(...published);
    this.#answers.push({ command: pending, outcome, isKept: false });
    if (key !== null) this.#outcomes.set(nameOf(key), { key, outcome });
    if (usedTicket !== undefined && 'events' in decision) this.#usedTickets.push(usedTicket);
  }
}

/** What a caller is told when the store has failed. */
export function storageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  return new StorageError('The change could not be written.', { cause: error });
}

function nameOf({ participantId, key }: OutcomeKey): string {
  return `${participantId} ${key}`;
}

function sameRequest(requestHash: string, key: OutcomeKey, outcome: Outcome): Outcome {
  if (requestHash === key.requestHash) return outcome;
  throw new KeyReusedError(
    'This Idempotency-Key was used for another request before. Mint a new key for each request.',
  );
}

function publish(state: GameState, logged: LoggedEvent, pinOf: BatchOptions['pinOf']): PublishedEvent {
  const { publicFrame, privateFrame, subjectId: concerns } = presentEvent(state, logged, pinOf);
  const publicText = JSON.stringify(publicFrame);
  const privateText = privateFrame === null ? publicText : JSON.stringify(privateFrame);
  const { seq, at, playMs } = logged;
  return { seq, at, playMs, publicText, privateText, concerns, game: gameSummaryOf(state) };
}
