/** The live connection to one game (docs/protocol.md, "Live connection"): reads frames, keeps them in order, resumes, tells the time. */
import type {
  EventFrame,
  HeartbeatFrame,
  PresenceFrame,
  ServerFrame,
  WelcomeFrame,
} from '../protocol/frames.ts';
import type { Environment } from './environment.ts';
import type { ConnectionWord } from './game-view.ts';
import type { HostClock } from './host-clock.ts';
import { type Cursor, liveUrl, type Seat } from './live-url.ts';
import { FrameError, readFrame } from './parse-frame.ts';
import { Line } from './reconnecting-socket.ts';

/** Pings until the clock rests on this many answers; the first few at once. */
const FULL_OF_PINGS = 8;
const FIRST_PINGS = 3;
const PING_EVERY_HEARTBEATS = 4;

export interface LiveConnectionOptions extends Seat {
  /** For Node, which has no cookie. */
  readonly token?: string | undefined;
  /** False for phones: no timer runs while nobody looks. True for the desk. */
  readonly keepsTimersWhileHidden: boolean;
  readonly environment: Environment;
  readonly hostClock: HostClock;
  /** Resumed or with a snapshot; comes before its events. */
  onWelcome(frame: WelcomeFrame): void;
  /** Gapless, in order, each once. */
  onEvent(frame: EventFrame): void;
  onPresence(frame: PresenceFrame): void;
  /** The word changed, or the host said not to come back (`closeCode`). */
  onWord(word: ConnectionWord, closeCode: number | null): void;
  /** The host broke the contract; the connection mends itself. */
  onError(error: Error): void;
}

export class LiveConnection {
  readonly #options: LiveConnectionOptions;
  readonly #hostClock: HostClock;
  readonly #line: Line;
  #cursor: Cursor | null = null;
  /** The run of the log that the host's times came from. */
  #epoch: string | null = null;
  #heartbeats = 0;

  constructor(options: LiveConnectionOptions) {
    const { environment, token, hostClock } = options;
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    this.#options = options;
    this.#hostClock = hostClock;
    this.#line = new Line({
      environment,
      keepsTimersWhileHidden: options.keepsTimersWhileHidden,
      open: (handlers) => environment.openSocket(liveUrl(options, this.#cursor), headers, handlers),
      onText: (text) => this.#heard(text),
      onDoubt: () => this.#ping(),
      onSlept: () => hostClock.forget(),
      onWord: (word, closeCode) => options.onWord(word, closeCode),
    });
    this.#line.start();
  }

  /** Last event applied or snapshot taken. */
  get cursor(): Cursor | null {
    return this.#cursor;
  }

  /** Somebody looks at the screen again: prove that the connection lives, or make a new one at once. */
  wake(): void {
    this.#line.wake();
  }

  /** Forgets the cursor and fetches a snapshot. The word stays what silence says it is. */
  resync(): void {
    this.#cursor = null;
    this.#line.refresh();
  }

  close(): void {
    this.#line.close();
  }

  #heard(frameText: string): void {
    try {
      this.#take(readFrame(frameText));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#distrust(error);
    }
  }

  /** What the host sent cannot be right, and asking for the same again would bring the same: start from a snapshot. */
  #distrust(error: FrameError): void {
    this.#cursor = null;
    this.#line.drop();
    this.#options.onError(error);
  }

  #take(frame: ServerFrame): void {
    const { welcomed } = this.#line;
    if (welcomed === (frame.type === 'welcome')) {
      throw new FrameError(`The host sent ${frame.type} ${welcomed ? 'twice' : 'before its welcome'}.`);
    }
    switch (frame.type) {
      case 'welcome':
        return this.#welcome(frame);
      case 'event':
        return this.#event(frame);
      case 'events':
        for (const event of frame.items) if (this.#line.welcomed) this.#event(event);
        return;
      case 'heartbeat':
        return this.#heartbeat(frame);
      case 'presence':
        return this.#options.onPresence(frame);
      case 'pong':
        this.#hostClock.answered(frame.t, frame.server_time);
        if (this.#hostClock.samples < FIRST_PINGS) this.#ping();
        return;
      default:
        return frame satisfies never;
    }
  }

  #welcome(frame: WelcomeFrame): void {
    if (frame.resumed && frame.epoch !== this.#cursor?.epoch) {
      throw new FrameError('The host resumed something else than what was asked for.');
    }
    if (frame.epoch !== this.#epoch) this.#hostClock.forget();
    this.#epoch = frame.epoch;
    this.#hostClock.heard(frame.server_time);
    // A resumed welcome names the head, which is ahead of what was applied: only its events move the cursor.
    if (frame.snapshot !== null) this.#cursor = { epoch: frame.epoch, seq: frame.seq };
    this.#heartbeats = 0;
    this.#line.welcome();
    this.#options.onWelcome(frame);
    this.#ping();
  }

  #event(frame: EventFrame): void {
    const cursor = this.#cursor;
    if (cursor === null || frame.seq <= cursor.seq) return;
    if (frame.seq > cursor.seq + 1) return this.#gap();
    this.#cursor = { epoch: cursor.epoch, seq: frame.seq };
    this.#options.onEvent(frame);
  }

  #heartbeat({ seq, server_time: serverTime }: HeartbeatFrame): void {
    this.#line.holds();
    this.#heartbeats += 1;
    const leapt = this.#hostClock.heard(serverTime);
    const due = this.#hostClock.samples < FULL_OF_PINGS || this.#heartbeats % PING_EVERY_HEARTBEATS === 0;
    if (leapt || due) this.#ping();
    // Frames keep their order, so what was published before this heartbeat should be here.
    if (this.#cursor !== null && seq > this.#cursor.seq) this.#gap();
  }

  /** Something is missing: the host still has it in its ring, or sends a snapshot. */
  #gap(): void {
    this.#line.renew();
  }

  #ping(): void {
    this.#line.send(JSON.stringify({ type: 'ping', t: this.#options.environment.steady() }));
  }
}
