/** Which way to connect: by socket, and where those fail although the host answers over HTTP, by a stream or by polls. */

export type TransportKind = 'socket' | 'stream' | 'polls';

const NEXT = { socket: 'stream', stream: 'polls', polls: 'socket' } as const;

export class TransportChoice {
  private chosen: TransportKind = 'socket';
  /** The last one that worked. */
  private proven: TransportKind = 'socket';

  get kind(): TransportKind {
    return this.chosen;
  }

  /** A welcome came by it. */
  noteWelcome(kind: TransportKind): void {
    this.chosen = kind;
    this.proven = kind;
  }

  /** Nothing came by it in time, or nothing more: try the next one, if the host is there at all. */
  noteFailure(kind: TransportKind): void {
    this.chosen = NEXT[kind];
  }

  /** The host is away, so failures say nothing about the way. */
  noteAbsence(): void {
    this.chosen = this.proven;
  }
}
