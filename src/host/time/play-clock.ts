/** The play clock of one game: counts only while both the game and the host are running. docs/protocol.md, "Play clock". */
import { GAP_MS, stopwatch, type Clock } from './clock.ts';

export const TICK_MS = 1_000;
/** If the host is away for longer than this, the game is paused. */
export const AWAY_MS = 30 * 60_000;

export interface PlayClock {
  /** Play time, ms. Never goes backwards. */
  read(): number;
  /** Runs from now on; what passed while it was held counts. */
  start(): void;
  /** Stands still from now on; what passed while it was held does not count. */
  stop(): void;
  /**
   * Stands still until `start()` or `stop()` says whether what passes meanwhile counts. A start or a pause is in force from when it
   * was decided, as every screen reckons, but only once it has been written.
   */
  hold(): void;
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
  /** What has passed since it was held; null: it is not. */
  let heldMs: number | null = null;
  let lostMs = 0;
  const elapsed = stopwatch(clock);

  const update = () => {
    const { monotonic, withSleep } = elapsed();
    if (!running && heldMs === null) return;
    const counted = monotonic > GAP_MS ? TICK_MS : monotonic;
    if (heldMs === null) playMs += counted;
    else heldMs += counted;
    if (withSleep - counted > GAP_MS / 2) lostMs += withSleep - counted;
  };

  return {
    read() {
      update();
      return Math.floor(playMs);
    },
    start() {
      update();
      playMs += heldMs ?? 0;
      heldMs = null;
      running = true;
    },
    stop() {
      update();
      heldMs = null;
      running = false;
    },
    hold() {
      update();
      heldMs ??= 0;
    },
    takeLostMs() {
      const lost = lostMs;
      lostMs = 0;
      return Math.round(lost);
    },
  };
}
