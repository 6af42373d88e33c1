/** One TCP connection to the host, as far as its limits are concerned. What it says is for others to read. */
import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from '../lan/addresses.ts';

/** Requests that may be unanswered at once: one is served, the others wait. Browsers send one at a time. */
export const MAX_IN_FLIGHT = 8;
/** How long it may take to read nothing of an answer, or to send nothing of a body. */
export const STALLED_MS = 10_000;
/** The same for who has already stalled and then read on: a slow reader, of whom the system shows only every other sip. */
export const SLOW_READER_MS = 30_000;
/** How long the body of somebody without a seat may take as a whole: it has 64 KiB at most. */
export const STRANGER_BODY_MS = 30_000;
/** How long a client may take to close what we have closed. */
const LEAVING_MS = 2_000;
/** Less than this on its way is not worth a look at what the system holds. */
const FEW_BYTES = 16 * 1024;
/** From when on a pause counts as a stall. */
const PAUSE_MS = 2_000;

/** Parts of the host, and of the HTTP library, that want to know when an answer is over; Node takes more than ten for a leak. */
const MAX_LISTENERS = 20;

/** Why it has to be cut; null: it may stay. */
type Verdict = 'unread' | 'stuck_body' | null;

/** What is looked at. */
export type TcpSocket = Pick<
  Socket,
  'bytesWritten' | 'bytesRead' | 'writableLength' | 'writableEnded' | 'destroyed'
>;
type Request = Pick<IncomingMessage, 'complete'>;
type Response = Pick<ServerResponse, 'writableFinished' | 'headersSent'> &
  Pick<EventEmitter, 'once' | 'setMaxListeners'>;

export class TcpConnection<Tcp extends TcpSocket = Socket> {
  readonly socket: Tcp;
  /** Of the other end, without an IPv6 prefix for IPv4. */
  readonly address: string;
  /** `networkOf` the address: whoever has one IPv6 address has countless. */
  readonly network: string;
  /** Whether the other end is a proxy that the owner vouches for. */
  readonly isProxy: boolean;
  readonly openedAt: number;
  /** The seat, or the owner, that a request on it acted for; null: nobody with a right so far. */
  holder: number | null = null;
  /** Whether it has left HTTP. WebSockets have limits of their own. */
  isUpgraded = false;
  /** Whether the answer under way is a stream of live frames. */
  #isStreaming = false;
  /** When it last finished an answer. */
  #usedAt: number;
  #hasFinishedRequest = false;
  #inFlight = 0;
  /** Requests that were sent ahead. */
  readonly #waiting: (() => void)[] = [];
  #passed = 0;
  #latest: { readonly request: Request; readonly response: Response; since: number } | null = null;
  /** Bytes that the system has taken over for sending. */
  #sent = 0;
  #received = 0;
  /** Bytes that the system had not got rid of when it was last asked; null: not asked so far, or it does not tell. */
  #unacknowledged: number | null = null;
  /** Bytes known to have arrived. */
  #delivered = 0;
  #readAt: number;
  #receivedAt: number;
  #isSlowReader = false;
  /** Since when it has been closed on our side, or a WebSocket that nobody has a right to. */
  #leavingSince: number | null = null;

