/** A socket to the host that reconnects: it notices silence and sleep, opens a new socket, and never gives up. */
import { shouldReconnect, SUSPECT_AFTER_MS, DROP_AFTER_MS } from '../protocol/connection.ts';
import { fullJitter } from './backoff.ts';
import type { Cancel, Environment, PageSignal } from './environment.ts';
import type { ConnectionStatus } from './game-view.ts';
import { Liveness } from './liveness.ts';
import { SleepDetector } from './sleep-detector.ts';
import type { Socket, SocketHandlers } from './socket.ts';

export const CONNECT_TIMEOUT_MS = 4_000;
/** After waking, how long a connection has to prove that it is alive. */
export const WAKE_PROBE_TIMEOUT_MS = 2_000;
/** A connection that lasted this long was good: the next delay is short again. */
const STABLE_AFTER_MS = 2_000;
const CHECK_INTERVAL_MS = 1_000;

export interface ReconnectingSocketOptions {
  /** False for phones: no timer runs while the page is hidden. True for the desk. */
  readonly keepsTimersWhileHidden: boolean;
  readonly environment: Environment;
  open(handlers: SocketHandlers): Socket;
  onMessage(frameText: string): void;
  /** The host has been silent for too long: make it send something. */
  onProbe(): void;
  /** The device slept: every clock reading from before is wrong. */
  onSleep(): void;
  /** The status changed; `closeCode` is set when the host said not to reconnect. */
  onStatus(status: ConnectionStatus, closeCode: number | null): void;
}

type Phase =
  | { readonly name: 'waiting'; readonly until: number }
  /** The upgrade has not been answered yet. */
  | { readonly name: 'opening'; readonly until: number }
  /** Open, but not welcomed yet. */
  | { readonly name: 'greeting'; readonly until: number }
  | { readonly name: 'open'; readonly since: number }
  | { readonly name: 'closed'; readonly code: number | null };

export class ReconnectingSocket {
  readonly #options: ReconnectingSocketOptions;
  readonly #environment: Environment;
  readonly #sleepDetector: SleepDetector;
  readonly #liveness: Liveness;
  #phase: Phase = { name: 'waiting', until: 0 };
  #socket: Socket | null = null;
  #attempt = 0;
  #hasProbed = false;
  /** Monotonic ms by which a woken connection must have received something. */
  #probeDeadline: number | null = null;
  #status: ConnectionStatus = 'connecting';
  #cancelTimer: Cancel = () => undefined;
  #stopSignals: Cancel = () => undefined;

  constructor(options: ReconnectingSocketOptions) {
    this.#options = options;
    this.#environment = options.environment;
    this.#sleepDetector = new SleepDetector(options.environment);
    this.#liveness = new Liveness(() => options.environment.monotonic());
  }

  /** Call once, when ready for callbacks. */
  start(): void {
    this.#stopSignals = this.#environment.onPageSignal((signal) => this.#onPageSignal(signal));
    this.#connect();
  }

  get isWelcomed(): boolean {
    return this.#phase.name === 'open';
  }

  /** The host's welcome arrived on this socket. */
  markWelcomed(): void {
    this.#phase = { name: 'open', since: this.#environment.monotonic() };
  }

  /** The connection works: the next delay is the shortest again. */
  resetBackoff(): void {
    this.#attempt = 0;
  }

  send(text: string): void {
    this.#socket?.send(text);
  }

  /** The screen is in view again: probe the connection, or make a new one at once. */
  wake(): void {
    this.#onPageSignal('visible');
  }

