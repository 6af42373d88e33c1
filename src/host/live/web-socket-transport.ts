/** A WebSocket as a transport: `ws` speaks the protocol, and ready-made frames go straight to the socket below. */
import type { Socket } from 'node:net';
import type { RawData, WebSocket } from 'ws';
import { BATCH_SUBPROTOCOL } from '../../protocol/frames.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { closeTimeoutFor, CLOSE_TIMEOUT_MS, reasonFor } from './close-reasons.ts';
import type { Frames } from './encoded-frames.ts';
import { textFrame } from './text-frame.ts';
import type { Transport, TransportListener } from './transport.ts';

/** What is read of a client after a close: its own close frame, and what was on its way before. Who sends more is read no further. */
const MAX_LAST_BYTES = 4 * 1024;
/** How much is parsed in one go, so that little of a read is parsed after the frame that ended the connection. */
const PORTION_BYTES = 4 * 1024;

export class WebSocketTransport implements Transport {
  readonly takesBatches: boolean;
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #clock: Clock;
  /** How many bytes have come since the connection began to close; null: it is open. */
  #lastBytes: number | null = null;

  /** @param socket the one below `webSocket` */
  constructor(webSocket: WebSocket, socket: Socket, clock: Clock) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#clock = clock;
    this.takesBatches = webSocket.protocol === BATCH_SUBPROTOCOL;
    // What is merely closed leaves the unread to the system, which tries for minutes to deliver it.
    webSocket.terminate = () => void socket.resetAndDestroy();
    // A frame broke the protocol: ws has sent the code (1002, 1009), but the client may not answer.
    webSocket.on('error', () => this.terminateAfter(CLOSE_TIMEOUT_MS));
    this.#limitWhatIsRead();
  }

  get unreadBytes(): number {
    return this.#socket.writableLength;
  }

  listen(listener: TransportListener): void {
    const webSocket = this.#webSocket;
    this.#socket.setNoDelay(true);
    this.#socket.on('data', () => listener.onAlive());
    webSocket.on('message', (data, isBinary) => listener.onMessage(isBinary ? null : textOf(data)));
    webSocket.on('ping', (data) => listener.onProbe(() => webSocket.pong(data)));
    webSocket.on('pong', () => listener.onProbeAnswered());
    webSocket.on('error', () => listener.onGone());
    webSocket.on('close', () => listener.onGone());
  }

  write(frames: Frames): number {
    if (!this.#isOpen) return 0;
    const bytes = frames.encodedBy(textFrame);
    this.#socket.write(bytes);
    return bytes.length;
  }

  onceDrained(callback: () => void): Cancel {
    this.#socket.once('drain', callback);
    return () => this.#socket.off('drain', callback);
  }

  probe(): void {
    if (this.#isOpen) this.#webSocket.ping();
  }

  close(code: number): void {
    this.#webSocket.close(code, reasonFor(code));
    this.terminateAfter(closeTimeoutFor(code));
  }

  terminateAfter(ms: number): void {
    if (this.#webSocket.readyState === this.#webSocket.CLOSED) return;
    const cancel = this.#clock.after(ms, () => this.#webSocket.terminate());
    this.#webSocket.once('close', cancel);
  }

  onceClosed(callback: () => void): void {
    if (this.#webSocket.readyState === this.#webSocket.CLOSED) callback();
    else this.#webSocket.once('close', callback);
  }

  /** Comes between the socket and ws, which would go on parsing whatever comes until the client leaves. */
  #limitWhatIsRead(): void {
    const socket = this.#socket;
    const parsers = socket.listeners('data');
    let isOver = false;
    const onData = (read: Buffer) => {
      for (let start = 0; start < read.length && !isOver; start += PORTION_BYTES) {
        const portion = read.subarray(start, start + PORTION_BYTES);
        isOver = !this.#mayBeRead(portion.length);
        if (!isOver) for (const parse of parsers) Reflect.apply(parse, socket, [portion]);
      }
      if (isOver) this.#webSocket.pause();
    };
    socket.removeAllListeners('data').on('data', onData);
    // At the end ws parses what has been read and not been parsed.
    socket.prependListener('close', () => {
      socket.off('data', onData);
      if (isOver) socket.read();
    });
  }

  #mayBeRead(bytes: number): boolean {
    if (this.#isOpen) return true;
    if (this.#lastBytes === null) {
      this.#lastBytes = 0;
      // Whoever has closed it, and however.
      this.terminateAfter(CLOSE_TIMEOUT_MS);
    }
    this.#lastBytes += bytes;
    return this.#lastBytes <= MAX_LAST_BYTES;
  }

  get #isOpen(): boolean {
    return this.#webSocket.readyState === this.#webSocket.OPEN;
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString();
}
