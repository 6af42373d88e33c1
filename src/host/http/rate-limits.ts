/** The limits on what one address or one seat may do, as problems for callers. In memory only. docs/protocol.md, "Limits". */
import type { Actor } from '../../game/commands.ts';
import { networkOf } from '../lan/addresses.ts';
import { createCommandLimits } from '../limits/command-limits.ts';
import { createJoinLimit, DEFAULT_JOIN_BURST } from '../limits/join-limit.ts';
import type { PinAttempt, PinGuesses } from '../limits/pin-guesses.ts';
import { createFailureCounter, type FailureCounter } from '../time/failure-counter.ts';
import { type ProblemError, refusal } from './problems.ts';

export const MAX_FAILED_CODES_PER_MINUTE = 30;
export const MAX_FAILED_AUTHS_PER_MINUTE = 60;
const MINUTE_MS = 60_000;

type SeatAttempt = Omit<PinAttempt, 'network'>;

export interface RateLimits {
  /** Counts a call that may get a new seat with a code alone. Throws `too_fast` above the limit. Returns what takes it back. */
  takeJoin(address: string): () => void;
  /** Counts a wrong or malformed game code. Throws `too_many` above the limit. */
  failedCode(address: string): void;
  /** Counts an invalid token or ticket. Throws `too_many` above the limit. */
  failedAuth(address: string): void;
  /** Throws `too_many` while this address may not try any PIN. */
  requireGuessAllowed(address: string): void;
  /** Throws `too_many` while this address may not try a PIN for this seat. */
  requirePinAllowed(address: string, attempt: SeatAttempt): void;
  /** Counts a wrong code that came with a PIN. */
  failedGuess(address: string): void;
  /** Counts a wrong name or PIN. */
  failedPin(address: string, attempt: SeatAttempt): void;
  rightPin(address: string, attempt: SeatAttempt): void;
  /** Counts a command, or so many in one. Throws `too_fast` above the limit. */
  takeCommand(address: string, actor: Actor, count?: number): void;
}

interface RateLimitOptions {
  /** Monotonic ms. */
  readonly now: () => number;
  readonly pinGuesses: PinGuesses;
  /** Default: `DEFAULT_JOIN_BURST`. */
  readonly joinBurst?: number | null | undefined;
}

export function createRateLimits({ now, pinGuesses, joinBurst }: RateLimitOptions): RateLimits {
  const codes = createFailureCounter<string>(now, MINUTE_MS, 'first');
  const auths = createFailureCounter<string>(now, MINUTE_MS, 'first');
  const joins = createJoinLimit(now, joinBurst ?? DEFAULT_JOIN_BURST);
  const commands = createCommandLimits(now);

  const countFailure = (counter: FailureCounter<string>, address: string, limit: number, what: Tried) => {
    const { count, endsInMs } = counter.add(networkOf(address));
    if (count > limit) throw tooManyError(what, endsInMs);
  };
  const rest = (waitMs: number) => {
    if (waitMs > 0) throw tooManyError('wrong_pins', waitMs);
  };

  return {
    takeJoin(address) {
      const network = networkOf(address);
      const waitMs = joins.take(network);
      if (waitMs > 0) throw tooFastError('joins_at_once', waitMs);
      return () => joins.putBack(network);
    },
    failedCode: (address) => countFailure(codes, address, MAX_FAILED_CODES_PER_MINUTE, 'wrong_codes'),
    failedAuth: (address) => countFailure(auths, address, MAX_FAILED_AUTHS_PER_MINUTE, 'wrong_links'),
    requireGuessAllowed: (address) => rest(pinGuesses.msUntilAddressMayTry(networkOf(address))),
    requirePinAllowed: (address, attempt) =>
      rest(pinGuesses.msUntilAllowed({ ...attempt, network: networkOf(address) })),
    failedGuess: (address) => pinGuesses.failedCode(networkOf(address)),
    failedPin: (address, attempt) => pinGuesses.failed({ ...attempt, network: networkOf(address) }),
    rightPin: (address, attempt) => pinGuesses.succeeded({ ...attempt, network: networkOf(address) }),
    takeCommand(address, actor, count = 1) {
      const waitMs = commands.take(actor, networkOf(address), count);
      if (waitMs > 0) throw tooFastError('commands_at_once', waitMs);
    },
  };
}

const TRIED = { wrong_codes: 'codes', wrong_links: 'links or tokens', wrong_pins: 'PINs' } as const;
type Tried = keyof typeof TRIED;

const HURRIED = {
  joins_at_once: 'More players are joining from one address',
  commands_at_once: 'More is being done from one seat',
} as const;

function tooManyError(reason: Tried, waitMs: number): ProblemError {
  const seconds = secondsOf(waitMs);
  return refusal(
    { reason, params: { seconds } },
    `Too many wrong ${TRIED[reason]}. Wait ${inWords(seconds)}, or ask at the desk.`,
    seconds,
  );
}

function tooFastError(reason: keyof typeof HURRIED, waitMs: number): ProblemError {
  const seconds = secondsOf(waitMs);
  return refusal(
    { reason, params: { seconds } },
    `${HURRIED[reason]} than the laptop takes at once, so nothing was changed. Try again in ${inWords(seconds)}.`,
    seconds,
  );
}

function inWords(seconds: number): string {
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
}

function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
