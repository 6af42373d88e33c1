/** Failures are counted, honest traffic is not. All in memory: a restart forgives. docs/protocol.md, "Limits". */
import { ProblemError } from './problems.ts';

export const WRONG_CODES_A_MINUTE = 30;
export const WRONG_RIGHTS_A_MINUTE = 60;
export const WRONG_PINS = 5;
export const PIN_REST_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
/** Addresses and seats remembered at most, so that nobody fills the memory. */
const REMEMBERED = 10_000;

export interface Limits {
  /** Counts a wrong or malformed game code. Throws `too_many` beyond the limit. */
  wrongCode(address: string): void;
  /** Counts a token or ticket that opens nothing. Throws `too_many` beyond the limit. */
  wrongRight(address: string): void;
  /** Throws `too_many` while the seat rests after too many wrong PINs. */
  mayTryPin(participantId: number): void;
  wrongPin(participantId: number): void;
  rightPin(participantId: number): void;
}

/** `now`: steady ms. */
export function createLimits(now: () => number): Limits {
  const codes = createCounter(now, MINUTE_MS, 'first');
  const rights = createCounter(now, MINUTE_MS, 'first');
  const pins = createCounter(now, PIN_REST_MS, 'last');

  const countWrong = (counter: Counter, key: string, limit: number, what: string) => {
    const { count, endsInMs } = counter.add(key);
    if (count > limit) throw tooMany(what, endsInMs);
  };

  return {
    wrongCode: (address) => countWrong(codes, address, WRONG_CODES_A_MINUTE, 'codes'),
    wrongRight: (address) => countWrong(rights, address, WRONG_RIGHTS_A_MINUTE, 'links or tokens'),
    mayTryPin(participantId) {
      const { count, endsInMs } = pins.look(String(participantId));
      if (count >= WRONG_PINS) throw tooMany('PINs for this seat', endsInMs);
    },
    wrongPin: (participantId) => void pins.add(String(participantId)),
    rightPin: (participantId) => pins.forget(String(participantId)),
  };
}

function tooMany(what: string, endsInMs: number): ProblemError {
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
  look(key: string): Count;
  add(key: string): Count;
  forget(key: string): void;
}

/** Counts the failures of one window, which begins at the first or begins anew at the last one. */
function createCounter(now: () => number, windowMs: number, since: 'first' | 'last'): Counter {
  const windows = new Map<string, { count: number; endsAt: number }>();
  const current = (key: string) => {
    const window = windows.get(key);
    return window === undefined || window.endsAt <= now() ? null : window;
  };
  const seen = (window: { count: number; endsAt: number } | null): Count =>
    window === null ? { count: 0, endsInMs: 0 } : { count: window.count, endsInMs: window.endsAt - now() };
  return {
    look: (key) => seen(current(key)),
    add(key) {
      const window = current(key) ?? { count: 0, endsAt: now() + windowMs };
      window.count += 1;
      if (since === 'last') window.endsAt = now() + windowMs;
      windows.delete(key);
      windows.set(key, window);
      const oldest = windows.keys().next().value;
      if (windows.size > REMEMBERED && oldest !== undefined) windows.delete(oldest);
      return seen(window);
    },
    forget: (key) => void windows.delete(key),
  };
}
