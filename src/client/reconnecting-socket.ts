/** A connection to the host that notices silence and sleep, comes back by whatever way works, and never gives up. */
import { shouldReconnect, SUSPECT_AFTER_MS, DROP_AFTER_MS } from '../protocol/connection.ts';
import { fullJitter } from './backoff.ts';
import {
  CHECK_INTERVAL_MS,
  HEAD_START_MS,
  type Line,
  type Phase,
  PROBE_TIMEOUT_MS,
  STABLE_AFTER_MS,
  WAKE_PROBE_TIMEOUT_MS,
} from './connection-phase.ts';
import type { Cancel, Environment, PageSignal } from './environment.ts';
import type { ConnectionStatus } from './game-view.ts';
import { Liveness } from './liveness.ts';
import { SleepDetector } from './sleep-detector.ts';
import { SocketTrial } from './socket-trial.ts';
import { NO_CODE, type Socket, type SocketHandlers } from './socket.ts';
import { TransportChoice, type TransportKind } from './transport-choice.ts';

export interface ReconnectingSocketOptions {
  /** False for phones: no timer runs while the page is hidden. True for the desk. */
  readonly keepsTimersWhileHidden: boolean;
  readonly environment: Environment;
  /** Asks by HTTP whether the host is there. */
  askForHost(onAnswer: (isThere: boolean) => void): Cancel;
  open(kind: TransportKind, handlers: SocketHandlers): Socket;
  onMessage(frameText: string): void;
  /** The host has been silent for too long: make it send something. */
  onProbe(): void;
  /** The device slept: every clock reading from before is wrong. */
  onSleep(): void;
  /** The status changed; `closeCode` is set when the host said not to reconnect. */
  onStatus(status: ConnectionStatus, closeCode: number | null): void;
}

export class ReconnectingSocket {
  private readonly options: ReconnectingSocketOptions;
  private readonly environment: Environment;
  private readonly sleepDetector: SleepDetector;
  private readonly liveness: Liveness;
  private readonly choice = new TransportChoice();
  private phase: Phase = { name: 'waiting', until: 0 };
  private line: Line | null = null;
  private readonly trial: SocketTrial;
  /** Whether the last that was heard of the host was good: the page has just come from there, or a frame has. */
  private isHostThere = true;
  private cancelAsking: Cancel = () => undefined;
  private attempt = 0;
  private status: ConnectionStatus = 'connecting';
  private cancelTimer: Cancel = () => undefined;
  private stopSignals: Cancel = () => undefined;

  constructor(options: ReconnectingSocketOptions) {
    this.options = options;
    this.environment = options.environment;
    this.sleepDetector = new SleepDetector(options.environment);
    this.liveness = new Liveness(() => options.environment.monotonic());
    this.trial = new SocketTrial(() => options.environment.monotonic());
  }

  /** Call once, when ready for callbacks. */
  start(): void {
    this.stopSignals = this.environment.onPageSignal((signal) => this.onPageSignal(signal));
    this.connect();
  }

  get isWelcomed(): boolean {
    return this.phase.name === 'open';
  }

  /** The host's welcome arrived on this connection. */
  markWelcomed(): void {
    this.phase = { name: 'open', since: this.environment.monotonic() };
    if (this.line !== null) this.choice.noteWelcome(this.line.kind);
  }

  /** Browsers answer pings by themselves, but only sockets have them. */
  get needsSignsOfLife(): boolean {
    return this.line !== null && this.line.kind !== 'socket';
  }

  /** The connection works: the next delay is the shortest again. */
  resetBackoff(): void {
    this.attempt = 0;
  }

  send(text: string): void {
    this.line?.socket.send(text);
  }

  /** The screen is in view again: probe the connection, or make a new one at once. */
  wake(): void {
    this.onPageSignal('visible');
  }

  /** Replaces the connection: at once the first time, with a delay soon after that. The status still depends on liveness alone. */
  reconnect(): void {
    if (this.phase.name === 'closed') return;
    this.discardLine();
    if (this.attempt > 0) return this.scheduleRetry();
    this.attempt += 1;
    this.connect();
  }

