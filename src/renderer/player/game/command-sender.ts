/** Sends one command at a time until the host has answered, with the same idempotency key on every try. */
import type { GameView } from '../../../client/game-view.ts';
import { HostError, isAnswer } from '../../../client/host-error.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import { isOpen } from '../../../game/open-challenges.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { ProblemCode } from '../../../protocol/problem-codes.ts';
import type { LockHolder } from '../../../protocol/problems.ts';
import type { PlayerCommand } from './player-command.ts';
import { createUnansweredCommands } from './unanswered-commands.ts';

export interface InFlightCommand {
  readonly command: PlayerCommand;
  readonly key: string;
  /** The host's answer; null until it arrives. The view itself follows through the live connection. */
  readonly answer: Challenge | null;
}

export interface CommandRefusal {
  readonly command: PlayerCommand;
  readonly code: ProblemCode;
  /** Who holds the lock it ran into. */
  readonly holder: LockHolder | null;
  /** How long the host asked to wait, ms. */
  readonly retryAfterMs: number | null;
}

export interface CommandSenderState {
  readonly sending: InFlightCommand | null;
  readonly refusal: CommandRefusal | null;
}

export interface CommandSenderOptions {
  /** One attempt. Throws `HostError`. */
  readonly call: (command: PlayerCommand, key: string) => Promise<Challenge>;
  /** Resolves when it is worth retrying: after a while, or when the connection is back. */
  readonly waitToRetry: (attempt: number) => Promise<void>;
  /** Keeps the unanswered command across reloads. */
  readonly storage: SafeStorage;
  readonly storageKey: string;
  readonly onAnswer: (command: PlayerCommand, challenge: Challenge) => void;
  /** Whether the host says that the challenge has ended since, or is gone. Asked where the answer may be to an earlier try. */
  readonly isOver: (challenge: Challenge) => Promise<boolean>;
  /** Anything that is neither an answer nor a refusal. */
  readonly onError: (error: unknown) => void;
}

export interface CommandSender {
  readonly getState: () => CommandSenderState;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Ignored while another command is pending: that is a double tap. */
  send(command: PlayerCommand, key: string): void;
  /** Once the view holds what the answer says, the command is done. */
  confirmShown(view: Pick<GameView, 'loaded' | 'challenges' | 'ended'>): void;
  dismissRefusal(): void;
  close(): void;
}

/** Starts by resending what was unanswered when the page was closed. */
export function createCommandSender(options: CommandSenderOptions): CommandSender {
  const unanswered = createUnansweredCommands(options.storage, options.storageKey);
  const listeners = new Set<() => void>();
  let state: CommandSenderState = { sending: null, refusal: null };
  let closed = false;
  const show = (change: Partial<CommandSenderState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  const deliver = async (command: PlayerCommand, key: string, wasSent: boolean): Promise<void> => {
    const outcome = await untilAnswered(options, { command, key, wasSent }, () => closed);
    if (outcome === null) return;
    unanswered.remove(key);
    if ('refused' in outcome) return show({ sending: null, refusal: refusalOf(command, outcome.refused) });
    show({ sending: { command, key, answer: outcome.challenge } });
    options.onAnswer(command, outcome.challenge);
    // An answer to an earlier try may be older than the view, which no longer holds what has ended since.
    const isEarlier = () => state.sending?.key === key && (wasSent || outcome.isRepeated);
    if (isEarlier() && (await options.isOver(outcome.challenge)) && isEarlier()) show({ sending: null });
  };
  const start = async (command: PlayerCommand, key: string, wasSent: boolean): Promise<void> => {
    // Of several that were left, an earlier one may have been refused.
    show({ sending: { command, key, answer: null }, ...(!wasSent && { refusal: null }) });
    try {
      await deliver(command, key, wasSent);
    } catch (error) {
      unanswered.remove(key);
      show({ sending: null });
      options.onError(error);
    }
  };

  /** Several are left where the seat was open in several tabs. */
  let left = unanswered.list();
  const sendLeft = async (): Promise<void> => {
    for (const { command, key } of left) if (!closed) await start(command, key, true);
    left = [];
  };
  void sendLeft();

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send(command, key) {
      if (state.sending !== null || left.length > 0) return;
      unanswered.add({ command, key });
      void start(command, key, false);
    },
    confirmShown(view) {
      const answer = state.sending?.answer ?? null;
      if (answer !== null && isShown(answer, view)) show({ sending: null });
    },
    dismissRefusal() {
      if (state.refusal !== null) show({ refusal: null });
    },
    close() {
      closed = true;
    },
  };
}

function isShown(
  { id, version, status }: Challenge,
  { loaded, challenges, ended }: Pick<GameView, 'loaded' | 'challenges' | 'ended'>,
): boolean {
  const isSame = (other: Challenge) => other.id === id;
  if ([...challenges, ...ended].some((other) => isSame(other) && other.version >= version)) return true;
  // What had ended before the page was loaded is in no snapshot.
  return loaded && !isOpen(status) && !challenges.some(isSame);
}

type Outcome =
  | { readonly challenge: Challenge; readonly isRepeated: boolean }
  | { readonly refused: HostError };

/** Retries until the host has answered; null if the page has moved to another seat. */
async function untilAnswered(
  { call, waitToRetry }: CommandSenderOptions,
  {
    command,
    key,
    wasSent,
  }: { readonly command: PlayerCommand; readonly key: string; readonly wasSent: boolean },
  isClosed: () => boolean,
): Promise<Outcome | null> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      // One at a time: a retry only makes sense when this one got no answer.
      return { challenge: await call(command, key), isRepeated: attempt > 0 };
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      // That there is no room for this try says nothing of an earlier one, which may have been carried out.
      const isFirst = attempt === 0 && !wasSent;
      if (error.problem !== null && (isFirst || isAnswer(error))) return { refused: error };
    }
    await waitToRetry(attempt);
    if (isClosed()) return null;
  }
}

function refusalOf(command: PlayerCommand, { problem, retryAfterMs }: HostError): CommandRefusal | null {
  return problem && { command, code: problem.code, holder: problem.holder ?? null, retryAfterMs };
}
