/** Time as the host uses it, handed in so that tests turn the hands. */
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';

export type Cancel = () => void;

export interface Clock {
  /** The laptop's wall clock, ms since 1970. May jump. */
  wall(): number;
  /** Ms from an arbitrary start; never jumps; on some systems stands still while the laptop sleeps. */
  monotonic(): number;
  /** Ms since the laptop was switched on, sleep included. Never jumps. */
  uptime(): number;
  /** Calls back once, after about `ms`. */
  after(ms: number, call: () => void): Cancel;
  /** Calls back before the next turn of the event loop waits for input. */
  defer(call: () => void): void;
}

/** The system is asked for its uptime no more often: it reads a file for the answer. */
const UPTIME_CACHE_MS = 50;

/** Between two looks at the system's uptime the steady clock goes on for it: a sleep shows that much later. */
export function uptimeClock(monotonic: () => number, systemMs: () => number): () => number {
  let askedAt = monotonic();
  let asked = systemMs();
  return () => {
    const now = monotonic();
    const expected = asked + (now - askedAt);
    if (now - askedAt < UPTIME_CACHE_MS) return expected;
    askedAt = now;
    // The system counts in coarser steps than the steady clock.
    asked = Math.max(systemMs(), expected);
    return asked;
  };
}

/** The real one. Timers don't keep the process alive: the listening server does. */
export function systemClock(): Clock {
  const monotonic = () => performance.now();
  return {
    wall: () => Date.now(),
    monotonic,
    uptime: uptimeClock(monotonic, () => uptime() * 1000),
    after: (ms, call) => {
      const timer = setTimeout(call, ms).unref();
      return () => clearTimeout(timer);
    },
    defer: (call) => void setImmediate(call),
  };
}

/** More time than this between two looks at the clock is a gap: the laptop slept or the process stood still. */
export const GAP_MS = 2_000;

/** Host time for stamps and undo windows: starts at the wall clock, then runs steadily whatever the wall clock does. */
export interface HostTime {
  /** Ms since 1970. Never runs backwards; leaps only over the laptop's sleep. */
  now(): number;
}

export function createHostTime(clock: Clock): HostTime {
  let wall = clock.wall();
  let monotonic = clock.monotonic();
  let uptimeMs = clock.uptime();
  return {
    now() {
      const monotonicElapsed = clock.monotonic() - monotonic;
      const uptimeElapsed = clock.uptime() - uptimeMs;
      monotonic += monotonicElapsed;
      uptimeMs += uptimeElapsed;
      const slept = uptimeElapsed - monotonicElapsed > GAP_MS ? uptimeElapsed - monotonicElapsed : 0;
      wall += monotonicElapsed + slept;
      return Math.floor(wall);
    },
  };
}
