/** For tests: the network between one client and the host, as an in-process TCP proxy that can be made as bad as Wi-Fi. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What happens to data from the host. `flow`: at once. `hold`: it waits here. `swallow`: it vanishes, and the connection with it
 * once the line is mended. `sever`: the connection breaks as soon as the host says something. `deaf`: nobody reads from the
 * host any more.
 */
export type NetworkCondition = 'flow' | 'hold' | 'swallow' | 'sever' | 'deaf';

interface ProxiedConnection {
  readonly client: Socket;
  readonly host: Socket;
  readonly held: Buffer[];
  isBroken: boolean;
}

export class NetworkProxy {
  readonly #server: Server;
  readonly #target: () => number;
  readonly #connections = new Set<ProxiedConnection>();
  #condition: NetworkCondition = 'flow';
  /** Ms that everything the host says is late. */
  delayMs = 0;
  /** False: whoever connects is cut off at once. */
  acceptsConnections = true;

  /** `target`: the host's port, asked for anew by every connection. */
  static async open(target: () => number): Promise<NetworkProxy> {
    const proxy = new NetworkProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  private constructor(target: () => number) {
    this.#target = target;
    this.#server = createServer((client) => this.#onConnection(client));
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy is not open');
    return `http://127.0.0.1:${address.port}`;
  }

  get condition(): NetworkCondition {
    return this.#condition;
  }

  set condition(condition: NetworkCondition) {
    this.#condition = condition;
    for (const connection of this.#connections) {
      if (condition === 'deaf') connection.host.pause();
      else connection.host.resume();
      if (condition === 'flow') this.#flush(connection);
    }
  }

  /** Lets so many held pieces through. */
  deliver(count: number): void {
    for (const { held, client } of this.#connections) {
      for (const chunk of held.splice(0, count)) client.write(chunk);
    }
  }

  /** Ends all connections as a phone that left the room does: with a reset, and nothing said. */
  cut(): void {
    for (const connection of this.#connections) this.#reset(connection);
  }

  /** Everything works again; what lost bytes on the way is cut. */
  heal(): void {
    this.delayMs = 0;
    this.acceptsConnections = true;
    this.condition = 'flow';
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #onConnection(client: Socket): void {
    const connection: ProxiedConnection = {
      client,
      host: connect(this.#target(), '127.0.0.1'),
      held: [],
      isBroken: false,
    };
    this.#connections.add(connection);
    for (const socket of [connection.client, connection.host]) {
      socket.setNoDelay(true);
      socket.on('close', () => this.#reset(connection));
      // The close that follows ends both sides.
      socket.on('error', () => socket.destroy());
    }
    if (!this.acceptsConnections) return this.#reset(connection);
    client.on('data', (chunk) => connection.host.write(chunk));
    connection.host.on('data', (chunk) => this.#forward(connection, chunk));
    if (this.#condition === 'deaf') connection.host.pause();
  }

  #forward(connection: ProxiedConnection, chunk: Buffer): void {
    if (this.#condition === 'sever') return this.#reset(connection);
    if (this.#condition === 'swallow') connection.isBroken = true;
    else if (this.#condition === 'hold' || connection.held.length > 0) connection.held.push(chunk);
    else if (this.delayMs === 0) connection.client.write(chunk);
    else this.#delay(connection, chunk);
  }

  /** Later pieces wait behind it. */
  #delay(connection: ProxiedConnection, chunk: Buffer): void {
    connection.held.push(chunk);
    setTimeout(() => {
      if (this.#condition === 'flow') this.#flush(connection);
    }, this.delayMs);
  }

  #flush(connection: ProxiedConnection): void {
    if (connection.isBroken) return this.#reset(connection);
    for (const chunk of connection.held.splice(0)) connection.client.write(chunk);
  }

  #reset(connection: ProxiedConnection): void {
    if (!this.#connections.delete(connection)) return;
    for (const socket of [connection.client, connection.host]) {
      if (!socket.destroyed) socket.resetAndDestroy();
    }
  }
}
