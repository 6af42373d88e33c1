/** G5: how long the host was silent, and the word for the connection that follows from it, whatever the socket believes. */
import { SUSPECT_AFTER_MS, DROP_AFTER_MS } from '../protocol/connection.ts';
import type { ConnectionWord } from './game-view.ts';

export class Silence {
  readonly #steady: () => number;
  /** Steady ms of the last word from the host; null: none that counts. */
  #heardAt: number | null = null;

  /** @param steady ms from a clock that never jumps */
  constructor(steady: () => number) {
    this.#steady = steady;
  }

  broken(): void {
    this.#heardAt = this.#steady();
  }

  /** What was heard before counts no longer: the connection ended, or the device slept. */
  total(): void {
    this.#heardAt = null;
  }

  /** Ms since the host was heard; endless before the first word. */
  get length(): number {
    return this.#heardAt === null ? Number.POSITIVE_INFINITY : this.#steady() - this.#heardAt;
  }

  get word(): Exclude<ConnectionWord, 'closed'> {
    if (this.length < SUSPECT_AFTER_MS) return 'live';
    return this.length < DROP_AFTER_MS ? 'checking' : 'connecting';
  }

  /** Ms until the word will be another one if nothing is heard; endless when it stays. */
  get changesIn(): number {
    const next = [SUSPECT_AFTER_MS, DROP_AFTER_MS].find((limit) => this.length < limit);
    return next === undefined ? Number.POSITIVE_INFINITY : next - this.length;
  }
}
