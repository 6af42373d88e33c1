/** What carries frames to one client. The hub and its connections do not know which kind it is. */
import type { Cancel } from '../time/clock.ts';
import type { Frames } from './encoded-frames.ts';

/** What a transport reports to its connection. */
export interface TransportListener {
  /** Something came from the client, whatever it is. */
  onAlive(): void;
  /** A whole message; null: one that is no text. */
  onMessage(text: string | null): void;
  /** The client has asked for a sign of life below the protocol; `answer` gives it. */
  onProbe(answer: () => void): void;
  /** It has answered one of ours. */
  onProbeAnswered(): void;
  /** Nothing more can be sent, whoever ended it. May be called again. */
  onGone(): void;
}

export interface Transport {
  /** Whether events that were decided together may come in one frame. */
  readonly takesBatches: boolean;
  /** Bytes that were written and that the system has not taken over yet. */
  readonly unreadBytes: number;
  /** Starts reporting; call once. */
  listen(listener: TransportListener): void;
  /** Sends them unless it is closing. Returns how many bytes that was. */
  write(frames: Frames): number;
  /** Calls back once when all that was written has been taken over. */
  onceDrained(callback: () => void): Cancel;
  /** Has the client give a sign of life, if this kind can do that below the protocol. */
  probe(): void;
  /** Tells the client the code, cuts it off unless it leaves in time, and reads no more of it than a little, for its own close. */
  close(code: number): void;
  /** Cuts the client off after this long, ms, unless it has left. */
  terminateAfter(ms: number): void;
  /** At once if it has closed: a host that ends waits for every client. */
  onceClosed(callback: () => void): void;
}
