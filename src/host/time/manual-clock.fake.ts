/** A clock for tests, whose hands are turned. */
import type { Cancel, Clock } from './clock.ts';

export interface ManualClock extends Clock {
  /** Lets time pass everywhere; timers that fall due are called in order, at their time. */
  advance(ms: number): void;
  /** Only the wall clock jumps: somebody set it. */
  setWall(deltaMs: number): void;
  /** The laptop sleeps: uptime and wall clock go on, the steady clock stands and timers wait. */
  sleep(ms: number): void;
  /** The process hangs: all clocks go on, timers come late. */
  hang(ms: number): void;
}

export function createManualClock(startWall = Date.UTC(2026, 10, 24, 19)): ManualClock {
  let wall = startWall;
  let monotonic = 0;
  let uptimeMs = 1_000_000;
  const timers = new Set<{ due: number; call: () => void }>();

  const elapse = (ms: number) => {
    wall += ms;
    monotonic += ms;
    uptimeMs += ms;
  };
  const nextTimer = (until: number) =>
    [...timers].filter(({ due }) => due <= until).toSorted((one, other) => one.due - other.due)[0];

  return {
    // Whole ms, as `Date.now` has them; people wait for parts of one.
    wall: () => Math.floor(wall),
    monotonic: () => monotonic,
    uptime: () => uptimeMs,
    after(ms, call): Cancel {
      const timer = { due: monotonic + ms, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    defer: (call) => void setImmediate(call),
    advance(ms) {
      const until = monotonic + ms;
      for (let timer = nextTimer(until); timer !== undefined; timer = nextTimer(until)) {
        elapse(Math.max(0, timer.due - monotonic));
        timers.delete(timer);
        timer.call();
      }
      elapse(until - monotonic);
    },
    setWall(deltaMs) {
      wall += deltaMs;
    },
    sleep(ms) {
      wall += ms;
      uptimeMs += ms;
    },
    hang: elapse,
  };
}
