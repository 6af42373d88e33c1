/** The play clock of a game on whose log several hosts work: all of them read it off the log and the time that they share. */
import type { HostTime } from './clock.ts';
import { gapsWithin, type KnownGaps } from './gaps.ts';
import type { PlayClock } from './play-clock.ts';

/** Where the log, or the last checkpoint, has left the play clock. */
export interface PlayClockAnchor {
  /** Play time then, ms. */
  readonly playMs: number;
  /** When that was, ms since 1970. */
  readonly at: number;
  readonly isRunning: boolean;
}

type Left = Pick<PlayClockAnchor, 'playMs' | 'at'>;

/** Where the last checkpoint has left it, or the last event: whichever was later. */
export function laterOf(checkpoint: Left | null, event: Left): Left {
  const { playMs, at } = checkpoint !== null && checkpoint.at > event.at ? checkpoint : event;
  return { playMs, at };
}

/**
 * Counts from there on, while the game runs and any host is alive. Nothing is lost with one host that stands still: the others were
 * there. `start` and `stop` only end what `hold` has begun, because the log says whether the clock runs.
 */
export function createLoggedPlayClock(
  gameTime: HostTime,
  anchor: () => PlayClockAnchor,
  readGaps: () => KnownGaps,
): PlayClock {
  let heldMs: number | null = null;
  /** How many of the gaps that are this host's to tell of have been taken. */
  let taken = 0;

  const read = (): number => {
    if (heldMs !== null) return heldMs;
    const { playMs, at, isRunning } = anchor();
    if (!isRunning) return playMs;
    const { all } = readGaps();
    const now = gameTime.now();
    return playMs + Math.max(0, now - at - gapsWithin(all, at, now));
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
    takeLostMs() {
      const { at, isRunning } = anchor();
      const { own } = readGaps();
      const untold = own.slice(taken);
      taken = own.length;
      return isRunning ? gapsWithin(untold, at, gameTime.now()) : 0;
    },
  };
}
