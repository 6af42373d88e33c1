/** The host's clocks, passed in so that tests can control them. */
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';

export type Cancel = () => void;

export interface Clock {
  /** The laptop's wall clock, ms since 1970. May jump. */
  wall(): number;
  /** Ms from an arbitrary start. Never jumps; on some systems it stops while the laptop sleeps. */
  monotonic(): number;
  /** Ms since the laptop was switched on, sleep included. Never jumps. */
  uptime(): number;
  /** Calls `call` once, after about `ms`. */
  after(ms: number, call: () => void): Cancel;
  /** Calls `call` in the next turn of the event loop, before it waits for input. */
  defer(call: () => void): void;
}

/** How long a reading of the system's uptime is reused, ms: each one reads a file. */
const UPTIME_CACHE_MS = 50;

/** Between readings of the system's uptime, the monotonic clock fills in, so a sleep shows up slightly late. */
export function uptimeClock(monotonic: () => number, systemMs: () => number): () => number {
  let askedAt = monotonic();
  let asked = systemMs();
  return () => {
    const now = monotonic();
    const expected = asked + (now - askedAt);
    if (now - askedAt < UPTIME_CACHE_MS) return expected;
    askedAt = now;
    // The system's uptime is coarser than the monotonic clock.
    asked = Math.max(systemMs(), expected);
    return asked;
  };
}

/** The real clock. Its timers do not keep the process alive: the listening server does. */
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

/** If more time than this passes between two readings, the laptop slept or the process hung. */
export const GAP_MS = 2_000;

/** How much time passed between two readings, ms. */
export interface Elapsed {
  readonly monotonic: number;
  /** With a sleep that the monotonic clock misses. */
  readonly withSleep: number;
}

/** Returns how much time has passed since the last call, or since now. */
export function stopwatch(clock: Pick<Clock, 'monotonic' | 'uptime'>): () => Elapsed {
  let monotonicMs = clock.monotonic();
  let uptimeMs = clock.uptime();
  return () => {
    const monotonic = clock.monotonic() - monotonicMs;
    const up = clock.uptime() - uptimeMs;
    monotonicMs += monotonic;
    uptimeMs += up;
    // The two never agree exactly.
    return { monotonic, withSleep: up - monotonic > GAP_MS ? up : monotonic };
  };
}

/** Time for timestamps and undo windows. */
export interface HostTime {
  /** Ms since 1970. Never goes backwards; only jumps forward when the laptop has slept. */
  now(): number;
}

/** Only a forged file holds a later time. It must not take a game's time along. */
const LAST_CREDIBLE = Date.UTC(3000, 0);

/** Starts at the wall clock, then ignores its changes. */
export function createHostTime(clock: Clock): HostTime {
  let wall = clock.wall();
  const elapsed = stopwatch(clock);
  return {
    now() {
      wall += elapsed().withSleep;
      return Math.floor(wall);
    },
  };
}

/** The host's time as one game has it. */
export interface GameTime extends HostTime {
  /** Another host has had something happen then, ms since 1970: nothing happens earlier from now on. */
  notBefore(at: number): void;
}

/**
 * The host's time as one game has it. What happened in the game may have been stored before the wall clock was set back, or on another
 * laptop, and what happens next has to come after it: then this game's time runs ahead of the host's, and no other game's does.
 *
 * @param instants when things have happened in the game, ms since 1970; those that none can have happened at do not count
 */
export function createGameTime(hostTime: HostTime, ...instants: readonly number[]): GameTime {
  const now = hostTime.now();
  const aheadMs = Math.max(0, ...instants.filter((at) => at < LAST_CREDIBLE).map((at) => at - now));
  let earliest = 0;
  return {
    now: () => Math.max(earliest, hostTime.now() + aheadMs),
    notBefore(at) {
      if (at < LAST_CREDIBLE) earliest = Math.max(earliest, at);
    },
  };
}
