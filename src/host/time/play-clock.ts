/** The play clock of one game: counts only while the game runs and the host lives. docs/protocol.md, "Play clock". */
import { GAP_MS, type Clock } from './clock.ts';

export const TICK_MS = 1_000;
/** After a longer absence the game wakes paused. */
export const AWAY_MS = 30 * 60_000;

export interface PlayClock {
  /** Play time, ms. Never runs backwards. */
  read(): number;
  run(): void;
  stand(): void;
  /** Time since the last call that did not count, because the host was away; 0 almost always. */
  takeLost(): number;
}

/**
 * Every reading counts what passed since the one before; where that is more than `GAP_MS`, one tick counts and the rest is
 * lost. A sleep that the steady clock does not see is lost as a whole.
 */
export function createPlayClock(clock: Clock, startMs: number): PlayClock {
  let playMs = startMs;
  let running = false;
  let lostMs = 0;
  let steady = clock.steady();
  let uptimeMs = clock.uptime();

  const look = () => {
    const steadyElapsed = clock.steady() - steady;
    const uptimeElapsed = clock.uptime() - uptimeMs;
    steady += steadyElapsed;
    uptimeMs += uptimeElapsed;
    if (!running) return;
    const counted = steadyElapsed > GAP_MS ? TICK_MS : steadyElapsed;
    const passed = uptimeElapsed - steadyElapsed > GAP_MS ? uptimeElapsed : steadyElapsed;
    playMs += counted;
    if (passed - counted > GAP_MS / 2) lostMs += passed - counted;
  };

  return {
    read() {
      look();
      return Math.floor(playMs);
    },
    run() {
      look();
      running = true;
    },
    stand() {
      look();
      running = false;
    },
    takeLost() {
      const lost = lostMs;
      lostMs = 0;
      return Math.round(lost);
    },
  };
}