  constructor(
    socket: Tcp,
    options: { readonly address: string; readonly isProxy: boolean; readonly now: number },
  ) {
    this.socket = socket;
    this.address = options.address;
    this.network = networkOf(options.address);
    this.isProxy = options.isProxy;
    this.openedAt = options.now;
    this.#usedAt = options.now;
    this.#readAt = options.now;
    this.#receivedAt = options.now;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** Whether something waits to be read: here, or as far as is known in the system. */
  get hasUnread(): boolean {
    return this.socket.writableLength > 0 || (this.#unacknowledged ?? 0) > 0;
  }

  /** Bytes that the system has taken over so far. */
  get sent(): number {
    return this.socket.bytesWritten - this.socket.writableLength;
  }

  /** Bytes that have been written, and have not arrived as far as is known. */
  get undelivered(): number {
    return this.socket.bytesWritten - this.#delivered;
  }

  /** Whether the system might go on holding something for it, were it merely closed. */
  get mayLeaveUnread(): boolean {
    return this.hasUnread || this.undelivered >= FEW_BYTES;
  }

  /** When it last read something, or had nothing to read. */
  get readAt(): number {
    return this.#readAt;
  }

  /** Whether it is a live connection now: those have limits of their own. */
  get carriesFrames(): boolean {
    return this.isUpgraded || this.#isStreaming;
  }

  /** Whether nothing is asked, answered or unread: closing it hurts nobody, as browsers simply open another one. */
  get isIdle(): boolean {
    return !this.isUpgraded && this.#hasFinishedRequest && this.#inFlight === 0 && !this.hasUnread;
  }

  /** Whether it belongs to those of which an address may only have so many. */
  get counts(): boolean {
    return this.holder === null && !this.isProxy && (!this.#hasFinishedRequest || this.hasUnread);
  }

  /** Since when it has been of no use to an honest client: idle, silent, or not reading. */
  get waitingSince(): number {
    if (this.hasUnread) return this.#readAt;
    return this.#usedAt;
  }

  /** Whether only the system can tell what has been read: during a pause, or of what it has taken over. */
  isSuspect(now: number): boolean {
    if (this.carriesFrames) return false;
    if (this.socket.writableEnded || (this.#unacknowledged ?? 0) > 0) return true;
    return this.#isPausing(now) || this.undelivered >= FEW_BYTES;
  }

  /** It leaves HTTP: WebSockets have limits of their own. */
  upgrade(): void {
    this.isUpgraded = true;
  }

  /** The answer under way carries live frames, and does not end: it has the limits of a WebSocket. */
  carryFrames(response: Pick<EventEmitter, 'once'>): void {
    this.#isStreaming = true;
    response.once('close', () => {
      this.#isStreaming = false;
    });
  }

  /** Counts a request as in flight until its answer is over. Another one is served only then. */
  begin(request: Request, response: Response, now: () => number, serve: () => void): void {
    this.#inFlight += 1;
    const start = () => {
      this.#latest = { request, response, since: now() };
      serve();
    };
    response.setMaxListeners(MAX_LISTENERS).once('close', () => {
      this.#inFlight -= 1;
      this.#usedAt = now();
      this.#hasFinishedRequest ||= response.writableFinished;
      // Idle connections retain no request.
      if (this.#latest?.request.complete === true) this.#latest = null;
      if (!this.socket.destroyed) this.#waiting.shift()?.();
    });
    if (this.#inFlight === 1) start();
    else this.#waiting.push(start);
  }

  /** Whether requests have been passed over: it is closed after the earlier ones. */
  get isFull(): boolean {
    return this.#passed > 0;
  }

  /** Counts a request that is passed over, or answered by us alone. */
  pass(): number {
    this.#passed += 1;
    return this.#passed;
  }

  /** Notes what has moved since the last time, and says whether that is too little. */
  check(now: number): Verdict {
    this.#observe(now);
    if (this.#isLeavingTooLong(now)) return 'unread';
    if (this.carriesFrames) return null;
    const patience = this.#isSlowReader ? SLOW_READER_MS : STALLED_MS;
    if (this.hasUnread && now - this.#readAt >= patience) return 'unread';
    return this.#isBodyStuck(now) ? 'stuck_body' : null;
  }

  /**
   * @param bytes what the system has sent or will send, and the other end has not acknowledged; null: it does not tell
   * @param sent `sent` before the system was asked: what it takes over afterwards may be missing in `bytes`
   */
  observeUnacknowledged(bytes: number | null, now: number, sent = this.sent): void {
    const delivered = Math.max(this.#delivered, sent - (bytes ?? 0));
    const hasRead = delivered > this.#delivered || (bytes ?? 0) < (this.#unacknowledged ?? 0);
    this.#delivered = delivered;
    if (bytes === null) return;
    if (hasRead) this.#noteReading(now);
    this.#unacknowledged = bytes;
  }

  /** Whether an answer may still be written without spoiling another one. */
  get isUnanswered(): boolean {
    return this.#inFlight === 1 && this.#latest?.response.headersSent === false;
  }

  #observe(now: number): void {
    const { sent } = this;
    // What the system takes over has been read only where it does not tell more than that.
    if (sent !== this.#sent && this.#unacknowledged === null) this.#noteReading(now);
    else if (!this.hasUnread) this.#readAt = now;
    this.#sent = sent;
    if (this.socket.bytesRead !== this.#received) this.#receivedAt = now;
    this.#received = this.socket.bytesRead;
  }

  #noteReading(now: number): void {
    this.#isSlowReader ||= this.#isPausing(now);
    this.#readAt = now;
  }

  #isPausing(now: number): boolean {
    return this.hasUnread && now - this.#readAt >= PAUSE_MS;
  }

  /** What has been closed, or was refused, is expected to go by itself. */
  #isLeavingTooLong(now: number): boolean {
    const isLeaving = this.isUpgraded ? this.holder === null : this.socket.writableEnded && !this.hasUnread;
    this.#leavingSince = isLeaving ? (this.#leavingSince ?? now) : null;
    return this.#leavingSince !== null && now - this.#leavingSince >= LEAVING_MS;
  }

  #isBodyStuck(now: number): boolean {
    if (this.#latest === null || this.#latest.request.complete) return false;
    if (now - Math.max(this.#receivedAt, this.#latest.since) >= STALLED_MS) return true;
    return this.holder === null && !this.isProxy && now - this.#latest.since >= STRANGER_BODY_MS;
  }
}
