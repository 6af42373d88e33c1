/** How much a socket may say: a burst, refilled steadily. */
import type { Clock } from '../time/clock.ts';

/** Messages in one go; a client that measures its clock sends 8. */
const BURST = 100;
const REFILL_PER_SECOND = 20;

export class Allowance {
  readonly #clock: Clock;
  #left = BURST;
  #countedAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#countedAt = clock.monotonic();
  }

  /** False: the socket floods. */
  take(): boolean {
    const now = this.#clock.monotonic();
    const refilled = ((now - this.#countedAt) / 1000) * REFILL_PER_SECOND;
    this.#left = Math.min(BURST, this.#left + refilled) - 1;
    this.#countedAt = now;
    return this.#left >= 0;
  }
}
