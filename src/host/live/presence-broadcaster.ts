/** Tells bankers who is connected: sends the whole list when it has changed, at most once a second each. */
import type { Cancel, Clock } from '../time/clock.ts';
import type { Connection } from './connection.ts';
import { frameOf, type Frames } from './encoded-frames.ts';

export const PRESENCE_MS = 1_000;

export interface PresenceBroadcasterOptions {
  readonly clock: Clock;
  readonly bankers: () => readonly Connection[];
  /** The current list, as the text of a frame. */
  readonly frameText: () => string;
}

interface SentPresence {
  readonly text: string;
  /** Monotonic ms. */
  readonly at: number;
}

export class PresenceBroadcaster {
  readonly #options: PresenceBroadcasterOptions;
  readonly #sent = new WeakMap<Connection, SentPresence>();
  #cancel: Cancel | null = null;
  #broadcastAt = -Infinity;

  constructor(options: PresenceBroadcasterOptions) {
    this.#options = options;
  }

  /** Sends the first list, right after a banker's welcome. */
  sendFirst(banker: Connection): void {
    const text = this.#options.frameText();
    this.#send(banker, text, frameOf(text));
  }

  /** To be called whenever the list may have changed. */
  scheduleBroadcast(): void {
    this.#schedule(this.#broadcastAt + PRESENCE_MS);
  }

  stop(): void {
    this.#cancel?.();
  }

  #schedule(at: number): void {
    if (this.#cancel !== null) return;
    const wait = Math.max(0, at - this.#options.clock.monotonic());
    this.#cancel = this.#options.clock.after(wait, () => this.#broadcast());
  }

  #broadcast(): void {
    this.#cancel = null;
    this.#broadcastAt = this.#options.clock.monotonic();
    const bankers = this.#options.bankers();
    if (bankers.length === 0) return;
    const text = this.#options.frameText();
    const frame = frameOf(text);
    for (const banker of bankers) {
      const sent = this.#sent.get(banker);
      if (sent?.text === text) continue;
      const allowedAt = sent === undefined ? 0 : sent.at + PRESENCE_MS;
      if (allowedAt > this.#broadcastAt) this.#schedule(allowedAt);
      else this.#send(banker, text, frame);
    }
  }

  #send(banker: Connection, text: string, frame: Frames): void {
    this.#sent.set(banker, { text, at: this.#options.clock.monotonic() });
    banker.send(frame);
  }
}
