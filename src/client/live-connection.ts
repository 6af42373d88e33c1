/** The live connection to one game (docs/protocol.md, "Live connection"): reads frames, keeps them in order, resumes, and keeps the host clock in sync. */
import type {
  AddressesFrame,
  EventFrame,
  HeartbeatFrame,
  NoticeFrame,
  PresenceFrame,
  ServerFrame,
  WelcomeFrame,
} from '../protocol/frames.ts';
import type { Environment } from './environment.ts';
import type { ConnectionStatus } from './game-view.ts';
import type { HostClock } from './host-clock.ts';
import { probeHost } from './host-probe.ts';
import type { Cursor, SeatAddress } from './live-url.ts';
import { openTransport } from './open-transport.ts';
import { FrameError, parseFrame } from './parse-frame.ts';
import { ReconnectingSocket } from './reconnecting-socket.ts';

/** Pings until the clock has this many samples; the first few in a burst. */
const TARGET_SAMPLES = 8;
const INITIAL_BURST = 3;
const PING_EVERY_HEARTBEATS = 4;

export interface LiveConnectionOptions extends SeatAddress {
  /** For Node, which has no cookie. */
  readonly token?: string | undefined;
  /** Of the other seats on this phone, for whoever has no cookies. */
  readonly sharedTokens?: readonly string[] | undefined;
  /** False for phones: no timer runs while the page is hidden. True for the desk. */
  readonly keepsTimersWhileHidden: boolean;
  readonly environment: Environment;
  readonly hostClock: HostClock;
  /** Resumed or with a snapshot; comes before its events. */
  onWelcome(frame: WelcomeFrame): void;
  /** Gapless, in order, each once. */
  onEvent(frame: EventFrame): void;
  onPresence(frame: PresenceFrame): void;
  onNotice(frame: NoticeFrame): void;
  /** Where else the laptop may be; absent: the page stays where it is. */
  onAddresses?(frame: AddressesFrame): void;
  /** The status changed; `closeCode` is set when the host said not to reconnect. */
  onStatus(status: ConnectionStatus, closeCode: number | null): void;
  /** The host broke the contract; the connection recovers by itself. */
  onError(error: Error): void;
}

export class LiveConnection {
  private readonly options: LiveConnectionOptions;
  private readonly hostClock: HostClock;
  private readonly socket: ReconnectingSocket;
  private reached: Cursor | null = null;
  /** The epoch that the host's times came from. */
  private epoch: string | null = null;
  private heartbeatCount = 0;

  constructor(options: LiveConnectionOptions) {
    const { environment, hostClock } = options;
    this.options = options;
    this.hostClock = hostClock;
    this.socket = new ReconnectingSocket({
      environment,
      keepsTimersWhileHidden: options.keepsTimersWhileHidden,
      askForHost: (onAnswer) => probeHost(environment, options.baseUrl, onAnswer),
      open: (kind, handlers) => openTransport(kind, { ...options, cursor: this.reached }, handlers),
      onMessage: (text) => this.onMessage(text),
      onProbe: () => this.sendPing(),
      onSleep: () => hostClock.reset(),
      onStatus: (status, closeCode) => options.onStatus(status, closeCode),
    });
    this.socket.start();
  }

  /** The last event applied or snapshot received. */
  get cursor(): Cursor | null {
    return this.reached;
  }

  /** The screen is in view again: probe the connection, or make a new one at once. */
  wake(): void {
    this.socket.wake();
  }

  /** Forgets the cursor and fetches a snapshot. The status still depends on liveness alone. */
  resync(): void {
    this.reached = null;
    this.socket.reconnectIfConnected();
  }

  close(): void {
    this.socket.close();
  }

  private onMessage(frameText: string): void {
    try {
      this.handleFrame(parseFrame(frameText));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.resyncAfterError(error);
    }
  }

  /** The host sent an invalid frame, and would send it again if we resumed: start from a snapshot. */
  private resyncAfterError(error: FrameError): void {
    this.reached = null;
    this.socket.drop();
    this.options.onError(error);
  }

  private handleFrame(frame: ServerFrame): void {
    const { isWelcomed: welcomed } = this.socket;
    if (welcomed === (frame.type === 'welcome')) {
      throw new FrameError(`The host sent ${frame.type} ${welcomed ? 'twice' : 'before its welcome'}.`);
    }
    switch (frame.type) {
      case 'welcome':
        return this.handleWelcome(frame);
      case 'event':
        return this.handleEvent(frame);
      case 'events':
        for (const event of frame.items) if (this.socket.isWelcomed) this.handleEvent(event);
        return;
      case 'heartbeat':
        return this.handleHeartbeat(frame);
      case 'presence':
        return this.options.onPresence(frame);
      case 'notice':
        return this.options.onNotice(frame);
      case 'addresses':
        return this.options.onAddresses?.(frame);
      case 'pong':
        this.hostClock.recordPong(frame.t, frame.server_time);
        if (this.hostClock.sampleCount < INITIAL_BURST) this.sendPing();
        return;
      default:
        return frame satisfies never;
    }
  }

  private handleWelcome(frame: WelcomeFrame): void {
    if (frame.resumed && frame.epoch !== this.reached?.epoch) {
      throw new FrameError('The host resumed an epoch that was not asked for.');
    }
    if (frame.epoch !== this.epoch) this.hostClock.reset();
    this.epoch = frame.epoch;
    this.hostClock.recordServerTime(frame.server_time);
    // A resumed welcome names the head, which is ahead of what was applied: only events move the cursor.
    if (frame.snapshot !== null) this.reached = { epoch: frame.epoch, seq: frame.seq };
    this.heartbeatCount = 0;
    this.socket.markWelcomed();
    this.options.onWelcome(frame);
    this.sendPing();
  }

  private handleEvent(frame: EventFrame): void {
    const cursor = this.reached;
    if (cursor === null || frame.seq <= cursor.seq) return;
    if (frame.seq > cursor.seq + 1) return this.handleGap();
    this.reached = { epoch: cursor.epoch, seq: frame.seq };
    this.options.onEvent(frame);
  }

  private handleHeartbeat({ seq, server_time: serverTime }: HeartbeatFrame): void {
    this.socket.resetBackoff();
    this.heartbeatCount += 1;
    const jumped = this.hostClock.recordServerTime(serverTime);
    const isPingDue =
      this.socket.needsSignsOfLife ||
      this.hostClock.sampleCount < TARGET_SAMPLES ||
      this.heartbeatCount % PING_EVERY_HEARTBEATS === 0;
    if (jumped || isPingDue) this.sendPing();
    // Frames arrive in order, so everything published before this heartbeat should be here.
    if (this.reached !== null && seq > this.reached.seq) this.handleGap();
  }

  /** An event is missing: the host still has it in its replay buffer, or sends a snapshot. */
  private handleGap(): void {
    this.socket.reconnect();
  }

  private sendPing(): void {
    this.socket.send(JSON.stringify({ type: 'ping', t: this.options.environment.monotonic() }));
  }
}
