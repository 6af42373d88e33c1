/** What streams and polls have in common: the client's messages come by requests that name the connection. */
import type { Transport } from './transport.ts';

export interface HttpTransport extends Transport {
  /** Takes a message of the client. Returns what to answer it with: frames, or null where they go elsewhere. */
  receive(text: string): Buffer | null;
  /** For a client that has lost its right: why it was closed, and nothing else; null if the client hears that elsewhere. */
  farewell(): Buffer | null;
}

/** Finds a connection by the seat in its path and the name that its client has given it. Those of other seats are never found. */
export class HttpTransports {
  readonly #byName = new Map<string, HttpTransport>();

  /** Until it is closed, or another one takes the name. */
  add(participantId: number, name: string, transport: HttpTransport): void {
    const key = `${participantId}/${name}`;
    this.#byName.set(key, transport);
    transport.onceClosed(() => {
      if (this.#byName.get(key) === transport) this.#byName.delete(key);
    });
  }

  find(participantId: number | null, name: string): HttpTransport | null {
    return this.#byName.get(`${participantId}/${name}`) ?? null;
  }
}
