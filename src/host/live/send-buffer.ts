/** What is written to one client. Stops when the client does not read, so that it costs nobody else anything. docs/protocol.md, "Close codes". */
import type { Duplex } from 'node:stream';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import type { Clock } from '../time/clock.ts';

/** A client with more than this unread, beyond the welcome, gets no more. */
const MAX_UNREAD_BYTES = 256 * 1024;
/** How long a slow client may take to read what is buffered. */
export const DRAIN_MS = 10_000;

export class SendBuffer {
  readonly #socket: Duplex;
  readonly #clock: Clock;
  readonly #end: (code: number) => void;
  #limit = MAX_UNREAD_BYTES;
  #isStopped = false;
  #stop = () => {};

  /** `end` is called when the client cannot go on: with `resync` once it has read everything, otherwise with `tooSlow`. */
  constructor(socket: Duplex, clock: Clock, end: (code: number) => void) {
    this.#socket = socket;
    this.#clock = clock;
    this.#end = end;
  }

  /** The first frames may be as large as the game: they do not count until they have been read. */
  writeWelcome(frames: Buffer): void {
    this.#limit = MAX_UNREAD_BYTES + frames.length;
    this.write(frames);
  }

  write(frames: Buffer): void {
    if (this.#isStopped) return;
    this.#socket.write(frames);
    this.checkBacklog();
  }

  /** Also to be called after `ws` itself has written to the socket. */
  checkBacklog(): void {
    if (this.#isStopped) return;
    const unread = this.#socket.writableLength;
    if (unread <= MAX_UNREAD_BYTES) this.#limit = MAX_UNREAD_BYTES;
    else if (unread > this.#limit) this.#waitForDrain();
  }

  close(): void {
    this.#isStopped = true;
    this.#stop();
  }

  #waitForDrain(): void {
    this.#isStopped = true;
    const onDrain = () => {
      this.#stop();
      this.#end(CLOSE_CODES.resync);
    };
    const cancel = this.#clock.after(DRAIN_MS, () => {
      this.#stop();
      this.#end(CLOSE_CODES.tooSlow);
    });
    this.#stop = () => {
      cancel();
      this.#socket.off('drain', onDrain);
    };
    this.#socket.once('drain', onDrain);
  }
}
