/**
 * Watches every TCP connection of the host, so that a client that asks without reading, sends without ending or connects without
 * asking costs the others nothing. docs/protocol.md, "Connections".
 */
import type { IncomingMessage, RequestListener, Server, ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Warning } from '../../protocol/host-warnings.ts';
import { answerTimeout } from '../http/client-errors.ts';
import { answerExpectation, answerTooManyAhead } from '../http/problems.ts';
import { plainAddress } from '../lan/addresses.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { type Casualty, Crowd, type CrowdLimits, type Overrun, warningOf } from './crowd.ts';
import { guarded, GuardedServer } from './guarded-server.ts';
import { headBytes, HEAD_LIMITS, RequestHeads, type HeadLimits } from './request-heads.ts';
import { RequestTurns } from './request-turns.ts';
import { clientKey, SendQueueReader } from './send-queues.ts';
import { TcpConnection, MAX_IN_FLIGHT } from './tcp-connection.ts';
import { trustsProxy } from './trusted-proxies.ts';
import { type Caller, callerOf, type DeliveryLimits, DELIVERY_LIMITS, Undelivered } from './undelivered.ts';
import { withoutStacksOnClose } from './without-stacks-on-close.ts';

/** How often connections are looked at. */
const SWEEP_MS = 1_000;
/** How often while somebody's answers wait because too much is on its way to them. */
const DELIVERY_MS = 200;
/** How long a warning stays after the last time that somebody had to go. */
const WARNING_MS = 60_000;
/** Requests beyond the limit that are passed over before the connection is cut at once. */
const MAX_PASSED_OVER = 100;
/** More than the pages weigh: a stranger's connection is closed after that much, so that little waits in the system for who reads nothing. */
export const STRANGER_BYTES = 512 * 1024;
/** As Fastify's own: browsers keep idle connections for about as long. */
const KEEP_ALIVE_MS = 72_000;

export interface ConnectionsOptions {
  readonly clock: Clock;
  readonly limits: CrowdLimits;
  /** Default: `DELIVERY_LIMITS`. */
  readonly deliveryLimits?: DeliveryLimits;
  /** Default: `HEAD_LIMITS`. */
  readonly headLimits?: HeadLimits;
  /** How long the head of a request may take to arrive, ms. */
  readonly headMs?: number;
  /** Addresses or subnets (`10.0.0.0/8`) of proxies in front of this host. */
  readonly trustedProxies: readonly string[];
  readonly report: (message: string, error?: unknown) => void;
  /** Default: `setImmediate`. */
  readonly inNextTurn?: (run: () => void) => void;
  /** Called with the current warning; null: there is room again. */
  readonly warn: (warning: Warning | null) => void;
}

export interface Connections {
  /** A server whose connections are all watched. A listener of it that throws costs its own connection and nothing else. */
  createServer(
    handler: RequestListener,
    options: Pick<ServerOptions, 'shouldUpgradeCallback' | 'maxHeaderSize'>,
  ): Server;
  /** Notes that this connection acts for a seat (or the owner): it no longer counts with its address. */
  grant(socket: Socket, holder: number): void;
  /** Notes that this response carries live frames until it ends: its limits are those of the live connection. */
  carryFrames(socket: Socket, response: ServerResponse): void;
  isTrustedProxy(address: string): boolean;
  /** Runs it, at once unless so much is on its way to whom this connection belongs that they get no more for now. */
  whenDelivered(socket: Socket, send: () => void): void;
  /** The system has refused a descriptor to some part of the host: makes room, and says so. */
  noteExhausted(error: unknown): void;
  close(): void;
}

/** The longest that a head may take to arrive: what a phone sends fits into one packet. */
export const HEAD_MS = 10_000;
/** The longest that a whole request may take, such as the import of a game over a bad Wi-Fi. */
const REQUEST_MS = 10 * 60_000;

export function createConnections(options: ConnectionsOptions): Connections {
  return new WatchedConnections(options);
}

/** Whether an error says that the process, or the system, has no descriptor left. */
function isExhaustion(error: unknown): boolean {
  return ['EMFILE', 'ENFILE'].includes(codeOf(error));
}

