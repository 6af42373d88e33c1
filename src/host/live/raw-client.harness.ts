/** For tests: bytes to and from the host, for what no well-behaved client sends. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** RFC 6455's own example. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const HANDSHAKE = {
  Host: '127.0.0.1',
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': KEY,
};

/** A request's head. `headers` are put in the place of a handshake's; an empty one is left out. */
export function upgradeRequest(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const sent = Object.entries({ ...HANDSHAKE, ...headers }).filter(([, value]) => value !== '');
  return `GET ${path} HTTP/1.1\r\n${sent.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

/** A short text frame with a mask of zeros, as it may come from a client. */
export function maskedText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}

export class RawClient {
  readonly socket: Socket;
  /** What came, one entry a read. */
  readonly reads: Buffer[] = [];
  readonly #closed: Promise<unknown>;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.#closed = new Promise((resolve) => void this.socket.once('close', resolve));
    this.socket.on('data', (bytes: Buffer) => void this.reads.push(bytes));
    // A reset after the answer is an end as well; what was read says the rest.
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

  /** Once all of it has come in. */
  async waitFor(text: string): Promise<string> {
    while (!this.received.includes(text)) await once(this.socket, 'data');
    return this.received;
  }

  /** Everything that was heard, once the host has ended the connection. */
  async ended(): Promise<string> {
    await this.#closed;
    return this.received;
  }
}
