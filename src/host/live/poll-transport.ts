/** A client that asks again and again as a transport: frames wait here until they are fetched. */
import type { Cancel, Clock } from '../time/clock.ts';
import { closeTimeoutFor } from './close-reasons.ts';
import type { Frames } from './encoded-frames.ts';
import { streamedClose, streamedFrame } from './event-stream.ts';
import type { HttpTransport } from './http-transport.ts';
import type { TransportListener } from './transport.ts';

/** Who has not asked for this long is gone. Clients ask every 2 s. */
export const POLL_EXPIRY_MS = 10_000;

export class PollTransport implements HttpTransport {
  readonly takesBatches = true;
  readonly #clock: Clock;
  readonly #closeCallbacks = new Set<() => void>();
  readonly #drainCallbacks = new Set<() => void>();
  #waiting: Buffer[] = [];
  #listener: TransportListener | null = null;
  #phase: 'open' | 'closing' | 'closed' = 'open';
  /** What it was closed with, until it is fetched. */
  #closeCode: number | null = null;
  #cancelExpiry: Cancel;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#cancelExpiry = clock.after(POLL_EXPIRY_MS, () => this.#end());
  }

  get unreadBytes(): number {
    return this.#waiting.reduce((sum, bytes) => sum + bytes.length, 0);
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
  }

  receive(text: string): Buffer {
    this.#listener?.onAlive();
    this.#listener?.onMessage(text);
    return this.take();
  }

  farewell(): Buffer | null {
    if (this.#closeCode === null) return null;
    const bytes = streamedClose(this.#closeCode);
    this.#end();
    return bytes;
  }

  /** All that waits. */
  take(): Buffer {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    if (this.#phase === 'open') this.#expireAfter(POLL_EXPIRY_MS);
    else this.#end();
    for (const callback of Array.from(this.#drainCallbacks)) {
      this.#drainCallbacks.delete(callback);
      callback();
    }
    return bytes;
  }

  write(frames: Frames): number {
    if (this.#phase !== 'open') return 0;
    const bytes = frames.encodedBy(streamedFrame);
    this.#waiting.push(bytes);
    return bytes.length;
  }

  onceDrained(callback: () => void): Cancel {
    this.#drainCallbacks.add(callback);
    return () => this.#drainCallbacks.delete(callback);
  }

  /** Asking is a sign of life. */
  probe(): void {}

  close(code: number): void {
    if (this.#phase !== 'open') return;
    this.#phase = 'closing';
    this.#closeCode = code;
    this.#waiting.push(streamedClose(code));
    this.#expireAfter(Math.max(closeTimeoutFor(code), POLL_EXPIRY_MS));
  }

  terminateAfter(ms: number): void {
    if (this.#phase !== 'closed') this.#expireAfter(ms);
  }

  onceClosed(callback: () => void): void {
    if (this.#phase === 'closed') callback();
    else this.#closeCallbacks.add(callback);
  }

  #expireAfter(ms: number): void {
    this.#cancelExpiry();
    this.#cancelExpiry = this.#clock.after(ms, () => this.#end());
  }

  #end(): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    this.#waiting = [];
    this.#cancelExpiry();
    this.#listener?.onGone();
    for (const callback of this.#closeCallbacks) callback();
  }
}
