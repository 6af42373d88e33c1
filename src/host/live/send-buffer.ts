/** The way out to one client: stops at one that does not read, so that it costs nobody else anything. docs/protocol.md, "Close codes". */
import type { Duplex } from 'node:stream';
import { CLOSE_CODES } from '../../protocol/frames.ts';
import type { Clock } from '../time/clock.ts';

/** More than this unread, beyond the welcome, and the client gets no more. */
const SLOW_BYTES = 256 * 1024;
/** Time a slow client has for reading what is buffered. */
export const DRAIN_MS = 10_000;

export class Outbox {
  readonly #socket: Duplex;
  readonly #clock: Clock;
  readonly #end: (code: number) => void;
  #limit = SLOW_BYTES;
  #isStuck = false;
  #stop = () => {};

  /** `end` is told why the client cannot go on: `CLOSE.resync` when it has read everything, else `CLOSE.slow`. */
  constructor(socket: Duplex, clock: Clock, end: (code: number) => void) {
    this.#socket = socket;
    this.#clock = clock;
    this.#end = end;
  }

  /** The first frames may be as large as the game is: their size does not count until they are read. */
  writeWelcome(frames: Buffer): void {
    this.#limit = SLOW_BYTES + frames.length;
    this.write(frames);
  }

  write(frames: Buffer): void {
    if (this.#isStuck) return;
    this.#socket.write(frames);
    this.check();
  }

  /** Also for what others write on the same socket. */
  check(): void {
    if (this.#isStuck) return;
    const unread = this.#socket.writableLength;
    if (unread <= SLOW_BYTES) this.#limit = SLOW_BYTES;
    else if (unread > this.#limit) this.#waitForReader();
  }

  close(): void {
    this.#isStuck = true;
    this.#stop();
  }

  #waitForReader(): void {
    this.#isStuck = true;
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
