/** What a finger asked for, until the host has answered: one command at a time, the same key however often it is sent. */
import { HostError } from '../../../client/host-client.ts';
import { BUILDINGS, type Building } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ProblemCode } from '../../../protocol/problem-codes.ts';
import type { LockHolder } from '../../../protocol/problems.ts';
import type { SafeStorage } from '../../shared/safe-storage.ts';

const CHALLENGE_COMMANDS = ['complete', 'cancel', 'undo'] as const;
type ChallengeCommandKind = (typeof CHALLENGE_COMMANDS)[number];

export type PlayerCommand =
  | { readonly kind: 'request'; readonly building: Building }
  | { readonly kind: ChallengeCommandKind; readonly challengeId: number };

export interface InFlightCommand {
  readonly command: PlayerCommand;
  readonly key: string;
  /** The host's answer; null until it came. The page's own state follows through the live connection. */
  readonly answer: Challenge | null;
}

interface CommandRefusal {
  readonly command: PlayerCommand;
  readonly code: ProblemCode;
  /** Who holds the lock that it ran into. */
  readonly holder: LockHolder | null;
}

export interface CommandSenderState {
  readonly sending: InFlightCommand | null;
  readonly refusal: CommandRefusal | null;
}

export interface CommandSenderOptions {
  /** One try. Throws `HostError`. */
  readonly call: (command: PlayerCommand, key: string) => Promise<Challenge>;
  /** Resolves when another try makes sense: after a while, or when the connection is back. */
  readonly waitToRetry: (attempt: number) => Promise<void>;
  /** Keeps what is unanswered over a reload. */
  readonly storage: SafeStorage;
  readonly storageKey: string;
  readonly onAnswer: (command: PlayerCommand, challenge: Challenge) => void;
  /** What is neither an answer nor a refusal. */
  readonly onError: (error: unknown) => void;
}

export interface CommandSender {
  readonly getState: () => CommandSenderState;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Ignored while another one is on its way: that is a double tap. */
  send(command: PlayerCommand, key: string): void;
  /** The page shows this challenge in this version or a later one: the answer has arrived there too. */
  confirmShown(challenges: readonly Challenge[]): void;
  dismissRefusal(): void;
  close(): void;
}

/** Sends at once what was left unanswered when the page went away. */
export function createCommandSender(options: CommandSenderOptions): CommandSender {
  const { storage, storageKey } = options;
  const listeners = new Set<() => void>();
  let state: CommandSenderState = { sending: null, refusal: null };
  let closed = false;
  const show = (change: Partial<CommandSenderState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const deliver = async (command: PlayerCommand, key: string): Promise<void> => {
    const outcome = await untilAnswered(options, { command, key }, () => closed);
    if (outcome === null) return;
    storage.remove(storageKey);
    if ('refused' in outcome) return show({ sending: null, refusal: refusalOf(command, outcome.refused) });
    show({ sending: { command, key, answer: outcome.challenge } });
    options.onAnswer(command, outcome.challenge);
  };
  const start = (command: PlayerCommand, key: string) => {
    storage.write(storageKey, JSON.stringify({ command, key }));
    show({ sending: { command, key, answer: null }, refusal: null });
    deliver(command, key).catch((error: unknown) => {
      storage.remove(storageKey);
      show({ sending: null });
      options.onError(error);
    });
  };

  const left = parseUnanswered(storage.read(storageKey));
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
    confirmShown(challenges) {
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
  { call, waitToRetry }: CommandSenderOptions,
  { command, key }: { readonly command: PlayerCommand; readonly key: string },
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
    await waitToRetry(attempt);
    if (isClosed()) return null;
  }
}

function refusalOf(command: PlayerCommand, { problem }: HostError): CommandRefusal | null {
  return problem === null ? null : { command, code: problem.code, holder: problem.holder ?? null };
}

function parseUnanswered(
  text: string | null,
): { readonly command: PlayerCommand; readonly key: string } | null {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('command' in value && 'key' in value)) return null;
  const command = parseCommand(value.command);
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

function parseCommand(value: unknown): PlayerCommand | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  if (value.kind === 'request') {
    const building = BUILDINGS.find((each) => 'building' in value && each === value.building);
    return building === undefined ? null : { kind: 'request', building };
  }
  const kind = CHALLENGE_COMMANDS.find((each) => each === value.kind);
  if (kind === undefined || !('challengeId' in value) || typeof value.challengeId !== 'number') return null;
  return { kind, challengeId: value.challengeId };
}
