/** A clock that tests set by hand. */
import type { Cancel, Clock } from './clock.ts';

export interface ManualClock extends Clock {
  /** Advances all clocks; timers that fall due are called in order, each at its time. */
  advance(ms: number): void;
  /** Only the wall clock jumps, as if somebody had set it. */
  setWall(deltaMs: number): void;
  /** The laptop sleeps: uptime and wall clock continue; the monotonic clock and timers stop. */
  sleep(ms: number): void;
  /** The process hangs: all clocks continue, but timers are late. */
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
    // Whole ms, like `Date.now`; tests may advance by fractions.
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
