/** The host's clock as seen from here: Cristian's method over pings (the answer with the lowest round trip of the last 8). */

const SAMPLES = 8;
/** What clocks and timers may differ by beyond the round trip before we say that a clock leapt, ms. */
const SLACK_MS = 100;

interface Sample {
  /** Host time minus steady time, ms. */
  readonly offset: number;
  readonly roundTrip: number;
}

export class HostClock {
  readonly #steady: () => number;
  #samples: readonly Sample[] = [];
  /** Good until the first ping is answered: too low by the time the message took. */
  #glimpse: number | null = null;

  /** @param steady ms from a clock that never jumps */
  constructor(steady: () => number) {
    this.#steady = steady;
  }

  /** The host's time now, ms since 1970; 0 before the first word from the host. */
  hostNow(): number {
    const offset = this.#offset();
    return offset === null ? 0 : this.#steady() + offset;
  }

  /** How many answered pings the offset rests on, 0..8. */
  get samples(): number {
    return this.#samples.length;
  }

  /** An answered ping: sent at `sentAt` (steady ms), answered now. */
  answered(sentAt: number, serverTime: number): void {
    const now = this.#steady();
    const roundTrip = Math.max(0, now - sentAt);
    const sample: Sample = { offset: serverTime + roundTrip / 2 - now, roundTrip };
    if (this.#contradicts(sample)) this.#samples = [];
    this.#samples = [...this.#samples, sample].slice(-SAMPLES);
  }

  /**
   * A time that the host sent by itself. It can only be late, so one that is ahead of what we think means that a clock
   * leapt (a laptop slept): then the old answers are forgotten. Says whether that was so.
   */
  heard(serverTime: number): boolean {
    const offset = serverTime - this.#steady();
    const best = this.#best();
    const leapt = best !== null && offset > best.offset + best.roundTrip / 2 + SLACK_MS;
    if (leapt) this.forget();
    this.#glimpse = Math.max(this.#glimpse ?? offset, offset);
    return leapt;
  }

  /** After a sleep or a new host: what was measured before says nothing. */
  forget(): void {
    this.#samples = [];
    this.#glimpse = null;
  }

  #offset(): number | null {
    return this.#best()?.offset ?? this.#glimpse;
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
    const doubt = (sample.roundTrip + best.roundTrip) / 2 + SLACK_MS;
    return Math.abs(sample.offset - best.offset) > doubt;
  }
}
