/** The line to the host: opens sockets one after the other, notices silence and sleep, comes back, never gives up. */
import { shouldReconnect, SUSPECT_AFTER_MS, DROP_AFTER_MS } from '../protocol/connection.ts';
import { fullJitter } from './backoff.ts';
import type { Cancel, Environment, Sign } from './environment.ts';
import type { ConnectionWord } from './game-view.ts';
import { Silence } from './liveness.ts';
import { SleepWatch } from './sleep-detector.ts';
import type { Socket, SocketHandlers } from './socket.ts';

export const CONNECT_LIMIT_MS = 4_000;
/** After waking, a connection that looks alive has this long to prove it. */
export const WAKE_LIMIT_MS = 2_000;
/** A connection that held this long was a good one: the next wait is short again. */
const STABLE_AFTER_MS = 2_000;
const LOOK_EVERY_MS = 1_000;

export interface LineOptions {
  /** False for phones: no timer runs while nobody looks. True for the desk. */
  readonly keepsTimersWhileHidden: boolean;
  readonly environment: Environment;
  open(handlers: SocketHandlers): Socket;
  onText(frameText: string): void;
  /** Silent for long: make the host say something. */
  onDoubt(): void;
  /** The device slept: every time that was held is wrong. */
  onSlept(): void;
  /** The word changed, or the host said not to come back (`closeCode`). */
  onWord(word: ConnectionWord, closeCode: number | null): void;
}

type Phase =
  | { readonly name: 'waiting'; readonly until: number }
  /** No answer to the upgrade yet. */
  | { readonly name: 'opening'; readonly until: number }
  /** Open, but not welcomed yet. */
  | { readonly name: 'greeting'; readonly until: number }
  | { readonly name: 'open'; readonly since: number }
  | { readonly name: 'closed'; readonly code: number | null };

