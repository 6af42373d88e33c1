/** G5: how long the host has been silent, and the status that follows from it, whatever the socket reports. */
import { SUSPECT_AFTER_MS, DROP_AFTER_MS } from '../protocol/connection.ts';
import type { ConnectionStatus } from './game-view.ts';

export class Liveness {
  private readonly monotonic: () => number;
  /** Monotonic ms of the host's last message; null: none that counts. */
  private lastMessageAt: number | null = null;
  /** Whether the host has been asked for a sign of life since then. */
  private isAsked = false;
  /** Monotonic ms by which it must have given one; null: within the usual time. */
  private answerDueAt: number | null = null;

  /** @param monotonic ms from a clock that never jumps */
  constructor(monotonic: () => number) {
    this.monotonic = monotonic;
  }

  recordMessage(): void {
    this.lastMessageAt = this.monotonic();
    this.forgetQuestions();
  }

  /** Nothing is expected any more: the connection that was asked has gone, or has answered. */
  forgetQuestions(): void {
    this.isAsked = false;
    this.answerDueAt = null;
  }

  /** The host has been asked for a sign of life, and should give it within `ms`. */
  expectAnswer(ms: number): void {
    this.answerDueAt = this.monotonic() + ms;
  }

  /** `dead`: too long a silence. `suspect`: time to ask for a sign of life; said once. */
  judge(): 'alive' | 'suspect' | 'dead' {
    const isOverdue = this.answerDueAt !== null && this.monotonic() >= this.answerDueAt;
    if (isOverdue || this.silenceMs >= DROP_AFTER_MS) return 'dead';
    if (this.silenceMs < SUSPECT_AFTER_MS || this.isAsked) return 'alive';
    this.isAsked = true;
    return 'suspect';
  }

  /** Earlier messages no longer count: the connection ended, or the device slept. */
  reset(): void {
    this.lastMessageAt = null;
  }

  /** Ms since the host's last message; infinite before the first. */
  get silenceMs(): number {
    return this.lastMessageAt === null ? Number.POSITIVE_INFINITY : this.monotonic() - this.lastMessageAt;
  }

  get status(): Exclude<ConnectionStatus, 'closed'> {
    if (this.silenceMs < SUSPECT_AFTER_MS) return 'live';
    return this.silenceMs < DROP_AFTER_MS ? 'checking' : 'connecting';
  }

  /** Ms until the verdict or the status changes if nothing arrives; infinite if they won't. */
  get nextChangeInMs(): number {
    const next = [SUSPECT_AFTER_MS, DROP_AFTER_MS].find((limit) => this.silenceMs < limit);
    const answerDueIn = (this.answerDueAt ?? Number.POSITIVE_INFINITY) - this.monotonic();
    return Math.min(answerDueIn, next === undefined ? Number.POSITIVE_INFINITY : next - this.silenceMs);
  }
}
