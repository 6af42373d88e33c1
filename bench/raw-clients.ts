/**
 * The least that can send requests and listen: bytes over plain TCP. Full HTTP and WebSocket clients would cost as much as the
 * servers under test, and on a machine with two cores the clients would be what is measured.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
const EVENT = Buffer.from('"type":"event"');
const TEXT = 0x81;
const PING = 0x89;
const PONG = 0x8a;
const CLOSE = 0x88;

async function openSocket(url: URL): Promise<Socket> {
  const socket = connect(Number(url.port), url.hostname);
  socket.setNoDelay(true);
  await once(socket, 'connect');
  return socket;
}

/** One keep-alive HTTP connection; one request at a time. */
export class RawHttpClient {
  readonly #socket: Socket;
  readonly #host: string;
  #received = '';
  #onAnswer: (() => void) | null = null;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.setEncoding('utf8').on('data', (text: string) => {
      this.#received += text;
      this.#onAnswer?.();
    });
  }

  static async open(url: URL): Promise<RawHttpClient> {
    return new RawHttpClient(await openSocket(url), url.host);
  }

  /** Resolves with the body of the answer. Rejects for anything but success. Answers need a content-length. */
  async call(method: string, path: string, authorization: string, body: unknown): Promise<string> {
    const text = JSON.stringify(body);
    this.#socket.write(
      `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\nauthorization: ${authorization}\r\n` +
        `content-type: application/json\r\nidempotency-key: ${randomUUID()}\r\n` +
        `content-length: ${Buffer.byteLength(text)}${HEAD_END}${text}`,
    );
    await new Promise<void>((resolve, reject) => {
      this.#socket.once('close', () => reject(new Error(`${method} ${path}: the connection was closed.`)));
      this.#onAnswer = () => {
        if (this.#answerLength() <= this.#received.length) resolve();
      };
    });
    this.#onAnswer = null;
    this.#socket.removeAllListeners('close');
    const answer = this.#received;
    this.#received = '';
    if (!answer.startsWith('HTTP/1.1 2')) throw new Error(`${method} ${path}: ${answer}`);
    return answer.slice(answer.indexOf(HEAD_END) + HEAD_END.length);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Infinity: not known yet. Bodies here have one byte per character. */
  #answerLength(): number {
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd === -1) return Number.POSITIVE_INFINITY;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, headEnd + 2));
    if (length === null) throw new Error('An answer has no content-length.');
    return headEnd + HEAD_END.length + Number(length[1]);
  }
}

export interface RawWebSocketOptions {
  readonly url: URL;
  readonly path: string;
  readonly authorization: string;
  readonly subprotocol: string | null;
  /** Called for each frame that contains events, with their number and the frame's bytes. */
  readonly onEvents: (count: number, bytes: number) => void;
}

/** One WebSocket that counts events and answers pings. */
export class RawWebSocket {
  readonly #socket: Socket;
  readonly #onEvents: RawWebSocketOptions['onEvents'];
  #unread: Buffer = Buffer.alloc(0);
  #onWelcome: (bytes: number) => void = () => undefined;

  private constructor(socket: Socket, { onEvents }: RawWebSocketOptions) {
    this.#socket = socket;
    this.#onEvents = onEvents;
  }

  /** Resolves with the listener and its welcome's size in bytes. */
  static async open(options: RawWebSocketOptions): Promise<{ listener: RawWebSocket; welcomeBytes: number }> {
    const { url, path, authorization, subprotocol } = options;
    const socket = await openSocket(url);
    const listener = new RawWebSocket(socket, options);
    const asked = subprotocol === null ? '' : `sec-websocket-protocol: ${subprotocol}\r\n`;
    socket.write(
      `GET ${path} HTTP/1.1\r\nhost: ${url.host}\r\nupgrade: websocket\r\nconnection: Upgrade\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\n` +
        `authorization: ${authorization}\r\n${asked}\r\n`,
    );
    const welcomeBytes = await new Promise<number>((resolve, reject) => {
      listener.#onWelcome = resolve;
      socket.on('data', (bytes) => listener.#readHead(bytes, reject));
      socket.once('error', reject);
    });
    return { listener, welcomeBytes };
  }

  close(): void {
    this.#socket.destroy();
  }

  #readHead(bytes: Buffer, refuse: (error: Error) => void): void {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    const end = this.#unread.indexOf(HEAD_END);
    if (end === -1) return;
    const head = this.#unread.toString('latin1', 0, end);
    if (!head.startsWith('HTTP/1.1 101')) return refuse(new Error(head));
    const rest = this.#unread.subarray(end + HEAD_END.length);
    this.#unread = Buffer.alloc(0);
    this.#socket.removeAllListeners('data').on('data', (more) => this.#read(more));
    this.#read(rest);
  }

  /** The server's frames are never masked or split here. */
  #read(bytes: Buffer): void {
    const unread = this.#unread.length === 0 ? bytes : Buffer.concat([this.#unread, bytes]);
    let at = 0;
    for (;;) {
      const start = payloadStart(unread, at);
      const end = start + payloadLength(unread, at);
      if (!(end <= unread.length)) break;
      this.#onFrame(unread[at], unread.subarray(start, end));
      at = end;
    }
    this.#unread = unread.subarray(at);
  }

  #onFrame(kind: number | undefined, payload: Buffer): void {
    if (kind === PING) this.#socket.write(Buffer.from([PONG, 0x80 | payload.length, 0, 0, 0, 0, ...payload]));
    if (kind === CLOSE) throw new Error(`A socket was closed with ${payload.readUInt16BE(0)}.`);
    if (kind !== TEXT) return;
    this.#onWelcome(payload.length);
    const count = occurrences(payload, EVENT);
    if (count > 0) this.#onEvents(count, payload.length);
  }
}

function payloadStart(frame: Buffer, at: number): number {
  const length = (frame[at + 1] ?? 0) & 0x7f;
  if (length < 126) return at + 2;
  return at + (length === 126 ? 4 : 10);
}

/** NaN: the header is not here yet. */
function payloadLength(frame: Buffer, at: number): number {
  if (frame.length < at + 2 || frame.length < payloadStart(frame, at)) return Number.NaN;
  const length = (frame[at + 1] ?? 0) & 0x7f;
  if (length < 126) return length;
  return length === 126 ? frame.readUInt16BE(at + 2) : Number(frame.readBigUInt64BE(at + 2));
}

function occurrences(bytes: Buffer, wanted: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + wanted.length)) count += 1;
  return count;
}
