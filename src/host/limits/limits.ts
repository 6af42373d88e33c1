/** What is counted against guessing and hurrying: in this host's memory, or where all hosts of a database count together. */
import type { Actor } from '../../game/commands.ts';
import { createFailureCounter, type FailureCount } from '../time/failure-counter.ts';
import { createCommandLimits } from './command-limits.ts';
import { createJoinLimit, DEFAULT_JOIN_BURST } from './join-limit.ts';
import type { PinAttempt, PinGuesses } from './pin-guesses.ts';

/** How long failures with codes, and with tokens and tickets, are counted together, ms. */
export const FAILURES_MS = 60_000;

/** What fails: codes that no game has; tokens and tickets that are not valid. */
export type FailureKind = 'code' | 'auth';

/** Each call is atomic: two at once, on whichever hosts, never spend the same. `network`: `networkOf` the caller's address. */
export interface Limits {
  /** As `CommandLimits.take`. */
  takeCommand(actor: Actor, network: string, count: number): Promise<number>;
  /** As `JoinLimit.take`. */
  takeJoin(network: string): Promise<number>;
  putBackJoin(network: string): Promise<void>;
  /** Counts a failure. Resolves with how many there are in its window. */
  addFailure(kind: FailureKind, network: string): Promise<FailureCount>;
  /** Ms until this address may try any PIN; 0: now. */
  msUntilGuess(network: string): Promise<number>;
  /** Counts a wrong code that came with a PIN. */
  failedGuess(network: string): Promise<void>;
  /**
   * Resolves with ms until this address may try a PIN at this seat; 0: it may, and this one has been counted, or has made its wrong ones
   * forgotten. Whether it is right makes no difference to the others.
   */
  tryPin(attempt: PinAttempt, isRight: boolean): Promise<number>;
}

export interface LocalLimitsOptions {
  /** Monotonic ms. */
  readonly now: () => number;
  readonly pinGuesses: PinGuesses;
  /** Default: `DEFAULT_JOIN_BURST`. */
  readonly joinBurst?: number | null | undefined;
}

/** Limits in this process' memory alone. */
export function createLocalLimits({ now, pinGuesses, joinBurst }: LocalLimitsOptions): Limits {
  const failures = {
    code: createFailureCounter<string>(now, FAILURES_MS, 'first'),
    auth: createFailureCounter<string>(now, FAILURES_MS, 'first'),
  };
  const joins = createJoinLimit(now, joinBurst ?? DEFAULT_JOIN_BURST);
  const commands = createCommandLimits(now);
  return {
    takeCommand: async (actor, network, count) => commands.take(actor, network, count),
    takeJoin: async (network) => joins.take(network),
    putBackJoin: async (network) => joins.putBack(network),
    addFailure: async (kind, network) => failures[kind].add(network),
    msUntilGuess: async (network) => pinGuesses.msUntilAddressMayTry(network),
    failedGuess: async (network) => pinGuesses.failedCode(network),
    async tryPin(attempt, isRight) {
      const waitMs = pinGuesses.msUntilAllowed(attempt);
      if (waitMs > 0) return waitMs;
      if (isRight) pinGuesses.succeeded(attempt);
      else pinGuesses.failed(attempt);
      return 0;
    },
  };
}
