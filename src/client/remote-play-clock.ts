/** The play clock, extrapolated from the host's last reading of it. */
import type { Challenge, Game } from '../protocol/entity-schemas.ts';

interface Anchor {
  readonly playMs: number;
  /** Host ms at which the play clock showed `playMs`. */
  readonly at: number;
}

export class RemotePlayClock {
  private readonly hostNow: () => number;
  private anchor: Anchor = { playMs: 0, at: 0 };
  private running = false;

  /** @param hostNow the host's clock, ms since 1970 */
  constructor(hostNow: () => number) {
    this.hostNow = hostNow;
  }

  /** Takes the reading of a whole game, which also says whether the clock runs. */
  syncWithGame({ status, play_ms: playMs, as_of: at }: Pick<Game, 'status' | 'play_ms' | 'as_of'>): void {
    this.running = status === 'in_progress';
    this.anchor = { playMs, at };
  }

  /** Takes the reading that every event carries. */
  syncWithEvent({ play_ms: playMs, at }: { readonly play_ms: number; readonly at: number }): void {
    this.anchor = { playMs, at };
  }

  /** Play time now, ms. Stops unless the game is in progress. */
  playNow(): number {
    const { playMs, at } = this.anchor;
    return this.running ? playMs + Math.max(0, this.hostNow() - at) : playMs;
  }
}

/**
 * Play time that a challenge has left, ms, never below 0. Fixed while claimed; null where no clock runs: not assigned, or
 * assigned without a timer.
 */
export function remainingMs(
  challenge: Pick<Challenge, 'status' | 'claimed_at' | 'deadline_play_ms' | 'time_remaining_seconds'>,
  playNow: number,
): number | null {
  if (challenge.status !== 'assigned') return null;
  if (challenge.deadline_play_ms !== null) return Math.max(0, challenge.deadline_play_ms - playNow);
  const { claimed_at: claimedAt, time_remaining_seconds: secondsLeft } = challenge;
  return claimedAt !== null && secondsLeft !== null ? secondsLeft * 1000 : null;
}
