/** Keeps both sides informed: heartbeats that the page can see, and protocol pings that the browser answers by itself. */
import { HEARTBEAT_MS } from '../../protocol/frames.ts';
import type { Cancel, Clock } from '../time/clock.ts';

export const PING_MS = 5_000;
/** A device that left so many pings unanswered is away: a radio that loses every fifth packet answers in time. */
const AWAY_LIMIT = 2;
/** One that left so many unanswered does not come back on this connection. */
export const UNANSWERED_LIMIT = 8;

export interface HeartbeatOptions {
  readonly clock: Clock;
  /** An integer from 0 to below - 1. */
  readonly random: (below: number) => number;
  readonly sendHeartbeat: () => void;
  readonly sendPing: () => void;
  /** Called when the device begins to be away, and when a byte says that it is back. */
  readonly onAwayChanged: () => void;
  /** Called after eight pings without a byte in return. */
  readonly onDead: () => void;
}

export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #unanswered = 0;
  #isAway = false;
  #cancelHeartbeat: Cancel;
  #cancelPing: Cancel;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    // Phones that joined together don't all get their heartbeats in the same millisecond.
    this.#cancelHeartbeat = options.clock.after(options.random(HEARTBEAT_MS) + 1, () => this.#beat());
    this.#cancelPing = options.clock.after(PING_MS, () => this.#ping());
  }

  /** To be called for every byte received. */
  markAlive(): void {
    this.#unanswered = 0;
    this.#setAway(false);
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  stop(): void {
    this.#cancelHeartbeat();
    this.#cancelPing();
  }

  #beat(): void {
    this.#cancelHeartbeat = this.#options.clock.after(HEARTBEAT_MS, () => this.#beat());
    this.#options.sendHeartbeat();
  }

  #setAway(isAway: boolean): void {
    if (this.#isAway === isAway) return;
    this.#isAway = isAway;
    this.#options.onAwayChanged();
  }

  #ping(): void {
    if (this.#unanswered >= UNANSWERED_LIMIT) return this.#options.onDead();
    if (this.#unanswered >= AWAY_LIMIT) this.#setAway(true);
    this.#unanswered += 1;
    this.#cancelPing = this.#options.clock.after(PING_MS, () => this.#ping());
    this.#options.sendPing();
  }
}