  /** As `reconnect`, unless there is no connection now: then the next one will do. */
  reconnectIfConnected(): void {
    if (this.line !== null) this.reconnect();
  }

  /** This connection is dead: wait a little, then try again. */
  drop(): void {
    this.discardLine();
    this.isHostThere = false;
    this.liveness.reset();
    this.scheduleRetry();
  }

  close(): void {
    if (this.phase.name !== 'closed') this.terminate(null);
  }

  private onPageSignal(signal: PageSignal): void {
    if (this.phase.name === 'closed') return;
    if (signal === 'hidden') this.onHidden();
    else if (signal === 'tap') this.onTap();
    else this.onWake();
  }

  /** A hidden phone keeps its socket, which costs nothing. What takes its place needs timers, and one of few connections. */
  private onHidden(): void {
    if (this.isAtRest) this.trial.end();
    if (this.isAtRest && this.line !== null && this.line.kind !== 'socket') this.rest();
    this.armTimer();
  }

  private get isAtRest(): boolean {
    return !this.options.keepsTimersWhileHidden && !this.environment.isVisible();
  }

  /** Until the page wakes. */
  private rest(): void {
    this.discardLine();
    this.isHostThere = false;
    this.phase = { name: 'waiting', until: this.environment.monotonic() };
  }

  private onTap(): void {
    if (this.liveness.status === 'live') return;
    this.attempt = 0;
    if (this.phase.name === 'waiting' || this.phase.name === 'open') this.reconnect();
  }

  private onWake(): void {
    this.attempt = 0;
    if (this.detectSleep() || this.isStale()) return this.startOver();
    if (this.phase.name === 'waiting') return this.reconnect();
    if (this.phase.name === 'open') {
      this.liveness.expectAnswer(WAKE_PROBE_TIMEOUT_MS);
      this.options.onProbe();
    }
    this.update();
  }

  /** Whether a new connection is better than this one. */
  private isStale(): boolean {
    const phase = this.phase;
    if (phase.name === 'open') return this.liveness.silenceMs >= SUSPECT_AFTER_MS;
    if (phase.name === 'waiting') return this.liveness.silenceMs >= DROP_AFTER_MS;
    return 'until' in phase && this.environment.monotonic() >= phase.until;
  }

  private startOver(): void {
    this.liveness.reset();
    this.isHostThere = false;
    this.trial.end();
    this.reconnect();
  }

  /** Whether the device slept since the last check: then the connection is dead. */
  private detectSleep(): boolean {
    if (!this.sleepDetector.hasSlept()) return false;
    this.liveness.reset();
    this.options.onSleep();
    return true;
  }

  private connect(): void {
    this.discardLine();
    if (this.isHostThere) return this.openLine();
    this.phase = { name: 'asking', until: this.environment.monotonic() + PROBE_TIMEOUT_MS };
    this.cancelAsking = this.options.askForHost((isThere) => this.onAnswered(isThere));
    this.update();
  }

  private onAnswered(isThere: boolean): void {
    if (!isThere) return this.dropAsAway();
    this.isHostThere = true;
    if (this.choice.kind !== 'socket' && this.isAtRest) return this.rest();
    this.openLine();
  }

  private dropAsAway(): void {
    this.choice.noteAbsence();
    this.trial.end();
    this.drop();
  }

  private openLine(): void {
    const { kind } = this.choice;
    const ms = kind === 'socket' ? HEAD_START_MS : DROP_AFTER_MS;
    this.phase = { name: 'opening', until: this.environment.monotonic() + ms };
    this.line = this.open(kind);
    this.update();
  }

  private open(kind: TransportKind): Line {
    const socket: Socket = this.options.open(kind, {
      onOpen: () => {
        if (socket === this.line?.socket) this.onOpen();
      },
      onMessage: (text) => {
        if (this.trial.isOf({ socket })) this.takeOver();
        if (socket === this.line?.socket) this.onMessage(text);
      },
      onClose: (code) => {
        if (socket === this.line?.socket) this.onClose(code);
        else if (this.trial.isOf({ socket })) this.trial.end();
      },
    });
    return { kind, socket };
  }