  /** Replaces the socket: at once the first time, with a delay soon after that. The status still depends on liveness alone. */
  reconnect(): void {
    if (this.#phase.name === 'closed') return;
    this.#discardSocket();
    if (this.#attempt > 0) return this.#scheduleRetry();
    this.#attempt += 1;
    this.#connect();
  }

  /** As `reconnect`, unless there is no socket now: then the next one will do. */
  reconnectIfConnected(): void {
    if (this.#socket !== null) this.reconnect();
  }

  /** This socket is dead: wait a little, then try again. */
  drop(): void {
    this.#discardSocket();
    this.#liveness.reset();
    this.#scheduleRetry();
  }

  close(): void {
    if (this.#phase.name !== 'closed') this.#terminate(null);
  }

  #onPageSignal(signal: PageSignal): void {
    if (this.#phase.name === 'closed') return;
    if (signal === 'hidden') this.#armTimer();
    else if (signal === 'tap') this.#onTap();
    else this.#onWake();
  }

  #onTap(): void {
    if (this.#currentStatus() === 'live') return;
    this.#attempt = 0;
    if (this.#phase.name === 'waiting' || this.#phase.name === 'open') this.reconnect();
  }

  #onWake(): void {
    this.#attempt = 0;
    if (this.#detectSleep() || this.#isStale()) return this.#startOver();
    if (this.#phase.name === 'open') {
      this.#probeDeadline = this.#environment.monotonic() + WAKE_PROBE_TIMEOUT_MS;
      this.#options.onProbe();
    }
    this.#update();
  }

  /** Whether a new socket is better than this one. */
  #isStale(): boolean {
    const phase = this.#phase;
    if (phase.name === 'open') return this.#liveness.silenceMs >= SUSPECT_AFTER_MS;
    return phase.name === 'waiting' || ('until' in phase && this.#environment.monotonic() >= phase.until);
  }

  #startOver(): void {
    this.#liveness.reset();
    this.reconnect();
  }

  /** Whether the device slept since the last check: then the socket is dead. */
  #detectSleep(): boolean {
    if (!this.#sleepDetector.hasSlept()) return false;
    this.#liveness.reset();
    this.#options.onSleep();
    return true;
  }

  #connect(): void {
    this.#discardSocket();
    this.#phase = { name: 'opening', until: this.#environment.monotonic() + CONNECT_TIMEOUT_MS };
    const ifCurrent = (call: () => void) => {
      if (socket === this.#socket) call();
    };
    const socket: Socket = this.#options.open({
      onOpen: () => ifCurrent(() => this.#onOpen()),
      onMessage: (text) => ifCurrent(() => this.#onMessage(text)),
      onClose: (code) => ifCurrent(() => this.#onClose(code)),
    });
    this.#socket = socket;
    this.#update();
  }

  #onOpen(): void {
    this.#phase = { name: 'greeting', until: this.#environment.monotonic() + DROP_AFTER_MS };
    this.#update();
  }

  #onMessage(frameText: string): void {
    if (this.#detectSleep()) return this.#connect();
    this.#liveness.recordMessage();
    this.#hasProbed = false;
    this.#probeDeadline = null;
    this.#options.onMessage(frameText);
    this.#update();
  }

  #onClose(code: number): void {
    if (!shouldReconnect(code)) return this.#terminate(code);
    this.drop();
  }

  #scheduleRetry(): void {
    const now = this.#environment.monotonic();
    if (this.#phase.name === 'open' && now - this.#phase.since >= STABLE_AFTER_MS) this.#attempt = 0;
    this.#phase = { name: 'waiting', until: now + fullJitter(this.#attempt, this.#environment.random()) };
    this.#attempt += 1;
    this.#update();
  }

  #discardSocket(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#hasProbed = false;
    this.#probeDeadline = null;
    socket?.close();
  }

  #terminate(code: number | null): void {
    this.#stopSignals();
    this.#phase = { name: 'closed', code };
    this.#discardSocket();
    this.#liveness.reset();
    this.#update();
  }

  /** The timer fired: do what is due. */
  #check(): void {
    if (this.#detectSleep()) return this.#startOver();
    const now = this.#environment.monotonic();
    const phase = this.#phase;
    if (phase.name === 'waiting' && now >= phase.until) return this.#connect();
    if ((phase.name === 'opening' || phase.name === 'greeting') && now >= phase.until) return this.drop();
    if (phase.name === 'open') {
      const probeFailed = this.#probeDeadline !== null && now >= this.#probeDeadline;
      if (probeFailed || this.#liveness.silenceMs >= DROP_AFTER_MS) return this.drop();
      if (this.#liveness.silenceMs >= SUSPECT_AFTER_MS && !this.#hasProbed) {
        this.#hasProbed = true;
        this.#options.onProbe();
      }
    }
    this.#update();
  }

  #update(): void {
    this.#emitStatus();
    this.#armTimer();
  }

  #armTimer(): void {
    this.#cancelTimer();
    this.#cancelTimer = () => undefined;
    const mayKeepTimers = this.#options.keepsTimersWhileHidden || this.#environment.isVisible();
    if (this.#phase.name === 'closed' || !mayKeepTimers) return;
    this.#cancelTimer = this.#environment.after(this.#nextCheckInMs(), () => this.#check());
  }

  /** Ms until the next check: a timeout, a status change, or just a check for sleep. */
  #nextCheckInMs(): number {
    const now = this.#environment.monotonic();
    const limit =
      'until' in this.#phase ? this.#phase.until : (this.#probeDeadline ?? Number.POSITIVE_INFINITY);
    return Math.max(0, Math.min(CHECK_INTERVAL_MS, limit - now, this.#liveness.nextChangeInMs));
  }

  #currentStatus(): ConnectionStatus {
    return this.#phase.name === 'closed' ? 'closed' : this.#liveness.status;
  }

  #emitStatus(): void {
    const status = this.#currentStatus();
    if (status === this.#status) return;
    this.#status = status;
    this.#options.onStatus(status, this.#phase.name === 'closed' ? this.#phase.code : null);
  }
}
