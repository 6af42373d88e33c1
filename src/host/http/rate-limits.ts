/** Limits failures, never honest traffic. All in memory: a restart resets it. docs/protocol.md, "Limits". */
import { ProblemError } from './problems.ts';

export const MAX_FAILED_CODES_PER_MINUTE = 30;
export const MAX_FAILED_AUTHS_PER_MINUTE = 60;
export const MAX_FAILED_PINS = 5;
export const PIN_LOCKOUT_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
/** Most addresses or seats to remember, so that nobody can exhaust the memory. */
const MAX_TRACKED = 10_000;

export interface RateLimits {
  /** Counts a wrong or malformed game code. Throws `too_many` above the limit. */
  failedCode(address: string): void;
  /** Counts an invalid token or ticket. Throws `too_many` above the limit. */
  failedAuth(address: string): void;
  /** Throws `too_many` while the seat is locked out after too many wrong PINs. */
  requirePinAllowed(participantId: number): void;
  failedPin(participantId: number): void;
  resetPin(participantId: number): void;
}

/** `now`: monotonic ms. */
export function createRateLimits(now: () => number): RateLimits {
  const codes = createCounter(now, MINUTE_MS, 'first');
  const auths = createCounter(now, MINUTE_MS, 'first');
  const pins = createCounter(now, PIN_LOCKOUT_MS, 'last');

  const countFailure = (counter: Counter, key: string, limit: number, what: string) => {
    const { count, endsInMs } = counter.add(key);
    if (count > limit) throw tooManyError(what, endsInMs);
  };

  return {
    failedCode: (address) => countFailure(codes, address, MAX_FAILED_CODES_PER_MINUTE, 'codes'),
    failedAuth: (address) => countFailure(auths, address, MAX_FAILED_AUTHS_PER_MINUTE, 'links or tokens'),
    requirePinAllowed(participantId) {
      const { count, endsInMs } = pins.peek(String(participantId));
      if (count >= MAX_FAILED_PINS) throw tooManyError('PINs for this seat', endsInMs);
    },
    failedPin: (participantId) => void pins.add(String(participantId)),
    resetPin: (participantId) => pins.reset(String(participantId)),
  };
}

function tooManyError(what: string, endsInMs: number): ProblemError {
  const seconds = Math.max(1, Math.ceil(endsInMs / 1000));
  return new ProblemError(
    'too_many',
    `Too many wrong ${what}. Wait ${seconds} seconds, or ask at the desk.`,
    seconds,
  );
}

interface Count {
  readonly count: number;
  readonly endsInMs: number;
}

interface Counter {
  peek(key: string): Count;
  add(key: string): Count;
  reset(key: string): void;
}

/** Counts failures in a window that starts at the first one, or restarts with each one. */
function createCounter(now: () => number, windowMs: number, since: 'first' | 'last'): Counter {
  const windows = new Map<string, { count: number; endsAt: number }>();
  const current = (key: string) => {
    const window = windows.get(key);
    return window === undefined || window.endsAt <= now() ? null : window;
  };
  const countOf = (window: { count: number; endsAt: number } | null): Count =>
    window === null ? { count: 0, endsInMs: 0 } : { count: window.count, endsInMs: window.endsAt - now() };
  return {
    peek: (key) => countOf(current(key)),
    add(key) {
      const window = current(key) ?? { count: 0, endsAt: now() + windowMs };
      window.count += 1;
      if (since === 'last') window.endsAt = now() + windowMs;
      windows.delete(key);
      windows.set(key, window);
      const oldest = windows.keys().next().value;
      if (windows.size > MAX_TRACKED && oldest !== undefined) windows.delete(oldest);
      return countOf(window);
    },
    reset: (key) => void windows.delete(key),
  };
}
