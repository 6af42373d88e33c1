/** G5: how long the host has been silent, and the status that follows from it, whatever the socket reports. */
import { SUSPECT_AFTER_MS, DROP_AFTER_MS } from '../protocol/connection.ts';
import type { ConnectionStatus } from './game-view.ts';

export class Liveness {
  readonly #monotonic: () => number;
  /** Monotonic ms of the host's last message; null: none that counts. */
  #lastMessageAt: number | null = null;

  /** @param monotonic ms from a clock that never jumps */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
  }

  recordMessage(): void {
    this.#lastMessageAt = this.#monotonic();
  }

  /** Earlier messages no longer count: the connection ended, or the device slept. */
  reset(): void {
    this.#lastMessageAt = null;
  }

  /** Ms since the host's last message; infinite before the first. */
  get silenceMs(): number {
    return this.#lastMessageAt === null ? Number.POSITIVE_INFINITY : this.#monotonic() - this.#lastMessageAt;
  }

  get status(): Exclude<ConnectionStatus, 'closed'> {
    if (this.silenceMs < SUSPECT_AFTER_MS) return 'live';
    return this.silenceMs < DROP_AFTER_MS ? 'checking' : 'connecting';
  }

  /** Ms until the status changes if nothing arrives; infinite if it won't. */
  get nextChangeInMs(): number {
    const next = [SUSPECT_AFTER_MS, DROP_AFTER_MS].find((limit) => this.silenceMs < limit);
    return next === undefined ? Number.POSITIVE_INFINITY : next - this.silenceMs;
  }
}
