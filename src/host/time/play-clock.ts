/** The play clock of one game: counts only while the game runs and the host lives. docs/protocol.md, "Play clock". */
import { GAP_MS, type Clock } from './clock.ts';

export const TICK_MS = 1_000;
/** After a longer absence the game wakes paused. */
export const AWAY_MS = 30 * 60_000;

export interface PlayClock {
  /** Play time, ms. Never runs backwards. */
  read(): number;
  start(): void;
  stop(): void;
  /** Time since the last call that did not count, because the host was away; 0 almost always. */
  takeLostMs(): number;
}

/**
 * Every reading counts what passed since the one before; where that is more than `GAP_MS`, one tick counts and the rest is
 * lost. A sleep that the steady clock does not see is lost as a whole.
 */
export function createPlayClock(clock: Clock, startMs: number): PlayClock {
  let playMs = startMs;
  let running = false;
  let lostMs = 0;
  let monotonic = clock.monotonic();
  let uptimeMs = clock.uptime();

  const update = () => {
    const monotonicElapsed = clock.monotonic() - monotonic;
    const uptimeElapsed = clock.uptime() - uptimeMs;
    monotonic += monotonicElapsed;
    uptimeMs += uptimeElapsed;
    if (!running) return;
    const counted = monotonicElapsed > GAP_MS ? TICK_MS : monotonicElapsed;
    const passed = uptimeElapsed - monotonicElapsed > GAP_MS ? uptimeElapsed : monotonicElapsed;
    playMs += counted;
    if (passed - counted > GAP_MS / 2) lostMs += passed - counted;
  };

  return {
    read() {
      update();
      return Math.floor(playMs);
    },
    start() {
      update();
      running = true;
    },
    stop() {
      update();
      running = false;
    },
    takeLostMs() {
      const lost = lostMs;
      lostMs = 0;
      return Math.round(lost);
    },
  };
}
