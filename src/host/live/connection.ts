/** One client, from welcome to close. Knows the protocol, but neither the game nor what carries the frames. */
import Value from 'typebox/value';
import { CLOSE_CODES, PingFrame } from '../../protocol/frames.ts';
import { parseJson } from '../parse-json.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import { TokenBucket } from '../time/token-bucket.ts';
import { frameOf, type Frames } from './encoded-frames.ts';
import { Heartbeat } from './heartbeat.ts';
import { SendBuffer } from './send-buffer.ts';
import type { Transport } from './transport.ts';

/** How many messages a client may send; one that measures its clock sends 8 at once. */
const MESSAGES = { burst: 100, perSecond: 20 };

export interface ConnectionOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly gameTime: HostTime;
  readonly random: (below: number) => number;
  /** The participant id in its path. */
  readonly pathId: number;
  /** Called when a message or a timer of this connection met an error of ours, which ends this connection alone. */
  readonly onFault: (error: unknown) => void;
  /** Whether the credentials that opened it are still valid. */
  readonly isStillAuthorized: () => boolean;
  /** Whose seats its browser opens: more than its own where a phone is shared. */
  readonly heldPlayers: () => readonly number[];
}

/** How the connection and its hub keep each other informed. */
export interface ConnectionCallbacks {
  /** The seq of the last event sent. */
  readonly head: () => number;
  /** Called once, as soon as nothing more will be sent. */
  readonly onEnded: () => void;
  /** Called whenever `isAway` has changed. */
  readonly onAwayChanged: () => void;
}

export class Connection {
  readonly pathId: number;
  readonly isStillAuthorized: () => boolean;
  readonly heldPlayers: () => readonly number[];
  /** Host time in ms of the last sign of life from the client. */
  lastHeardAt: number;
  readonly #options: ConnectionOptions;
  readonly #sendBuffer: SendBuffer;
  readonly #tokens: TokenBucket;
  #heartbeat: Heartbeat | null = null;
  #onEnded: () => void = () => {};
  #isOpen = true;

  constructor(options: ConnectionOptions) {
    const { transport, clock, gameTime, pathId, isStillAuthorized, heldPlayers } = options;
    this.#options = options;
    this.pathId = pathId;
    this.isStillAuthorized = isStillAuthorized;
    this.heldPlayers = heldPlayers;
    this.lastHeardAt = gameTime.now();
    this.#sendBuffer = new SendBuffer(transport, clock, (code) => this.close(code));
    this.#tokens = new TokenBucket(() => clock.monotonic(), MESSAGES);
    transport.listen({
      onAlive: () => this.#guarded(() => this.#onAlive()),
      onMessage: (text) => this.#guarded(() => this.#onMessage(text)),
      onProbe: (answer) => this.#guarded(() => this.#onProbe(answer)),
      onProbeAnswered: () => this.#guarded(() => this.#countMessage()),
      onGone: () => this.#guarded(() => this.#stop()),
    });
  }

  /** Whether the client takes events of one batch in one frame. */
  get takesBatches(): boolean {
    return this.#options.transport.takesBatches;
  }

  /** Sends the first frames, and keeps the connection alive from now on. */
  open(frames: Frames, { head, onEnded: ended, onAwayChanged }: ConnectionCallbacks): void {
    const { transport, clock, random, gameTime } = this.#options;
    this.#onEnded = ended;
    this.#heartbeat = new Heartbeat({
      clock,
      random,
      sendHeartbeat: () =>
        this.#guarded(() => {
          const frame = { type: 'heartbeat', seq: head(), server_time: gameTime.now() };
          this.send(frameOf(JSON.stringify(frame)));
        }),
      sendPing: () => this.#guarded(() => transport.probe()),
      onAwayChanged: () => this.#guarded(onAwayChanged),
      onDead: () => this.#guarded(() => this.close(CLOSE_CODES.unresponsive)),
    });
    this.#sendBuffer.writeWelcome(frames);
  }

  /** Whether nothing has been heard of the client for a while: its phone sleeps, or the Wi-Fi is gone. */
  get isAway(): boolean {
    return this.#heartbeat?.isAway === true;
  }

  send(frames: Frames): void {
    if (this.#isOpen) this.#sendBuffer.write(frames);
  }

  /** Closes with one of the protocol's codes. */
  close(code: number): void {
    if (!this.#isOpen) return;
    this.#stop();
    this.#options.transport.close(code);
  }

  /** Listeners and timers run by themselves: nobody else would catch what they throw. */
  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #stop(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#heartbeat?.stop();
    this.#sendBuffer.close();
    this.#onEnded();
  }

  #onAlive(): void {
    this.lastHeardAt = this.#options.gameTime.now();
    this.#heartbeat?.markAlive();
  }

  /** Counts every message and control frame. Returns false if this was one too many and the client has to go. */
  #countMessage(): boolean {
    if (!this.#isOpen) return false;
    if (this.#tokens.tryTake()) return true;
    this.close(CLOSE_CODES.protocolError);
    return false;
  }

  #onProbe(answer: () => void): void {
    if (!this.#countMessage()) return;
    answer();
    this.#sendBuffer.checkBacklog();
  }

  #onMessage(text: string | null): void {
    if (!this.#countMessage()) return;
    const ping = text === null ? null : readPing(text);
    if (ping === null) return this.close(CLOSE_CODES.protocolError);
    const pong = { type: 'pong', t: ping.t, server_time: this.#options.gameTime.now() };
    this.send(frameOf(JSON.stringify(pong)));
  }
}

function readPing(text: string): PingFrame | null {
  try {
    const message = parseJson(text);
    return Value.Check(PingFrame, message) ? message : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
