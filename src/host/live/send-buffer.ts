/** What is written to one client. Stops when the client does not read, so that it costs nobody else anything. docs/protocol.md, "Close codes". */
import { CLOSE_CODES } from '../../protocol/frames.ts';
import type { Clock } from '../time/clock.ts';
import type { Frames } from './encoded-frames.ts';
import type { Transport } from './transport.ts';

/** A client with more than this unread, beyond the welcome, gets no more. */
export const MAX_UNREAD_BYTES = 256 * 1024;
/** How long a slow client may take to read what is buffered. */
export const DRAIN_MS = 10_000;

export class SendBuffer {
  readonly #transport: Pick<Transport, 'write' | 'unreadBytes' | 'onceDrained'>;
  readonly #clock: Clock;
  readonly #end: (code: number) => void;
  #limit = MAX_UNREAD_BYTES;
  #isStopped = false;
  #stop = () => {};

  /** `end` is called when the client cannot go on: with `resync` once it has read everything, otherwise with `tooSlow`. */
  constructor(
    transport: Pick<Transport, 'write' | 'unreadBytes' | 'onceDrained'>,
    clock: Clock,
    end: (code: number) => void,
  ) {
    this.#transport = transport;
    this.#clock = clock;
    this.#end = end;
  }

  /** The first frames may be as large as the game: they do not count until they have been read. */
  writeWelcome(frames: Frames): void {
    this.#limit = MAX_UNREAD_BYTES + this.#transport.write(frames);
    this.checkBacklog();
  }

  write(frames: Frames): void {
    if (this.#isStopped) return;
    this.#transport.write(frames);
    this.checkBacklog();
  }

  /** Also to be called after the transport has written by itself. */
  checkBacklog(): void {
    if (this.#isStopped) return;
    const unread = this.#transport.unreadBytes;
    if (unread <= MAX_UNREAD_BYTES) this.#limit = MAX_UNREAD_BYTES;
    else if (unread > this.#limit) this.#waitForDrain();
  }

  close(): void {
    this.#isStopped = true;
    this.#stop();
  }

  #waitForDrain(): void {
    this.#isStopped = true;
    const cancel = this.#clock.after(DRAIN_MS, () => {
      this.#stop();
      this.#end(CLOSE_CODES.tooSlow);
    });
    const stopWaiting = this.#transport.onceDrained(() => {
      this.#stop();
      this.#end(CLOSE_CODES.resync);
    });
    this.#stop = () => {
      cancel();
      stopWaiting();
    };
  }
}
