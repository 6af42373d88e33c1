/** G5: how long the host was silent, and the word for the connection that follows from it, whatever the socket believes. */
import { SUSPECT_AFTER_MS, DROP_AFTER_MS } from '../protocol/connection.ts';
import type { ConnectionStatus } from './game-view.ts';

export class Liveness {
  readonly #monotonic: () => number;
  /** Steady ms of the last word from the host; null: none that counts. */
  #lastMessageAt: number | null = null;

  /** @param monotonic ms from a clock that never jumps */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  recordMessage(): void {
    this.#lastMessageAt = this.#monotonic();
  }

  /** What was heard before counts no longer: the connection ended, or the device slept. */
  reset(): void {
    this.#lastMessageAt = null;
  }

  /** Ms since the host was heard; endless before the first word. */
  get silenceMs(): number {
    return this.#lastMessageAt === null ? Number.POSITIVE_INFINITY : this.#monotonic() - this.#lastMessageAt;
  }

  get status(): Exclude<ConnectionStatus, 'closed'> {
    if (this.silenceMs < SUSPECT_AFTER_MS) return 'live';
    return this.silenceMs < DROP_AFTER_MS ? 'checking' : 'connecting';
  }

  /** Ms until the word will be another one if nothing is heard; endless when it stays. */
  get nextChangeInMs(): number {
    const next = [SUSPECT_AFTER_MS, DROP_AFTER_MS].find((limit) => this.silenceMs < limit);
    return next === undefined ? Number.POSITIVE_INFINITY : next - this.silenceMs;
  }
}