class WatchedConnections implements Connections {
  readonly #options: ConnectionsOptions;
  readonly #crowd: Crowd;
  readonly #bySocket = new WeakMap<Socket, TcpConnection>();
  readonly #trusts: (address: string) => boolean;
  readonly #undelivered: Undelivered;
  readonly #heads: RequestHeads;
  readonly #turns: RequestTurns<Caller>;
  readonly #sendQueues: SendQueueReader;
  /** What waits until more has been delivered. */
  #waiting: { readonly connection: TcpConnection; readonly send: () => void }[] = [];
  #cancelSweep: Cancel | null = null;
  #cancelDelivery: Cancel | null = null;
  #isClosed = false;
  /** When somebody last had to go, ms. */
  #overrunAt: number | null = null;
  /** What the desk is being warned of. */
  #warned: Overrun['limit'] | null = null;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    this.#crowd = new Crowd(options.limits);
    this.#turns = new RequestTurns(options.inNextTurn);
    this.#undelivered = new Undelivered(options.deliveryLimits ?? DELIVERY_LIMITS);
    this.#heads = new RequestHeads(options.headLimits ?? HEAD_LIMITS);
    this.#trusts = trustsProxy(options.trustedProxies);
    this.#sendQueues = new SendQueueReader(() => options.clock.monotonic());
  }

  createServer(
    handler: RequestListener,
    options: Pick<ServerOptions, 'shouldUpgradeCallback' | 'maxHeaderSize'>,
  ): Server {
    const { headMs = HEAD_MS, report } = this.#options;
    const server = new GuardedServer(
      {
        ...options,
        // Node would answer without a word; we say what is missing.
        requireHostHeader: false,
        headersTimeout: headMs,
        requestTimeout: REQUEST_MS,
        connectionsCheckingInterval: Math.min(SWEEP_MS, headMs),
        keepAliveTimeout: KEEP_ALIVE_MS,
      },
      (request, response) => this.#serve(handler, request, response),
      report,
      (socket, upgrade) => this.#upgrade(socket, upgrade),
    );
    server.on('connection', (socket) => this.#open(socket));
    server.on('checkExpectation', (request, response) => this.#serve(answerExpectation, request, response));
    // Without a listener, a failed accept would end the process.
    server.on('error', (error) => {
      if (!server.listening) return;
      report('the server failed to accept a connection', error);
      this.noteExhausted(error);
    });
    return server;
  }

  grant(socket: Socket, holder: number): void {
    const connection = this.#bySocket.get(socket);
    if (connection === undefined) return;
    this.#crowd.grant(connection, holder);
    this.#undelivered.count(connection);
    if (!connection.carriesFrames) return;
    for (const casualty of this.#crowd.tooManyLive(holder)) this.#dismiss(casualty);
  }

  carryFrames(socket: Socket, response: ServerResponse): void {
    this.#bySocket.get(socket)?.carryFrames(response);
  }

  isTrustedProxy(address: string): boolean {
    return this.#trusts(address);
  }

  whenDelivered(socket: Socket, send: () => void): void {
    const connection = this.#bySocket.get(socket);
    if (connection === undefined) return send();
    if (!this.#undelivered.isOver(connection)) {
      send();
      this.#undelivered.count(connection);
    } else this.#waiting.push({ connection, send });
    this.#scheduleDelivery(connection);
  }

  noteExhausted(error: unknown): void {
    if (!isExhaustion(error)) return;
    const spare = Math.max(1, Math.ceil(this.#crowd.size / 10));
    for (let made = 0; made < spare; made += 1) {
      const casualty = this.#crowd.surplus();
      if (casualty === null) break;
      this.#dismiss(casualty);
    }
    this.#noteOverrun({ limit: 'open' });
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelSweep?.();
    this.#cancelDelivery?.();
    this.#sendQueues.close();
  }

  #open(socket: Socket): void {
    const { clock } = this.#options;
    const address = plainAddress(socket.remoteAddress ?? '');
    const now = clock.monotonic();
    const connection = new TcpConnection(socket, { address, isProxy: this.#trusts(address), now });
    this.#bySocket.set(socket, connection);
    this.#crowd.add(connection);
    this.#turns.noteArrival();
    withoutStacksOnClose(socket);
    socket.once('close', () => this.#forget(connection));
    // Node would leave to the system what has not been delivered yet, out of anybody's sight. We close it once it has been read.
    socket.destroySoon = () => void socket.end();
    for (const casualty of this.#crowd.makeRoomFor(connection)) this.#dismiss(casualty);
    this.#scheduleSweep();
  }

  #scheduleSweep(): void {
    if (!this.#isClosed) this.#cancelSweep ??= this.#options.clock.after(SWEEP_MS, () => this.#sweep());
  }

  #serve(handler: RequestListener, request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const connection = this.#bySocket.get(socket);
    if (connection === undefined || socket.destroyed) return;
    const bytes = headBytes(request);
    const refusal = this.#heads.add(connection, bytes);
    if (refusal === 'perConnection') return void socket.resetAndDestroy();
    if (refusal !== null)
      return this.#dismiss({ connection, overrun: { limit: 'address', address: connection.address } });
    response.once('close', () => this.#heads.remove(connection, bytes));
    if (connection.inFlight >= MAX_IN_FLIGHT || connection.isFull) {
      if (!connection.isFull) answerTooManyAhead(response);
      if (connection.pass() > MAX_PASSED_OVER) socket.resetAndDestroy();
      return;
    }
    const now = () => this.#options.clock.monotonic();
    response.once('close', () => this.#noteWritten(connection));
    connection.begin(request, response, now, () => {
      const isStranger = connection.holder === null && !connection.isProxy;
      if (isStranger && socket.bytesWritten > STRANGER_BYTES) response.setHeader('connection', 'close');
      const forget = this.#turns.add(callerOf(connection), () => {
        if (!socket.destroyed) guarded(this.#options.report, socket, () => handler(request, response));
      });
      // Whoever asks, leaves and asks again would otherwise have everything kept that waits for its turn.
      response.once('close', forget);
    });
  }

  #upgrade(socket: Socket, upgrade: () => void): void {
    const connection = this.#bySocket.get(socket);
    if (connection === undefined) return upgrade();
    // Node listens no longer, and who takes over does not yet.
    const ignore = () => {};
    socket.on('error', ignore);
    let forget = ignore;
    const leave = () => forget();
    socket.once('close', leave);
    forget = this.#turns.add(callerOf(connection), () => {
      socket.off('error', ignore);
      socket.off('close', leave);
      if (socket.destroyed) return;
      connection.upgrade();
      upgrade();
    });
  }

  #noteWritten(connection: TcpConnection): void {
    if (connection.socket.destroyed) return;
    this.#undelivered.count(connection);
    this.#scheduleDelivery(connection);
  }

  #forget(connection: TcpConnection): void {
    this.#crowd.delete(connection);
    this.#undelivered.delete(connection);
    this.#heads.delete(connection);
  }

  #scheduleDelivery(connection: TcpConnection): void {
    if (this.#waiting.length > 0 || this.#undelivered.isOver(connection)) this.#lookAtDeliveriesSoon();
  }

  #lookAtDeliveriesSoon(): void {
    if (this.#isClosed) return;
    this.#cancelDelivery ??= this.#options.clock.after(DELIVERY_MS, () => {
      this.#cancelDelivery = null;
      this.#observeSendQueues(this.#options.clock.monotonic());
    });
  }

  #sweep(): void {
    const { clock } = this.#options;
    const now = clock.monotonic();
    this.#observeSendQueues(now);
    for (const casualty of this.#crowd.overdue(now)) this.#dismiss(casualty);
    for (const connection of this.#crowd.connections) {
      const verdict = connection.check(now);
      // A reset also frees what the system still holds for it.
      if (verdict === 'unread') connection.socket.resetAndDestroy();
      else if (verdict === 'stuck_body') this.#endRequest(connection);
    }
    if (this.#overrunAt !== null && now - this.#overrunAt >= WARNING_MS) {
      this.#overrunAt = null;
      this.#warned = null;
      this.#options.warn(null);
    }
    this.#cancelSweep = null;
    if (this.#crowd.size > 0 || this.#overrunAt !== null) this.#scheduleSweep();
  }

  #observeSendQueues(now: number): void {
    const suspects = [...this.#crowd.connections]
      .filter((each) => each.isSuspect(now))
      .map((connection) => ({ connection, sent: connection.sent }));
    const [first] = suspects;
    if (first === undefined) return this.#judgeDeliveries(now);
    this.#sendQueues.read(first.connection.socket.localPort ?? 0, (queues) => {
      const readAt = this.#options.clock.monotonic();
      for (const { connection, sent } of suspects) {
        const { remoteAddress = '', remotePort = 0, destroyed } = connection.socket;
        if (destroyed) continue;
        const queued = queues === null ? null : queues.get(clientKey(remoteAddress, remotePort));
        if (queued !== undefined) connection.observeUnacknowledged(queued, readAt, sent);
        this.#undelivered.count(connection);
      }
      this.#judgeDeliveries(readAt);
    });
    if (this.#waiting.length > 0) this.#lookAtDeliveriesSoon();
  }

  /** Cuts those that hold too much, and lets the others have what has waited. */
  #judgeDeliveries(now: number): void {
    for (const connection of this.#undelivered.surplus(now)) {
      this.#dismiss({ connection, overrun: { limit: 'unread', address: connection.address } });
    }
    // Those that still have to wait are put back.
    for (const { connection, send } of this.#waiting.splice(0))
      if (!connection.socket.destroyed) this.whenDelivered(connection.socket, send);
  }

  #endRequest({ socket, isUnanswered }: TcpConnection): void {
    if (isUnanswered) answerTimeout(socket);
    else socket.destroy();
  }

  #dismiss({ connection, overrun }: Casualty): void {
    this.#forget(connection);
    if (connection.isIdle && !connection.mayLeaveUnread) connection.socket.destroy();
    else connection.socket.resetAndDestroy();
    if (overrun !== null) this.#noteOverrun(overrun);
  }

  /** The first warning stays, whoever comes next, unless there is no room at all: a flood must not flood the log too. */
  #noteOverrun(overrun: Overrun): void {
    this.#overrunAt = this.#options.clock.monotonic();
    this.#scheduleSweep();
    if (this.#warned === 'open' || (this.#warned !== null && overrun.limit !== 'open')) return;
    this.#warned = overrun.limit;
    this.#options.warn(warningOf(overrun));
  }
}
