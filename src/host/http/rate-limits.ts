/** The limits on what one address or one seat may do, as problems for callers. docs/protocol.md, "Limits". */
import type { Actor } from '../../game/commands.ts';
import { networkOf } from '../lan/addresses.ts';
import type { FailureKind, Limits } from '../limits/limits.ts';
import type { PinAttempt } from '../limits/pin-guesses.ts';
import { type ProblemError, refusal } from './problems.ts';

export const MAX_FAILED_CODES_PER_MINUTE = 30;
export const MAX_FAILED_AUTHS_PER_MINUTE = 60;

type SeatAttempt = Omit<PinAttempt, 'network'>;

export interface RateLimits {
  /** Counts a call that may get a new seat with a code alone. Rejects with `too_fast` above the limit. Resolves with what takes it back. */
  takeJoin(address: string): Promise<() => Promise<void>>;
  /** Counts a wrong or malformed game code. Rejects with `too_many` above the limit. */
  failedCode(address: string): Promise<void>;
  /** Counts an invalid token or ticket. Rejects with `too_many` above the limit. */
  failedAuth(address: string): Promise<void>;
  /** Counts a look for a seat by somebody who has not shown anything of it. False above the limit for invalid tokens. */
  mayOpenUnproven(address: string): Promise<boolean>;
  /** Rejects with `too_many` while this address may not try any PIN. */
  requireGuessAllowed(address: string): Promise<void>;
  /** Counts a wrong code that came with a PIN. */
  failedGuess(address: string): Promise<void>;
  /** Counts a PIN, right or wrong. Rejects with `too_many` while this address may not try one for this seat, whichever it is. */
  tryPin(address: string, attempt: SeatAttempt, isRight: boolean): Promise<void>;
  /** Counts a command, or so many in one. Rejects with `too_fast` above the limit. */
  takeCommand(address: string, actor: Actor, count?: number): Promise<void>;
}

export function createRateLimits(limits: Limits): RateLimits {
  const countFailure = async (kind: FailureKind, address: string, limit: number, what: Tried) => {
    const { count, endsInMs } = await limits.addFailure(kind, networkOf(address));
    if (count > limit) throw tooManyError(what, endsInMs);
  };
  const rest = (waitMs: number) => {
    if (waitMs > 0) throw tooManyError('wrong_pins', waitMs);
  };

  return {
    async takeJoin(address) {
      const network = networkOf(address);
      const waitMs = await limits.takeJoin(network);
      if (waitMs > 0) throw tooFastError('joins_at_once', waitMs);
      return () => limits.putBackJoin(network);
    },
    failedCode: (address) => countFailure('code', address, MAX_FAILED_CODES_PER_MINUTE, 'wrong_codes'),
    failedAuth: (address) => countFailure('auth', address, MAX_FAILED_AUTHS_PER_MINUTE, 'wrong_links'),
    async mayOpenUnproven(address) {
      const { count } = await limits.addFailure('auth', networkOf(address));
      return count <= MAX_FAILED_AUTHS_PER_MINUTE;
    },
    requireGuessAllowed: async (address) => rest(await limits.msUntilGuess(networkOf(address))),
    failedGuess: (address) => limits.failedGuess(networkOf(address)),
    tryPin: async (address, attempt, isRight) =>
      rest(await limits.tryPin({ ...attempt, network: networkOf(address) }, isRight)),
    async takeCommand(address, actor, count = 1) {
      const waitMs = await limits.takeCommand(actor, networkOf(address), count);
      if (waitMs > 0) throw tooFastError('commands_at_once', waitMs);
    },
  };
}

const TRIED = { wrong_codes: 'codes', wrong_links: 'links or tokens', wrong_pins: 'PINs' } as const;
type Tried = keyof typeof TRIED;

const HURRIED = {
  joins_at_once: 'More players are joining from one address',
  commands_at_once: 'More is being done from one seat, or from one address,',
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
