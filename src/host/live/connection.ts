/** One client's socket, from welcome to close. Knows the wire format, not the game. */
import type { Socket } from 'node:net';
import Value from 'typebox/value';
import type { RawData, WebSocket } from 'ws';
import { CLOSE_CODES, PingFrame, BATCH_SUBPROTOCOL } from '../../protocol/frames.ts';
import { parseJson } from '../parse-json.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import { TokenBucket } from '../time/token-bucket.ts';
import { closeSocket } from './close-socket.ts';
import { Heartbeat } from './heartbeat.ts';
import { SendBuffer } from './send-buffer.ts';
import { textFrame } from './text-frame.ts';

/** How many messages a client may send; one that measures its clock sends 8 at once. */
const MESSAGES = { burst: 100, perSecond: 20 };

export interface ConnectionOptions {
  readonly webSocket: WebSocket;
  /** The underlying socket: ready-made frames are written straight to it. */
  readonly socket: Socket;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly random: (below: number) => number;
  /** The participant id in the socket's path. */
  readonly pathId: number;
  /** Called when a message or a timer of this connection met an error of ours, which ends this connection alone. */
  readonly onFault: (error: unknown) => void;
  /** Whether the credentials that opened it are still valid. */
  readonly isStillAuthorized: () => boolean;
}

/** How the connection and its hub keep each other informed. */
export interface ConnectionCallbacks {
  /** The seq of the last event sent. */
  readonly head: () => number;
  /** Called once, as soon as nothing more will be sent. */
  readonly onEnded: () => void;
}

export class Connection {
  readonly pathId: number;
  readonly isStillAuthorized: () => boolean;
  /** Whether the client asked for events of one batch in one frame. */
  readonly takesBatches: boolean;
  /** Host time in ms of the last byte from the client. */
  lastHeardAt: number;
  readonly #options: ConnectionOptions;
  readonly #sendBuffer: SendBuffer;
  readonly #tokens: TokenBucket;
  #heartbeat: Heartbeat | null = null;
  #onEnded: () => void = () => {};
  #isOpen = true;

  constructor(options: ConnectionOptions) {
    const { webSocket, socket, clock, hostTime, pathId, isStillAuthorized } = options;
    this.#options = options;
    this.pathId = pathId;
    this.isStillAuthorized = isStillAuthorized;
    this.takesBatches = webSocket.protocol === BATCH_SUBPROTOCOL;
    this.lastHeardAt = hostTime.now();
    this.#sendBuffer = new SendBuffer(socket, clock, (code) => this.close(code));
    this.#tokens = new TokenBucket(() => clock.monotonic(), MESSAGES);
    socket.setNoDelay(true);
    socket.on('data', () => this.#guarded(() => this.#onData()));
    webSocket.on('message', (data, isBinary) => this.#guarded(() => this.#onMessage(data, isBinary)));
    webSocket.on('ping', (data) => this.#guarded(() => this.#onPing(data)));
    webSocket.on('pong', () => this.#guarded(() => this.#countMessage()));
    webSocket.on('error', () => this.#guarded(() => this.#stop()));
    webSocket.on('close', () => this.#guarded(() => this.#stop()));
  }

  /** Sends the first frames, and keeps the connection alive from now on. */
  open(frames: Buffer, { head, onEnded: ended }: ConnectionCallbacks): void {
    const { webSocket, clock, random, hostTime } = this.#options;
    this.#onEnded = ended;
    this.#heartbeat = new Heartbeat({
      clock,
      random,
      sendHeartbeat: () =>
        this.#guarded(() => {
          const frame = { type: 'heartbeat', seq: head(), server_time: hostTime.now() };
          this.send(textFrame(JSON.stringify(frame)));
        }),
      sendPing: () =>
        this.#guarded(() => {
          if (webSocket.readyState === webSocket.OPEN) webSocket.ping();
        }),
      onDead: () => this.#guarded(() => this.close(CLOSE_CODES.unresponsive)),
    });
    this.#sendBuffer.writeWelcome(frames);
  }

  /** Sends one or more whole frames. */
  send(frames: Buffer): void {
    const { webSocket } = this.#options;
    if (this.#isOpen && webSocket.readyState === webSocket.OPEN) this.#sendBuffer.write(frames);
  }

  /** Closes with one of the protocol's codes. */
  close(code: number): void {
    if (!this.#isOpen) return;
    this.#stop();
    closeSocket(this.#options.webSocket, code, this.#options.clock);
  }

  /** Listeners and timers run by themselves: nobody else would catch what they throw. */
  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #stop(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#heartbeat?.stop();
    this.#sendBuffer.close();
    this.#onEnded();
  }

  #onData(): void {
    this.lastHeardAt = this.#options.hostTime.now();
    this.#heartbeat?.markAlive();
  }

  /** Counts every message and control frame. Returns false if this was one too many and the socket is closing. */
  #countMessage(): boolean {
    if (!this.#isOpen) return false;
    if (this.#tokens.tryTake()) return true;
    this.close(CLOSE_CODES.protocolError);
    // Nothing else that it sends is even read.
    this.#options.webSocket.pause();
    return false;
  }

  #onPing(data: Buffer): void {
    if (!this.#countMessage()) return;
    this.#options.webSocket.pong(data);
    this.#sendBuffer.checkBacklog();
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    if (!this.#countMessage()) return;
    const ping = isBinary ? null : readPing(data);
    if (ping === null) return this.close(CLOSE_CODES.protocolError);
    const pong = { type: 'pong', t: ping.t, server_time: this.#options.hostTime.now() };
    this.send(textFrame(JSON.stringify(pong)));
  }
}

function readPing(data: RawData): PingFrame | null {
  try {
    const message = parseJson(textOf(data));
    return Value.Check(PingFrame, message) ? message : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.from(data instanceof ArrayBuffer ? new Uint8Array(data) : data).toString();
}
