/** What a finger asked for, until the host has answered: one command at a time, the same key however often it is sent. */
import { HostError } from '../../../client/host-client.ts';
import { BUILDINGS, type Building } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ProblemCode } from '../../../protocol/problem-codes.ts';
import type { LockHolder } from '../../../protocol/problems.ts';
import type { Memory } from '../../shared/safe-storage.ts';

const STEPS = ['complete', 'cancel', 'undo'] as const;
type StepKind = (typeof STEPS)[number];

export type Command =
  | { readonly kind: 'request'; readonly building: Building }
  | { readonly kind: StepKind; readonly challengeId: number };

export interface Sending {
  readonly command: Command;
  readonly key: string;
  /** The host's answer; null until it came. The page's own state follows through the live connection. */
  readonly answer: Challenge | null;
}

interface Refusal {
  readonly command: Command;
  readonly code: ProblemCode;
  /** Who holds the lock that it ran into. */
  readonly holder: LockHolder | null;
}

export interface OutboxState {
  readonly sending: Sending | null;
  readonly refusal: Refusal | null;
}

export interface OutboxOptions {
  /** One try. Throws `HostError`. */
  readonly call: (command: Command, key: string) => Promise<Challenge>;
  /** Resolves when another try makes sense: after a while, or when the connection is back. */
  readonly untilWorthTrying: (attempt: number) => Promise<void>;
  /** Keeps what is unanswered over a reload. */
  readonly memory: Memory;
  readonly memoryKey: string;
  readonly onAnswer: (command: Command, challenge: Challenge) => void;
  /** What is neither an answer nor a refusal. */
  readonly onError: (error: unknown) => void;
}

export interface Outbox {
  readonly getState: () => OutboxState;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Ignored while another one is on its way: that is a double tap. */
  send(command: Command, key: string): void;
  /** The page shows this challenge in this version or a later one: the answer has arrived there too. */
  shown(challenges: readonly Challenge[]): void;
  dismissRefusal(): void;
  close(): void;
}

/** Sends at once what was left unanswered when the page went away. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { memory, memoryKey } = options;
  const listeners = new Set<() => void>();
  let state: OutboxState = { sending: null, refusal: null };
  let closed = false;
  const show = (change: Partial<OutboxState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const deliver = async (command: Command, key: string): Promise<void> => {
    const outcome = await untilAnswered(options, { command, key }, () => closed);
    if (outcome === null) return;
    memory.forget(memoryKey);
    if ('refused' in outcome) return show({ sending: null, refusal: refusalOf(command, outcome.refused) });
    show({ sending: { command, key, answer: outcome.challenge } });
    options.onAnswer(command, outcome.challenge);
  };
  const start = (command: Command, key: string) => {
    memory.write(memoryKey, JSON.stringify({ command, key }));
    show({ sending: { command, key, answer: null }, refusal: null });
    deliver(command, key).catch((error: unknown) => {
      memory.forget(memoryKey);
      show({ sending: null });
      options.onError(error);
    });
  };

  const left = unansweredFrom(memory.read(memoryKey));
  if (left !== null) start(left.command, left.key);

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(command, key) {
      if (state.sending === null) start(command, key);
    },
    shown(challenges) {
      const answer = state.sending?.answer ?? null;
      if (answer === null) return;
      if (challenges.some(({ id, version }) => id === answer.id && version >= answer.version))
        show({ sending: null });
    },
    dismissRefusal() {
      if (state.refusal !== null) show({ refusal: null });
    },
    close() {
      closed = true;
    },
  };
}

type Outcome = { readonly challenge: Challenge } | { readonly refused: HostError };

/** Tries until the host has answered; null when the page went to another seat meanwhile. */
async function untilAnswered(
  { call, untilWorthTrying }: OutboxOptions,
  { command, key }: { readonly command: Command; readonly key: string },
  isClosed: () => boolean,
): Promise<Outcome | null> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      // One try after the other: the next one only makes sense when this one got no answer.
      return { challenge: await call(command, key) };
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      if (error.problem !== null) return { refused: error };
    }
    await untilWorthTrying(attempt);
    if (isClosed()) return null;
  }
}

function refusalOf(command: Command, { problem }: HostError): Refusal | null {
  return problem === null ? null : { command, code: problem.code, holder: problem.holder ?? null };
}

function unansweredFrom(text: string | null): { readonly command: Command; readonly key: string } | null {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('command' in value && 'key' in value)) return null;
  const command = commandFrom(value.command);
  return command === null || typeof value.key !== 'string' ? null : { command, key: value.key };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function commandFrom(value: unknown): Command | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  if (value.kind === 'request') {
    const building = BUILDINGS.find((each) => 'building' in value && each === value.building);
    return building === undefined ? null : { kind: 'request', building };
  }
  const kind = STEPS.find((each) => each === value.kind);
  if (kind === undefined || !('challengeId' in value) || typeof value.challengeId !== 'number') return null;
  return { kind, challengeId: value.challengeId };
}