export class Line {
  readonly #options: LineOptions;
  readonly #environment: Environment;
  readonly #sleep: SleepWatch;
  readonly #silence: Silence;
  #phase: Phase = { name: 'waiting', until: 0 };
  #socket: Socket | null = null;
  #attempt = 0;
  #asked = false;
  /** Steady ms by which a woken connection must have been heard. */
  #proveBy: number | null = null;
  #word: ConnectionWord = 'connecting';
  #cancelTimer: Cancel = () => undefined;
  #unwatch: Cancel = () => undefined;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#environment = options.environment;
    this.#sleep = new SleepWatch(options.environment);
    this.#silence = new Silence(() => options.environment.steady());
  }

  /** Once, when the owner is ready to hear. */
  start(): void {
    this.#unwatch = this.#environment.watch((sign) => this.#noticed(sign));
    this.#connect();
  }

  get welcomed(): boolean {
    return this.#phase.name === 'open';
  }

  /** The host's first word on this socket came. */
  welcome(): void {
    this.#phase = { name: 'open', since: this.#environment.steady() };
  }

  /** It holds: the next wait is the shortest again. */
  holds(): void {
    this.#attempt = 0;
  }

  send(text: string): void {
    this.#socket?.send(text);
  }

  /** Somebody looks at the screen again: prove that the connection lives, or make a new one at once. */
  wake(): void {
    this.#noticed('visible');
  }

  /** A new socket at our own wish: the first time at once, soon after that with a wait. The word goes on by silence. */
  renew(): void {
    if (this.#phase.name === 'closed') return;
    this.#leaveSocket();
    if (this.#attempt > 0) return this.#wait();
    this.#attempt += 1;
    this.#connect();
  }

  /** As `renew`, unless there is no socket now: then the next one does. */
  refresh(): void {
    if (this.#socket !== null) this.renew();
  }

  /** Nothing more comes from this socket: wait a little, then try again. */
  drop(): void {
    this.#leaveSocket();
    this.#silence.total();
    this.#wait();
  }

  close(): void {
    if (this.#phase.name !== 'closed') this.#end(null);
  }

  #noticed(sign: Sign): void {
    if (this.#phase.name === 'closed') return;
    if (sign === 'hidden') this.#arm();
    else if (sign === 'tap') this.#tapped();
    else this.#woke();
  }

  #tapped(): void {
    if (this.#wordNow() === 'live') return;
    this.#attempt = 0;
    if (this.#phase.name === 'waiting' || this.#phase.name === 'open') this.renew();
  }

  #woke(): void {
    this.#attempt = 0;
    if (this.#slept() || this.#isStale()) return this.#startOver();
    if (this.#phase.name === 'open') {
      this.#proveBy = this.#environment.steady() + WAKE_LIMIT_MS;
      this.#options.onDoubt();
    }
    this.#settle();
  }

  /** Whether a fresh socket is better than this one. */
  #isStale(): boolean {
    const phase = this.#phase;
    if (phase.name === 'open') return this.#silence.length >= SUSPECT_AFTER_MS;
    return phase.name === 'waiting' || ('until' in phase && this.#environment.steady() >= phase.until);
  }

  #startOver(): void {
    this.#silence.total();
    this.renew();
  }

  /** Whether the device slept since the last look: then the socket is dead. */
  #slept(): boolean {
    if (!this.#sleep.happened()) return false;
    this.#silence.total();
    this.#options.onSlept();
    return true;
  }

  #connect(): void {
    this.#leaveSocket();
    this.#phase = { name: 'opening', until: this.#environment.steady() + CONNECT_LIMIT_MS };
    const mine = (call: () => void) => {
      if (socket === this.#socket) call();
    };
    const socket: Socket = this.#options.open({
      opened: () => mine(() => this.#opened()),
      heard: (text) => mine(() => this.#heard(text)),
      closed: (code) => mine(() => this.#lost(code)),
    });
    this.#socket = socket;
    this.#settle();
  }

  #opened(): void {
    this.#phase = { name: 'greeting', until: this.#environment.steady() + DROP_AFTER_MS };
    this.#settle();
  }

  #heard(frameText: string): void {
    if (this.#slept()) return this.#connect();
    this.#silence.broken();
    this.#asked = false;
    this.#proveBy = null;
    this.#options.onText(frameText);
    this.#settle();
  }

  #lost(code: number): void {
    if (!shouldReconnect(code)) return this.#end(code);
    this.drop();
  }

  #wait(): void {
    const now = this.#environment.steady();
    if (this.#phase.name === 'open' && now - this.#phase.since >= STABLE_AFTER_MS) this.#attempt = 0;
    this.#phase = { name: 'waiting', until: now + fullJitter(this.#attempt, this.#environment.random()) };
    this.#attempt += 1;
    this.#settle();
  }

  #leaveSocket(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#asked = false;
    this.#proveBy = null;
    socket?.close();
  }

  #end(code: number | null): void {
    this.#unwatch();
    this.#phase = { name: 'closed', code };
    this.#leaveSocket();
    this.#silence.total();
    this.#settle();
  }

  /** The timer rang: what is due now? */
  #look(): void {
    if (this.#slept()) return this.#startOver();
    const now = this.#environment.steady();
    const phase = this.#phase;
    if (phase.name === 'waiting' && now >= phase.until) return this.#connect();
    if ((phase.name === 'opening' || phase.name === 'greeting') && now >= phase.until) return this.drop();
    if (phase.name === 'open') {
      const disproved = this.#proveBy !== null && now >= this.#proveBy;
      if (disproved || this.#silence.length >= DROP_AFTER_MS) return this.drop();
      if (this.#silence.length >= SUSPECT_AFTER_MS && !this.#asked) {
        this.#asked = true;
        this.#options.onDoubt();
      }
    }
    this.#settle();
  }

  #settle(): void {
    this.#say();
    this.#arm();
  }

  #arm(): void {
    this.#cancelTimer();
    this.#cancelTimer = () => undefined;
    const mayKeepTimers = this.#options.keepsTimersWhileHidden || this.#environment.isVisible();
    if (this.#phase.name === 'closed' || !mayKeepTimers) return;
    this.#cancelTimer = this.#environment.after(this.#nextLookIn(), () => this.#look());
  }

  /** Ms until something may be due: a limit, a change of the word, or just a look for sleep. */
  #nextLookIn(): number {
    const now = this.#environment.steady();
    const limit = 'until' in this.#phase ? this.#phase.until : (this.#proveBy ?? Number.POSITIVE_INFINITY);
    return Math.max(0, Math.min(LOOK_EVERY_MS, limit - now, this.#silence.changesIn));
  }

  #wordNow(): ConnectionWord {
    return this.#phase.name === 'closed' ? 'closed' : this.#silence.word;
  }

  #say(): void {
    const word = this.#wordNow();
    if (word === this.#word) return;
    this.#word = word;
    this.#options.onWord(word, this.#phase.name === 'closed' ? this.#phase.code : null);
  }
}
