/**
 * Bytes of answers that have not arrived: the system holds them outside of the process, half a megabyte for each connection of whoever
 * reads nothing. Counted by seat, or by address where there is none; trusted proxies are not counted.
 */
import { networkOf } from '../lan/addresses.ts';
import type { TcpConnection } from './tcp-connection.ts';

export interface DeliveryLimits {
  /** Bytes of one seat or address. Above them its answers wait; above twice as many, those that wait longest are cut. */
  readonly perCaller: number;
  /** Bytes of all together. Above them, those with more than an equal share wait. */
  readonly total: number;
}

/** More than a hall behind one router takes in at once, and little beside a laptop's memory. */
export const DELIVERY_LIMITS: DeliveryLimits = { perCaller: 32 * 1024 * 1024, total: 128 * 1024 * 1024 };
/** How long a caller above its limit may take to read anything. */
export const PATIENCE_MS = 2_000;

/** What is looked at. */
type Counted = Pick<
  TcpConnection,
  'holder' | 'isProxy' | 'address' | 'carriesFrames' | 'undelivered' | 'readAt'
>;
/** A seat's number, or a network. */
export type Caller = number | string;

export class Undelivered<Connection extends Counted = TcpConnection> {
  readonly #limits: DeliveryLimits;
  readonly #counted = new Map<Connection, { readonly caller: Caller; readonly bytes: number }>();
  readonly #byCaller = new Map<Caller, number>();
  #total = 0;

  constructor(limits: DeliveryLimits) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#total;
  }

  /** Counts what this connection holds now, instead of what it held before. */
  count(connection: Connection): void {
    this.delete(connection);
    const { undelivered: bytes, isProxy, carriesFrames } = connection;
    // Live connections have limits of their own.
    if (bytes === 0 || isProxy || carriesFrames) return;
    const caller = callerOf(connection);
    this.#counted.set(connection, { caller, bytes });
    this.#add(caller, bytes);
  }

  delete(connection: Connection): void {
    const before = this.#counted.get(connection);
    if (before === undefined) return;
    this.#counted.delete(connection);
    this.#add(before.caller, -before.bytes);
  }

  /** Whether so much is on its way to this caller that it gets no more for now. */
  isOver(connection: Connection): boolean {
    if (connection.isProxy) return false;
    const bytes = this.#byCaller.get(callerOf(connection)) ?? 0;
    if (bytes > this.#limits.perCaller) return true;
    return this.#total > this.#limits.total && bytes * this.#byCaller.size >= this.#total;
  }

  /** Those that have to be cut, longest without reading first, until what is left is within the limits. */
  surplus(now: number): readonly Connection[] {
    const { perCaller, total } = this.#limits;
    const cut: Connection[] = [];
    let left = this.#total;
    const largestFirst = [...this.#byCaller].toSorted(([, one], [, other]) => other - one);
    for (const [caller, bytes] of largestFirst) {
      const tooMuch = Math.max(bytes - perCaller, Math.min(bytes, left - total));
      if (tooMuch <= 0) break;
      let freed = 0;
      for (const [connection, held] of this.#longestWaiting(caller)) {
        const isUrgent = tooMuch - freed > perCaller || left > 2 * total;
        if (freed >= tooMuch || (!isUrgent && now - connection.readAt < PATIENCE_MS)) break;
        cut.push(connection);
        freed += held;
        left -= held;
      }
    }
    return cut;
  }

  #longestWaiting(caller: Caller): readonly (readonly [Connection, number])[] {
    return [...this.#counted]
      .filter(([, counted]) => counted.caller === caller)
      .map(([connection, { bytes }]) => [connection, bytes] as const)
      .toSorted(([one], [other]) => one.readAt - other.readAt);
  }

  #add(caller: Caller, change: number): void {
    this.#total += change;
    const bytes = (this.#byCaller.get(caller) ?? 0) + change;
    if (bytes === 0) this.#byCaller.delete(caller);
    else this.#byCaller.set(caller, bytes);
  }
}

/** Who a connection is for, as far as anybody knows. */
export function callerOf({ holder, address }: Pick<Counted, 'holder' | 'address'>): Caller {
  return holder ?? networkOf(address);
}
