/** For tests: the network between one client and the host, as an in-process TCP proxy that can be made as bad as Wi-Fi. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * How what the host says travels. `flow`: at once. `hold`: it waits here. `swallow`: it vanishes, and the connection with it
 * once the line is mended. `sever`: the connection breaks as soon as the host says something. `deaf`: nobody reads from the
 * host any more.
 */
export type NetworkCondition = 'flow' | 'hold' | 'swallow' | 'sever' | 'deaf';

interface Pair {
  readonly client: Socket;
  readonly host: Socket;
  readonly held: Buffer[];
  isBroken: boolean;
}

export class NetworkProxy {
  readonly #server: Server;
  readonly #target: () => number;
  readonly #pairs = new Set<Pair>();
  #weather: NetworkCondition = 'flow';
  /** Ms that everything the host says is late. */
  delayMs = 0;
  /** False: whoever connects is cut off at once. */
  takesCalls = true;

  /** `target`: the host's port, asked for anew by every connection. */
  static async open(target: () => number): Promise<NetworkProxy> {
    const line = new NetworkProxy(target);
    line.#server.listen(0, '127.0.0.1');
    await once(line.#server, 'listening');
    return line;
  }

  private constructor(target: () => number) {
    this.#target = target;
    this.#server = createServer((client) => this.#connected(client));
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the line is not open');
    return `http://127.0.0.1:${address.port}`;
  }

  get condition(): NetworkCondition {
    return this.#weather;
  }

  set condition(condition: NetworkCondition) {
    this.#weather = condition;
    for (const pair of this.#pairs) {
      if (condition === 'deaf') pair.host.pause();
      else pair.host.resume();
      if (condition === 'flow') this.#mend(pair);
    }
  }

  /** Lets so many held pieces through. */
  deliver(pieces: number): void {
    for (const { held, client } of this.#pairs) {
      for (const piece of held.splice(0, pieces)) client.write(piece);
    }
  }

  /** Ends all connections as a phone that left the room does: with a reset, and nothing said. */
  cut(): void {
    for (const pair of this.#pairs) this.#end(pair);
  }

  /** Everything works again; what lost bytes on the way is cut. */
  heal(): void {
    this.delayMs = 0;
    this.takesCalls = true;
    this.condition = 'flow';
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #connected(client: Socket): void {
    const pair: Pair = { client, host: connect(this.#target(), '127.0.0.1'), held: [], isBroken: false };
    this.#pairs.add(pair);
    for (const socket of [pair.client, pair.host]) {
      socket.setNoDelay(true);
      socket.on('close', () => this.#end(pair));
      // The close that follows ends both sides.
      socket.on('error', () => socket.destroy());
    }
    if (!this.takesCalls) return this.#end(pair);
    client.on('data', (piece) => pair.host.write(piece));
    pair.host.on('data', (piece) => this.#carry(pair, piece));
    if (this.#weather === 'deaf') pair.host.pause();
  }

  #carry(pair: Pair, piece: Buffer): void {
    if (this.#weather === 'sever') return this.#end(pair);
    if (this.#weather === 'swallow') pair.isBroken = true;
    else if (this.#weather === 'hold' || pair.held.length > 0) pair.held.push(piece);
    else if (this.delayMs === 0) pair.client.write(piece);
    else this.#late(pair, piece);
  }

  /** Later pieces wait behind it. */
  #late(pair: Pair, piece: Buffer): void {
    pair.held.push(piece);
    setTimeout(() => {
      if (this.#weather === 'flow') this.#mend(pair);
    }, this.delayMs);
  }

  #mend(pair: Pair): void {
    if (pair.isBroken) return this.#end(pair);
    for (const piece of pair.held.splice(0)) pair.client.write(piece);
  }

  #end(pair: Pair): void {
    if (!this.#pairs.delete(pair)) return;
    for (const socket of [pair.client, pair.host]) {
      if (!socket.destroyed) socket.resetAndDestroy();
    }
  }
}
