/** For tests: a real server that sends what the test scripts, by WebSocket or over plain HTTP, about a game played by the real rules. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Participant } from '../game/state.ts';
import { TestGame } from '../game/test-game.harness.ts';
import { Snapshots } from '../host/live/snapshots.ts';
import { presentEvent } from '../protocol/present-event.ts';
import { type HostConnection, SocketConnection, StreamedConnection } from './scripted-connections.harness.ts';
import type { TransportKind } from './transport-choice.ts';
import { waitFor } from './wait-for.harness.ts';

export const EPOCH = 'epoch-1';
const pinOf = ({ role }: Participant) => (role === 'player' ? '1234' : null);

export class ScriptedHost {
  readonly game = new TestGame();
  readonly connections: HostConnection[] = [];
  /** Upgrade requests received, answered or not. */
  upgrades = 0;
  /** How upgrades fare: `hang` is no answer, as behind a dead access point; `refuse` is what a virus scanner may do. */
  sockets: 'work' | 'hang' | 'refuse' = 'work';
  /** How streams fare: `hang` is no answer, as with a proxy that waits for the end. */
  streams: 'work' | 'hang' = 'work';
  /** False: the host does not say whether it is there, nor anything else over HTTP. */
  answersRequests = true;
  /** Requests whether the host is there. */
  questions = 0;
  readonly #server: Server = createServer();
  readonly #webSockets = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<Duplex>();
  readonly #frames = new Map<number, object>();

  async open(): Promise<void> {
    this.#server.on('upgrade', (request, socket, head) => {
      this.upgrades += 1;
      if (this.sockets === 'refuse') socket.destroy();
      if (this.sockets !== 'work') return;
      this.#webSockets.handleUpgrade(request, socket, head, (webSocket) => this.#accept(webSocket, request));
    });
    this.#server.on('connection', (socket) => void this.#sockets.add(socket));
    this.#server.on('request', (request, response) => this.#answer(request, response));
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

  /** Lets this kind of connection through, and none that a client would try before it. */
  allowOnly(kind: TransportKind): void {
    this.sockets = kind === 'socket' ? 'work' : 'refuse';
    this.streams = kind === 'polls' ? 'hang' : 'work';
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

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', 'http://host');
    if (!this.answersRequests) return;
    if (url.pathname === '/api/v2/ping') {
      this.questions += 1;
      response.setHeader('content-type', 'application/json').end('{"server_time":1}');
    } else if (request.method === 'POST') this.#receive(url, request, response);
    else if (this.streams === 'work' || url.searchParams.has('poll')) this.#stream(url, request, response);
  }

  #receive(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const connection = this.connections.find(
      (each) => each.url.searchParams.get('connection') === url.searchParams.get('connection'),
    );
    if (!(connection instanceof StreamedConnection)) return void response.writeHead(404).end();
    request.setEncoding('utf8').once('data', (text: string) => connection.receive(text, response));
  }

  #stream(url: URL, request: IncomingMessage, response: ServerResponse): void {
    this.connections.push(new StreamedConnection(url, request.headers, response));
  }

  #accept(webSocket: WebSocket, request: IncomingMessage): void {
    this.connections.push(
      new SocketConnection(new URL(request.url ?? '', 'ws://host'), request.headers, webSocket),
    );
  }
}
