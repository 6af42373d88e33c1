/** The commands that a room decides and writes in one transaction. */
import type { Actor, Command, Moment, Rejection } from '../../game/commands.ts';
import { decide } from '../../game/decide.ts';
import type { GameEvent, LoggedEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import type { GameState, Participant } from '../../game/state.ts';
import { presentEvent } from '../../protocol/present-event.ts';
import { gameSummaryOf } from '../../protocol/present.ts';
import { commandIdOf, keyIdOf } from '../storage/command-id.ts';
import {
  type Batch,
  type ConflictError,
  DamagedDataError,
  type EventStore,
  type IdempotencyRecord,
  type StoredResponse,
  type IdempotencyKey,
  StorageError,
} from '../storage/event-store.ts';
import { UsedTicketsError } from '../storage/used-tickets-error.ts';
import { type DoneCommand, type DoneCommands, requireSameRequest } from './done-commands.ts';
import type { PublishedEvent } from './event-bus.ts';
import { KeyReusedError } from './key-reused-error.ts';
import { outlookOf } from './outlook.ts';

/** A command and everything needed to execute it in one transaction. */
export interface Execution {
  readonly actor: Actor;
  /** Null if nothing happens in the game; the response is still stored under the key. */
  readonly command: Command | null;
  /** Null if no key was sent; the response is then not stored. */
  readonly key: IdempotencyKey | null;
  /**
   * Builds the response from the state after the events, and from these. They may be of an earlier command under the key, whose stored
   * response cannot be read: then new ids are those in them.
   */
  readonly answer: (state: GameState, moment: Moment, events: readonly GameEvent[]) => StoredResponse;
  /** Builds the response to a rejection by the rules. */
  readonly refuse: (state: GameState, rejection: Rejection, moment: Moment) => StoredResponse;
  /**
   * Throws unless whoever asks may have this done, in the very state that it is decided on: what was found when the request came may have
   * ended while it waited. Not called for the answer to an earlier request with the same key. Absent: it is the host's own.
   */
  readonly requireRight?: (state: GameState) => void;
  /** The ticket that this command uses. */
  readonly usedTicket?: { readonly hash: string; readonly participantId: number };
}

/** An execution whose caller is waiting. */
export interface PendingCommand extends Execution {
  readonly resolve: (response: StoredResponse) => void;
  readonly reject: (error: Error) => void;
}

export interface BatchOptions {
  readonly state: GameState;
  /** When the batch is decided. */
  readonly moment: Moment;
  readonly records: IdempotencyRecords;
  readonly pinOf: (participant: Participant) => string | null;
  /** Whether the store keeps the game's outlook with it. */
  readonly keepsOutlook: boolean;
}

type Found = IdempotencyRecord | 'damaged' | null;

/** The stored responses for a batch's idempotency keys, and what was done under those that have none. */
class IdempotencyRecords {
  readonly #byName: ReadonlyMap<string, Found>;
  readonly #done: ReadonlyMap<string, DoneCommand>;

  constructor(byName: ReadonlyMap<string, Found>, done: ReadonlyMap<string, DoneCommand>) {
    this.#byName = byName;
    this.#done = done;
  }

  /** Whether something was done or answered under any of the keys. */
  get hasAny(): boolean {
    return this.#done.size > 0 || [...this.#byName.values()].some((found) => found !== null);
  }

  get(key: IdempotencyKey): Found {
    return this.#byName.get(mapKeyOf(key)) ?? null;
  }

  done(key: IdempotencyKey): DoneCommand | null {
    return this.#done.size === 0 ? null : (this.#done.get(keyIdOf(key)) ?? null);
  }
}

/** The distinct idempotency keys of the commands. */
function keysOf(commands: readonly PendingCommand[]): readonly IdempotencyKey[] {
  const keys = new Map<string, IdempotencyKey>();
  for (const { key } of commands) if (key !== null) keys.set(mapKeyOf(key), key);
  return [...keys.values()];
}

/** The commands of one transaction, decided in order on a state that nobody sees until it is durable. */
export class CommandBatch {
  state: GameState;
  readonly published: PublishedEvent[] = [];
  readonly #options: BatchOptions;
  readonly #events: LoggedEvent[] = [];
  readonly #responses = new Map<string, { key: IdempotencyKey; response: StoredResponse }>();
  readonly #usedTickets: { hash: string; participantId: number }[] = [];
  readonly #answers: { command: PendingCommand; response: StoredResponse; isStored: boolean }[] = [];

  constructor(options: BatchOptions) {
    this.state = options.state;
    this.#options = options;
  }

  get events(): readonly LoggedEvent[] {
    return this.#events;
  }

  get hasWrites(): boolean {
    return this.#events.length > 0 || this.#responses.size > 0;
  }

  /** When the last of its events happened, ms since 1970; null: it has none. */
  get lastAt(): number | null {
    return this.#events.at(-1)?.at ?? null;
  }

  add(command: PendingCommand): void {
    try {
      const earlier = this.#earlierResponse(command);
      if (earlier !== null) this.#answers.push({ command, ...earlier });
      else this.#decide(command);
    } catch (error) {
      command.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  toBatch(): Batch {
    return {
      gameId: this.state.gameId,
      expectedSeq: this.#options.state.seq,
      events: this.#events,
      responses: [...this.#responses.values()],
      usedTickets: this.#usedTickets,
      ...(this.#options.keepsOutlook && { outlook: outlookOf(this.state, this.#options.moment) }),
    };
  }

  acknowledge(): void {
    for (const { command, response } of this.#answers) command.resolve(response);
  }

  /** Nothing was written. Only responses from earlier transactions may still be sent. */
  reject(error: unknown): void {
    const failure = storageError(error);
    for (const { command, response, isStored } of this.#answers) {
      if (isStored) command.resolve(response);
      else command.reject(failure);
    }
  }

  /** Throws `DamagedDataError` where nothing tells what it was, and `KeyReusedError`. */
  #earlierResponse({ key, answer }: PendingCommand): { response: StoredResponse; isStored: boolean } | null {
    if (key === null) return null;
    const earlier = this.#responses.get(mapKeyOf(key));
    if (earlier !== undefined)
      return {
        response: responseToSameRequest(earlier.key.requestHash, key, earlier.response),
        isStored: false,
      };
    const { records } = this.#options;
    const record = records.get(key);
    const done = records.done(key);
    if (done !== null) {
      requireSameRequest(done, key);
      const { state, moment, events } = done;
      return { response: { ...answer(state, moment, events), isRepeat: true }, isStored: true };
    }
    if (record === 'damaged') throw new DamagedDataError('The stored answer to this request is damaged');
    if (record === null) return null;
    return { response: responseToSameRequest(record.requestHash, key, record.response), isStored: true };
  }

  #decide(pending: PendingCommand): void {
    const { actor, command, key, answer, refuse, requireRight, usedTicket } = pending;
    const { moment, pinOf } = this.#options;
    requireRight?.(this.state);
    const decision = command === null ? { events: [] } : decide(this.state, command, actor, moment);
    let state = this.state;
    const logged: LoggedEvent[] = [];
    const published: PublishedEvent[] = [];
    const events = 'events' in decision ? decision.events : [];
    const commandId = key === null ? null : commandIdOf(key);
    for (const [index, event] of events.entries()) {
      const left = events.length - 1 - index;
      const entry = {
        seq: state.seq + 1,
        at: moment.at,
        playMs: moment.playMs,
        by: actor.id,
        ...(commandId !== null && { cause: { commandId, left } }),
        event,
      };
      state = evolve(state, entry);
      logged.push(entry);
      published.push(toPublishedEvent(state, entry, pinOf));
    }
    const response =
      'rejection' in decision ? refuse(state, decision.rejection, moment) : answer(state, moment, events);
    this.state = state;
    this.#events.push(...logged);
    this.published.push(...published);
    this.#answers.push({ command: pending, response, isStored: false });
    if (key !== null) this.#responses.set(mapKeyOf(key), { key, response });
    if (usedTicket !== undefined && 'events' in decision) this.#usedTickets.push(usedTicket);
  }
}

interface AnswerSources {
  readonly eventStore: Pick<EventStore, 'findIdempotencyRecords'>;
  readonly done: Pick<DoneCommands, 'find'>;
}

/**
 * Decides the commands in their order. Rejects with `StorageError`.
 * @param now on what: asked for once their records have been found
 * @param readOn called before that where there are any, which another host may have stored a moment ago: whoever gets such an answer has
 * to find what it is about. Resolves with what kept it from being done, or null
 */
export async function decideBatch(
  { eventStore, done }: AnswerSources,
  gameId: number,
  commands: readonly PendingCommand[],
  now: () => Omit<BatchOptions, 'records'>,
  readOn: () => Promise<StorageError | null>,
): Promise<CommandBatch> {
  const records = await findIdempotencyRecords({ eventStore, done }, gameId, commands);
  const unread = records.hasAny ? await readOn() : null;
  if (unread !== null) throw unread;
  const batch = new CommandBatch({ ...now(), records });
  for (const command of commands) batch.add(command);
  return batch;
}

/** What is stored under the commands' keys, by one query. Rejects with `StorageError`. */
async function findIdempotencyRecords(
  { eventStore, done }: AnswerSources,
  gameId: number,
  commands: readonly PendingCommand[],
): Promise<IdempotencyRecords> {
  const keys = keysOf(commands);
  const found = keys.length === 0 ? [] : await eventStore.findIdempotencyRecords(gameId, keys);
  const byName = new Map<string, Found>();
  const unanswered: IdempotencyKey[] = [];
  for (const [index, key] of keys.entries()) {
    const record = found[index] ?? null;
    byName.set(mapKeyOf(key), record);
    if (record === null || record === 'damaged') unanswered.push(key);
  }
  return new IdempotencyRecords(byName, await done.find(unanswered));
}

/** Those that can be decided again. Whoever came with a ticket that another host has taken meanwhile is refused. */
export function withoutUsedTickets(
  commands: readonly PendingCommand[],
  error: ConflictError,
): readonly PendingCommand[] {
  if (!(error instanceof UsedTicketsError)) return commands;
  const isRefused = ({ usedTicket }: PendingCommand) =>
    usedTicket !== undefined && error.hashes.includes(usedTicket.hash);
  for (const command of commands.filter(isRefused)) command.reject(error);
  return commands.filter((command) => !isRefused(command));
}

/** The error that callers get when the store fails. */
export function storageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  return new StorageError('The change could not be written.', { cause: error });
}

function mapKeyOf({ participantId, key }: IdempotencyKey): string {
  return `${participantId} ${key}`;
}

function responseToSameRequest(
  requestHash: string,
  key: IdempotencyKey,
  response: StoredResponse,
): StoredResponse {
  if (requestHash === key.requestHash) return { ...response, isRepeat: true };
  throw new KeyReusedError();
}

/** An event as it is sent, from the state just after it. */
export function toPublishedEvent(
  state: GameState,
  logged: LoggedEvent,
  pinOf: BatchOptions['pinOf'],
): PublishedEvent {
  const { publicFrame, privateFrame, subjectId, ownerId } = presentEvent(state, logged, pinOf);
  const publicText = JSON.stringify(publicFrame);
  const privateText = privateFrame === null ? publicText : JSON.stringify(privateFrame);
  const isSubjectRemoved = subjectId !== null && state.participants.get(subjectId)?.removed === true;
  const { seq, at, playMs } = logged;
  const game = gameSummaryOf(state);
  return { seq, at, playMs, publicText, privateText, ownerId, subjectId, isSubjectRemoved, game };
}