  private onOpen(): void {
    this.phase = { name: 'greeting', until: this.environment.monotonic() + DROP_AFTER_MS };
    this.update();
  }

  private onMessage(frameText: string): void {
    if (this.detectSleep()) return this.startOver();
    this.liveness.recordMessage();
    this.isHostThere = true;
    this.options.onMessage(frameText);
    this.update();
  }

  private onClose(code: number): void {
    if (!shouldReconnect(code)) return this.terminate(code);
    // A connection that ends before its welcome may be of a kind that does not work here.
    if (this.line !== null && this.phase.name !== 'open') this.noteFailure(this.line.kind);
    this.drop();
  }

  private noteFailure(kind: TransportKind): void {
    this.choice.noteFailure(kind);
    if (kind === 'socket') this.trial.postpone();
  }

  /** The socket is still being waited for, while the host is asked whether there is another way. */
  private tryBeside(line: Line): void {
    this.noteFailure('socket');
    this.trial.goOn(line);
    this.line = null;
    this.isHostThere = false;
    this.connect();
  }

  private takeOver(): void {
    this.discardLine();
    this.line = this.trial.take();
    this.phase = { name: 'greeting', until: this.environment.monotonic() + DROP_AFTER_MS };
  }

  private scheduleRetry(): void {
    const now = this.environment.monotonic();
    if (this.phase.name === 'open' && now - this.phase.since >= STABLE_AFTER_MS) this.attempt = 0;
    this.phase = { name: 'waiting', until: now + fullJitter(this.attempt, this.environment.random()) };
    this.attempt += 1;
    this.update();
  }

  private discardLine(): void {
    const line = this.line;
    this.line = null;
    this.liveness.forgetQuestions();
    this.cancelAsking();
    line?.socket.close();
  }

  private terminate(code: number | null): void {
    this.stopSignals();
    this.phase = { name: 'closed', code };
    this.discardLine();
    this.trial.end();
    this.liveness.reset();
    this.update();
  }

  /** The timer fired: do what is due. */
  private check(): void {
    if (this.detectSleep()) return this.startOver();
    const now = this.environment.monotonic();
    this.trial.endIfOverdue();
    const phase = this.phase;
    if (phase.name === 'waiting' && now >= phase.until) return this.connect();
    if (phase.name === 'asking' && now >= phase.until) return this.dropAsAway();
    if (phase.name === 'opening' && now >= phase.until) return this.onSlowOpening();
    if (phase.name === 'greeting' && now >= phase.until) return this.onClose(NO_CODE);
    if (phase.name === 'open') return this.checkOpen();
    this.update();
  }

  private onSlowOpening(): void {
    if (this.line?.kind === 'socket') this.tryBeside(this.line);
    else this.onClose(NO_CODE);
  }

  private checkOpen(): void {
    const verdict = this.liveness.judge();
    // Something on the way may keep a stream back until it ends.
    if (verdict === 'dead' && this.line?.kind === 'stream') this.noteFailure('stream');
    if (verdict === 'dead') return this.drop();
    if (verdict === 'suspect') this.options.onProbe();
    if (this.line?.kind !== 'socket' && this.trial.isDue) this.trial.start(this.open('socket'));
    this.update();
  }

  private update(): void {
    const status = this.phase.name === 'closed' ? 'closed' : this.liveness.status;
    if (status !== this.status) {
      this.status = status;
      this.options.onStatus(status, this.phase.name === 'closed' ? this.phase.code : null);
    }
    this.armTimer();
  }

  private armTimer(): void {
    this.cancelTimer();
    this.cancelTimer = () => undefined;
    if (this.phase.name === 'closed' || this.isAtRest) return;
    this.cancelTimer = this.environment.after(this.nextCheckInMs(), () => this.check());
  }

  /** Ms until the next check: a timeout, a status change, or just a check for sleep. */
  private nextCheckInMs(): number {
    const left =
      'until' in this.phase ? this.phase.until - this.environment.monotonic() : Number.POSITIVE_INFINITY;
    return Math.max(0, Math.min(CHECK_INTERVAL_MS, left, this.liveness.nextChangeInMs));
  }
}
