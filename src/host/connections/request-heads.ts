/**
 * Bytes of the heads of requests that are not answered yet. Node keeps each until then, also those that were sent ahead, and what is
 * read of a head may be 128 KB: a thousand connections could hold more than the process may. Counted by connection, and by seat or by address where there is
 * none; what trusted proxies send is counted by connection alone.
 */
import type { IncomingMessage } from 'node:http';
import type { TcpConnection } from './tcp-connection.ts';
import { type Caller, callerOf } from './undelivered.ts';

export interface HeadLimits {
  /** Of one connection. The head that comes when there is none may be of any length that is read at all. */
  readonly perConnection: number;
  /** Of one seat or address. */
  readonly perCaller: number;
}

/** Eight times what a browser sends; and what a hall of five hundred phones does, with other programs' cookies. */
export const HEAD_LIMITS: HeadLimits = { perConnection: 64 * 1024, perCaller: 32 * 1024 * 1024 };

/** What is looked at. */
type Counted = Pick<TcpConnection, 'holder' | 'isProxy' | 'address'>;

/** Which limit there is no room within. */
type Refusal = keyof HeadLimits;

export class RequestHeads<Connection extends Counted = TcpConnection> {
  readonly #limits: HeadLimits;
  readonly #held = new Map<Connection, { readonly caller: Caller; readonly bytes: number }>();
  readonly #byCaller = new Map<Caller, number>();

  constructor(limits: HeadLimits) {
    this.#limits = limits;
  }

  /** Counts a head that has come on this connection; null: there was room for it. */
  add(connection: Connection, bytes: number): Refusal | null {
    const { caller, bytes: before } = this.#held.get(connection) ?? {
      caller: callerOf(connection),
      bytes: 0,
    };
    if (before > 0 && before + bytes > this.#limits.perConnection) return 'perConnection';
    const ofCaller = (this.#byCaller.get(caller) ?? 0) + bytes;
    if (!connection.isProxy && ofCaller > this.#limits.perCaller) return 'perCaller';
    this.#byCaller.set(caller, ofCaller);
    this.#held.set(connection, { caller, bytes: before + bytes });
    return null;
  }

  /** Its request has been answered. */
  remove(connection: Connection, bytes: number): void {
    const held = this.#held.get(connection);
    if (held === undefined) return;
    const left = held.bytes - bytes;
    if (left > 0) this.#held.set(connection, { ...held, bytes: left });
    else this.#held.delete(connection);
    this.#take(held.caller, bytes);
  }

  /** The connection is closed. */
  delete(connection: Connection): void {
    this.remove(connection, this.#held.get(connection)?.bytes ?? 0);
  }

  #take(caller: Caller, bytes: number): void {
    const left = (this.#byCaller.get(caller) ?? 0) - bytes;
    if (left > 0) this.#byCaller.set(caller, left);
    else this.#byCaller.delete(caller);
  }
}

/** Between a name and its value, and at the end of the line. The method and version of the request are not counted. */
const BETWEEN_BYTES = 4;

/** In characters, of which each was a byte. */
export function headBytes({ url = '', rawHeaders }: Pick<IncomingMessage, 'url' | 'rawHeaders'>): number {
  return rawHeaders.reduce((sum, text) => sum + text.length + BETWEEN_BYTES / 2, url.length);
}
