/** Estimates the host's clock with Cristian's algorithm: of the last 8 pings, the one with the shortest round trip counts. */

const MAX_SAMPLES = 8;
/** How far clocks may differ beyond the round trip before we conclude that one jumped, ms. */
const TOLERANCE_MS = 100;

interface Sample {
  /** Host time minus monotonic time, ms. */
  readonly offset: number;
  readonly roundTrip: number;
}

export class HostClock {
  private readonly monotonic: () => number;
  private samples: readonly Sample[] = [];
  /** Used until the first pong: too low by the message's travel time. */
  private firstEstimate: number | null = null;

  /** @param monotonic ms from a clock that never jumps */
  constructor(monotonic: () => number) {
    this.monotonic = monotonic;
  }

  /** The host's time now, ms since 1970; 0 before the host's first message. */
  hostNow(): number {
    const offset = this.offset();
    return offset === null ? 0 : this.monotonic() + offset;
  }

  /** How many answered pings the offset rests on, 0..8. */
  get sampleCount(): number {
    return this.samples.length;
  }

  /** A pong that arrived now for a ping sent at `sentAt` (monotonic ms). */
  recordPong(sentAt: number, serverTime: number): void {
    const now = this.monotonic();
    const roundTrip = Math.max(0, now - sentAt);
    const sample: Sample = { offset: serverTime + roundTrip / 2 - now, roundTrip };
    if (this.contradicts(sample)) this.samples = [];
    this.samples = [...this.samples, sample].slice(-MAX_SAMPLES);
  }

  /**
   * A time that the host sent unasked. It can only be late, so one ahead of our estimate means that a clock jumped (a laptop
   * slept): the old samples are then dropped. Returns whether that happened.
   */
  recordServerTime(serverTime: number): boolean {
    const offset = serverTime - this.monotonic();
    const best = this.best();
    const jumped = best !== null && offset > best.offset + best.roundTrip / 2 + TOLERANCE_MS;
    if (jumped) this.reset();
    this.firstEstimate = Math.max(this.firstEstimate ?? offset, offset);
    return jumped;
  }

  /** After a sleep or a new host: earlier measurements are meaningless. */
  reset(): void {
    this.samples = [];
    this.firstEstimate = null;
  }

  private offset(): number | null {
    return this.best()?.offset ?? this.firstEstimate;
  }

  private best(): Sample | null {
    let best: Sample | null = null;
    for (const sample of this.samples) {
      if (best === null || sample.roundTrip <= best.roundTrip) best = sample;
    }
    return best;
  }

  private contradicts(sample: Sample): boolean {
    const best = this.best();
    if (best === null) return false;
    const tolerance = (sample.roundTrip + best.roundTrip) / 2 + TOLERANCE_MS;
    return Math.abs(sample.offset - best.offset) > tolerance;
  }
}
