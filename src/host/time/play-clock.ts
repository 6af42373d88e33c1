/** The play clock of one game: counts only while both the game and the host are running. docs/protocol.md, "Play clock". */
import { GAP_MS, type Clock } from './clock.ts';

export const TICK_MS = 1_000;
/** If the host is away for longer than this, the game is paused. */
export const AWAY_MS = 30 * 60_000;

export interface PlayClock {
  /** Play time, ms. Never goes backwards. */
  read(): number;
  start(): void;
  stop(): void;
  /** Time not counted since the last call because the host was away, ms; almost always 0. */
  takeLostMs(): number;
}

/**
 * Each reading counts the time since the previous one. If that is more than `GAP_MS`, only one tick counts and the rest is lost.
 * A sleep during which the monotonic clock stops is lost entirely.
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
