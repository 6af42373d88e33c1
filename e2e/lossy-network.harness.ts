/** The network between a browser and the host, which loses each part of a page once. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { RunningHost } from './running-host.harness.ts';

/** `refused`: answered by 503, as of a host that has too much to do. `cut`: the connection ends in the middle of the file. */
export const LOSSES = ['refused', 'cut'] as const;
export type Loss = (typeof LOSSES)[number];

/**
 * An HTTP proxy in front of a host. It loses, once, every script and style sheet that these pages do not name in their HTML: those
 * that are asked for later. What HTML names is loaded again by `opening.js`, which `opening.spec.ts` tests.
 */
export class LossyNetwork {
  readonly #server: Server;
  readonly #hostPort: number;
  readonly #loss: Loss;
  readonly #sockets = new Set<Socket>();
  #first: ReadonlySet<string> = new Set();
  readonly #lost = new Set<string>();
  readonly #arrived = new Set<string>();

  /** On all of this machine's addresses. @param paths of the pages, as `/banker/` */
  static async open(host: RunningHost, loss: Loss, ...paths: readonly string[]): Promise<LossyNetwork> {
    const network = new LossyNetwork(host.ready.port, loss);
    const pages = await Promise.all(paths.map(async (path) => (await fetch(host.ready.url + path)).text()));
    network.#first = new Set(pages.flatMap((html) => html.match(/\/assets\/[^"]+/g) ?? []));
    network.#server.listen(0);
    await once(network.#server, 'listening');
    return network;
  }

  private constructor(hostPort: number, loss: Loss) {
    this.#hostPort = hostPort;
    this.#loss = loss;
    this.#server = createServer((asked, answer) => this.#forward(asked, answer));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('upgrade', (asked, socket: Socket, head) => this.#tunnel(asked, socket, head));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The same address behind this network. */
  behind(url: string): string {
    const there = new URL(url);
    there.port = String(this.port);
    return there.href;
  }

  /** The parts that got lost, by their names without the build's letters. */
  get lost(): readonly string[] {
    return [...this.#lost].map(nameOf);
  }

  /** Those of them that have not arrived since. */
  get missing(): readonly string[] {
    return [...this.#lost].filter((path) => !this.#arrived.has(path)).map(nameOf);
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #forward(asked: IncomingMessage, answer: ServerResponse): void {
    const path = asked.url ?? '/';
    const isLater = /^\/assets\/.*\.(?:js|css)$/.test(path) && !this.#first.has(path);
    const isLostNow = isLater && !this.#lost.has(path);
    if (isLostNow) this.#lost.add(path);
    if (isLostNow && this.#loss === 'refused') {
      asked.resume();
      answer.writeHead(503, { 'cache-control': 'no-store', 'retry-after': '1' }).end();
      return;
    }
    const { method, headers } = asked;
    const onward = request({ host: '127.0.0.1', port: this.#hostPort, path, method, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      if (isLostNow) void cutInHalf(answered, answer);
      else {
        answered.pipe(answer);
        answered.on('end', () => this.#arrived.add(path));
      }
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  }

  #tunnel(asked: IncomingMessage, socket: Socket, head: Buffer): void {
    const onward = connect(this.#hostPort, '127.0.0.1');
    const lines = asked.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1] ?? ''}`] : [],
    );
    onward.write(`GET ${asked.url ?? '/'} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    for (const side of [socket, onward])
      side.on('error', () => side.destroy()).on('close', () => (side === socket ? onward : socket).destroy());
    socket.pipe(onward).pipe(socket);
  }
}

/** Half of the file arrives, and then the connection ends as if all were well. */
async function cutInHalf(answered: IncomingMessage, answer: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of answered) pieces.push(piece as Buffer);
  const all = Buffer.concat(pieces);
  answer.write(all.subarray(0, all.length / 2), () => answer.socket?.end());
}

const nameOf = (path: string) => path.replace(/^\/assets\/|-.{7}(?=\.\w+$)/g, '');
