/** Limits how much a socket may send: a burst, refilled steadily. */
import type { Clock } from '../time/clock.ts';

/** Messages at once; a client that measures its clock sends 8. */
const BURST = 100;
const REFILL_PER_SECOND = 20;

export class TokenBucket {
  readonly #clock: Clock;
  #tokens = BURST;
  #refilledAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#refilledAt = clock.monotonic();
  }

  /** Returns false if no token is left: the client is flooding. */
  tryTake(): boolean {
    const now = this.#clock.monotonic();
    const refilled = ((now - this.#refilledAt) / 1000) * REFILL_PER_SECOND;
    this.#tokens = Math.min(BURST, this.#tokens + refilled) - 1;
    this.#refilledAt = now;
    return this.#tokens >= 0;
  }
}
