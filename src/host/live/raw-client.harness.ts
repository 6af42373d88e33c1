/** For tests: sends raw bytes to the host and records its replies, for what no well-behaved client would send. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The example from RFC 6455. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const HANDSHAKE = {
  Host: '127.0.0.1',
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': KEY,
};

/** The head of an upgrade request. `headers` override those of the handshake; an empty value removes a header. */
export function upgradeRequest(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const sent = Object.entries({ ...HANDSHAKE, ...headers }).filter(([, value]) => value !== '');
  return `GET ${path} HTTP/1.1\r\n${sent.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** A request for a stream. `path` follows `/api/v2/games/`. */
export function streamRequest(path: string, authorization: string): string {
  return `GET /api/v2/games/${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: ${authorization}\r\n\r\n`;
}

/** A short text frame as a client might send it, with a mask of zeros. */
export function maskedText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}

export class RawClient {
  readonly socket: Socket;
  /** What was received, one entry per read. */
  readonly reads: Buffer[] = [];
  readonly #closed: Promise<unknown>;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.#closed = new Promise((resolve) => void this.socket.once('close', resolve));
    this.socket.on('data', (bytes: Buffer) => void this.reads.push(bytes));
    // A reset after the response also ends the connection; tests look at what was read.
    this.socket.on('error', () => this.socket.destroy());
    this.socket.on('end', () => this.socket.end());
  }

  static async connect(port: number): Promise<RawClient> {
    const client = new RawClient(port);
    await once(client.socket, 'connect');
    return client;
  }

  get received(): string {
    return Buffer.concat(this.reads).toString('latin1');
  }

  send(...parts: readonly (string | Buffer)[]): void {
    this.socket.write(Buffer.concat(parts.map((part) => Buffer.from(part))));
  }

  /** Resolves with everything received once it includes this text. */
  async waitFor(text: string): Promise<string> {
    while (!this.received.includes(text)) await once(this.socket, 'data');
    return this.received;
  }

  /** Resolves with everything received once the host has closed the connection. */
  async ended(): Promise<string> {
    await this.#closed;
    return this.received;
  }
}
