/** For tests: a real WebSocket server that sends what the test scripts, about a game played by the real rules. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import Value from 'typebox/value';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Participant } from '../game/state.ts';
import { TestGame } from '../game/test-game.harness.ts';
import { Snapshots } from '../host/live/snapshots.ts';
import { PingFrame } from '../protocol/frames.ts';
import { presentEvent } from '../protocol/present.ts';
import { waitFor } from './wait-for.harness.ts';

export const EPOCH = 'epoch-1';
const pinOf = ({ role }: Participant) => (role === 'player' ? '1234' : null);

/** The host's side of one connection. */
export interface HostConnection {
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly webSocket: WebSocket;
  readonly received: readonly PingFrame[];
  send(frame: unknown): void;
}

export class ScriptedHost {
  readonly game = new TestGame();
  readonly connections: HostConnection[] = [];
  /** Upgrade requests received, answered or not. */
  upgrades = 0;
  /** False: upgrades get no answer, as behind a dead access point. */
  answersUpgrades = true;
  readonly #server: Server = createServer();
  readonly #webSockets = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<Duplex>();
  readonly #frames = new Map<number, object>();

  async open(): Promise<void> {
    this.#server.on('upgrade', (request, socket, head) => {
      this.upgrades += 1;
      this.#sockets.add(socket);
      if (!this.answersUpgrades) return;
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => this.#accept(webSocket, request));
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  get baseUrl(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Resolves with this connection, 0 being the first, once it is open. */
  async connection(index: number): Promise<HostConnection> {
    return waitFor(() => {
      const connection = this.connections[index];
      if (connection === undefined) throw new Error(`connection ${index} has not come`);
      return connection;
    });
  }

  /** Appends this many harmless events; returns their frames. */
  makeEvents(count: number): readonly object[] {
    return Array.from({ length: count }, (_, index) => {
      const name = `Team ${this.game.state.seq} ${index}`;
      this.game.execute({ type: 'change_team', number: 1, change: { name } });
      return this.eventFrame(this.game.state.seq);
    });
  }

  /** The frame of this event; must be the game's latest when first asked for. */
  eventFrame(seq: number): object {
    const known = this.#frames.get(seq);
    const logged = this.game.log[seq - 1];
    if (known !== undefined) return known;
    if (logged === undefined || seq !== this.game.state.seq) throw new Error(`no frame was made of ${seq}`);
    const { publicFrame, privateFrame } = presentEvent(this.game.state, logged, pinOf);
    this.#frames.set(seq, privateFrame ?? publicFrame);
    return privateFrame ?? publicFrame;
  }

  welcomeFrame(seatId = 1, epoch = EPOCH): object {
    const { state, at, playMs } = this.game;
    const seat = this.game.participant(seatId);
    const text = new Snapshots({ state, moment: () => ({ at, playMs }) }, pinOf).textFor(seat);
    const snapshot: unknown = JSON.parse(text);
    return { type: 'welcome', epoch, seq: state.seq, server_time: at, resumed: false, snapshot };
  }

  resumedFrame(epoch = EPOCH): object {
    return { ...this.welcomeFrame(1, epoch), resumed: true, snapshot: null };
  }

  heartbeatFrame(): object {
    return { type: 'heartbeat', seq: this.game.state.seq, server_time: this.game.at };
  }

  #accept(webSocket: WebSocket, request: IncomingMessage): void {
    const received: PingFrame[] = [];
    webSocket.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString() : '';
      received.push(Value.Parse(PingFrame, JSON.parse(text)));
    });
    // Tests look at the close that follows.
    webSocket.on('error', () => undefined);
    this.connections.push({
      url: new URL(request.url ?? '', 'ws://host'),
      headers: request.headers,
      webSocket,
      received,
      send: (eventFrame) =>
        webSocket.send(typeof eventFrame === 'string' ? eventFrame : JSON.stringify(eventFrame)),
    });
  }
}
