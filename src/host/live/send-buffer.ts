/** The way out to one client: stops at one that does not read, so that it costs nobody else anything. docs/protocol.md, "Close codes". */
import type { Duplex } from 'node:stream';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import type { Clock } from '../time/clock.ts';

/** More than this unread, beyond the welcome, and the client gets no more. */
const MAX_UNREAD_BYTES = 256 * 1024;
/** Time a slow client has for reading what is buffered. */
export const DRAIN_MS = 10_000;

export class SendBuffer {
  readonly #socket: Duplex;
  readonly #clock: Clock;
  readonly #end: (code: number) => void;
  #limit = MAX_UNREAD_BYTES;
  #isStopped = false;
  #stop = () => {};

  /** `end` is told why the client cannot go on: `CLOSE.resync` when it has read everything, else `CLOSE.slow`. */
  constructor(socket: Duplex, clock: Clock, end: (code: number) => void) {
    this.#socket = socket;
    this.#clock = clock;
    this.#end = end;
  }

  /** The first frames may be as large as the game is: their size does not count until they are read. */
  writeWelcome(frames: Buffer): void {
    this.#limit = MAX_UNREAD_BYTES + frames.length;
    this.write(frames);
  }

  write(frames: Buffer): void {
    if (this.#isStopped) return;
    this.#socket.write(frames);
    this.checkBacklog();
  }

  /** Also for what others write on the same socket. */
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
