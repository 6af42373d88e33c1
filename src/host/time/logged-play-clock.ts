/** The play clock of a game on whose log several hosts work: all of them read it off the log and the time that they share. */
import type { HostTime } from './clock.ts';
import type { PlayClock } from './play-clock.ts';

/** Where the log has left the play clock. */
export interface PlayClockAnchor {
  /** Play time at the last event, ms. */
  readonly playMs: number;
  /** When that was, ms since 1970. */
  readonly at: number;
  readonly isRunning: boolean;
}

/**
 * Counts from the last event on, while the game runs. Nothing is lost with one host that stands still: the others were there.
 * `start` and `stop` only end what `hold` has begun, because the log says whether the clock runs.
 */
export function createLoggedPlayClock(gameTime: HostTime, anchor: () => PlayClockAnchor): PlayClock {
  let heldMs: number | null = null;

  const read = (): number => {
    if (heldMs !== null) return heldMs;
    const { playMs, at, isRunning } = anchor();
    return isRunning ? playMs + Math.max(0, gameTime.now() - at) : playMs;
  };
  const letGo = () => {
    heldMs = null;
  };
  return {
    read,
    start: letGo,
    stop: letGo,
    hold() {
      heldMs ??= read();
    },
    takeLostMs: () => 0,
  };
}
