/** A stream over plain HTTP as a transport: a response that does not end. What the client sends comes by other requests. */
import type { ServerResponse } from 'node:http';
import type { Cancel, Clock } from '../time/clock.ts';
import { closeTimeoutFor } from './close-reasons.ts';
import type { Frames } from './encoded-frames.ts';
import { streamedClose, streamedFrame } from './event-stream.ts';
import type { HttpTransport } from './http-transport.ts';
import type { TransportListener } from './transport.ts';

export class StreamTransport implements HttpTransport {
  readonly takesBatches = true;
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  /** One listener on the response calls them: Node takes more than ten, with those of the requests, for a leak. */
  readonly #onClosed: (() => void)[] = [];
  #listener: TransportListener | null = null;

  /** @param response its head has been written, and nothing else */
  constructor(response: ServerResponse, clock: Clock) {
    this.#response = response;
    this.#clock = clock;
    response.once('close', () => {
      for (const callback of this.#onClosed.splice(0)) callback();
    });
  }

  get unreadBytes(): number {
    return this.#response.writableLength;
  }

  listen(listener: TransportListener): void {
    this.#listener = listener;
    this.#response.on('error', () => listener.onGone());
    this.#onClosed.push(() => listener.onGone());
  }

  /** A message of the client has come on another connection. The answer to that says nothing: all frames are in the stream. */
  receive(text: string): null {
    this.#listener?.onAlive();
    this.#listener?.onMessage(text);
    return null;
  }

  farewell(): null {
    return null;
  }

  write(frames: Frames): number {
    if (this.#response.writableEnded || this.#response.destroyed) return 0;
    const bytes = frames.encodedBy(streamedFrame);
    this.#response.write(bytes);
    return bytes.length;
  }

  onceDrained(callback: () => void): Cancel {
    this.#response.once('drain', callback);
    return () => this.#response.off('drain', callback);
  }

  /** HTTP has nothing like it: the client has to send a message of its own now and then. */
  probe(): void {}

  close(code: number): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;
    this.#response.end(streamedClose(code));
    this.terminateAfter(closeTimeoutFor(code));
  }

  terminateAfter(ms: number): void {
    if (this.#response.closed) return;
    const cancel = this.#clock.after(ms, () => this.#reset());
    this.onceClosed(cancel);
  }

  onceClosed(callback: () => void): void {
    if (this.#response.closed) callback();
    else this.#onClosed.push(callback);
  }

  /** What is merely closed leaves the unread to the system, which tries for minutes to deliver it. */
  #reset(): void {
    this.#response.socket?.resetAndDestroy();
    this.#response.destroy();
  }
}
