/** The host's clock as seen from here: Cristian's method over pings (the answer with the lowest round trip of the last 8). */

const MAX_SAMPLES = 8;
/** What clocks and timers may differ by beyond the round trip before we say that a clock leapt, ms. */
const TOLERANCE_MS = 100;

interface Sample {
  /** Host time minus steady time, ms. */
  readonly offset: number;
  readonly roundTrip: number;
}

export class HostClock {
  readonly #monotonic: () => number;
  #samples: readonly Sample[] = [];
  /** Good until the first ping is answered: too low by the time the message took. */
  #firstEstimate: number | null = null;

  /** @param monotonic ms from a clock that never jumps */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  /** The host's time now, ms since 1970; 0 before the first word from the host. */
  hostNow(): number {
    const offset = this.#offset();
    return offset === null ? 0 : this.#monotonic() + offset;
  }

  /** How many answered pings the offset rests on, 0..8. */
  get sampleCount(): number {
    return this.#samples.length;
  }

  /** An answered ping: sent at `sentAt` (steady ms), answered now. */
  recordPong(sentAt: number, serverTime: number): void {
    const now = this.#monotonic();
    const roundTrip = Math.max(0, now - sentAt);
    const sample: Sample = { offset: serverTime + roundTrip / 2 - now, roundTrip };
    if (this.#contradicts(sample)) this.#samples = [];
    this.#samples = [...this.#samples, sample].slice(-MAX_SAMPLES);
  }

  /**
   * A time that the host sent by itself. It can only be late, so one that is ahead of what we think means that a clock
   * leapt (a laptop slept): then the old answers are forgotten. Says whether that was so.
   */
  recordServerTime(serverTime: number): boolean {
    const offset = serverTime - this.#monotonic();
    const best = this.#best();
    const jumped = best !== null && offset > best.offset + best.roundTrip / 2 + TOLERANCE_MS;
    if (jumped) this.reset();
    this.#firstEstimate = Math.max(this.#firstEstimate ?? offset, offset);
    return jumped;
  }

  /** After a sleep or a new host: what was measured before says nothing. */
  reset(): void {
    this.#samples = [];
    this.#firstEstimate = null;
  }

  #offset(): number | null {
    return this.#best()?.offset ?? this.#firstEstimate;
  }

  #best(): Sample | null {
    let best: Sample | null = null;
    for (const sample of this.#samples) {
      if (best === null || sample.roundTrip <= best.roundTrip) best = sample;
    }
    return best;
  }

  #contradicts(sample: Sample): boolean {
    const best = this.#best();
    if (best === null) return false;
    const tolerance = (sample.roundTrip + best.roundTrip) / 2 + TOLERANCE_MS;
    return Math.abs(sample.offset - best.offset) > tolerance;
  }
}
