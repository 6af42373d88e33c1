/** What streams and polls have in common: the client's messages come by requests that name the connection. */
import { MAX_LIVE_PER_SEAT } from '../connections/crowd.ts';
import type { Transport } from './transport.ts';

export interface HttpTransport extends Transport {
  /** Takes a message of the client. Returns what to answer it with: frames, or null where they go elsewhere. */
  receive(text: string): Buffer | null;
  /** For a client that has lost its right: why it was closed, and nothing else; null if the client hears that elsewhere. */
  farewell(): Buffer | null;
}

/** Finds a connection by the seat in its path and the name that its client has given it. Those of other seats are never found. */
export class HttpTransports {
  /** By seat, then by name; the oldest first. */
  readonly #bySeat = new Map<number, Map<string, HttpTransport>>();

  /** Until it is closed, another one takes the name, or the seat has had many since: then it is cut off. */
  add(participantId: number, name: string, transport: HttpTransport): void {
    const ofSeat = this.#bySeat.get(participantId) ?? new Map<string, HttpTransport>();
    this.#bySeat.set(participantId, ofSeat);
    const former = ofSeat.get(name);
    ofSeat.delete(name);
    ofSeat.set(name, transport);
    transport.onceClosed(() => {
      if (ofSeat.get(name) === transport) ofSeat.delete(name);
      if (ofSeat.size === 0 && this.#bySeat.get(participantId) === ofSeat) this.#bySeat.delete(participantId);
    });
    // Nobody could tell it anything any more.
    former?.terminateAfter(0);
    for (const [oldest, displaced] of [...ofSeat].slice(0, -MAX_LIVE_PER_SEAT)) {
      ofSeat.delete(oldest);
      displaced.terminateAfter(0);
    }
  }

  find(participantId: number | null, name: string): HttpTransport | null {
    return (participantId === null ? undefined : this.#bySeat.get(participantId)?.get(name)) ?? null;
  }
}
