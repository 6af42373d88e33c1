/** All connections of the host, and which of them have to go when there are too many. */
import type { TcpConnection } from './tcp-connection.ts';

export interface CrowdLimits {
  /** In all: what the system allows, less a reserve for the database, backups and the log. */
  readonly open: number;
  /** Of those that have shown no right. */
  readonly strangers: number;
  /** Of one address, among those that have finished no request or hold an unread answer. */
  readonly perAddress: number;
}

/** The first connections of a newcomer are not judged before this: a hall that scans at once is served within it. */
export const GRACE_MS = 5_000;
/** A seat's own connections that are never closed for others: a browser opens six, and a socket. */
const FAIR_SHARE = 12;

/** Which limit was reached, and by whom. */
export type Overrun =
  /** The laptop has no room for more. */
  { readonly limit: 'open' } | { readonly limit: 'strangers' | 'address'; readonly address: string };

export interface Casualty {
  readonly connection: TcpConnection;
  /** Null: it was idle, which is no loss to anybody. */
  readonly overrun: Overrun | null;
}

export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #all = new Set<TcpConnection>();
  /** Those without a right, by address; the longest there first. Proxies are not among them. */
  readonly #strangers = new Map<string, Set<TcpConnection>>();
  /** Those with a right, by seat. */
  readonly #held = new Map<number, Set<TcpConnection>>();
  #strangerCount = 0;

  constructor(limits: CrowdLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#all.size;
  }

  get connections(): Iterable<TcpConnection> {
    return this.#all;
  }

  add(connection: TcpConnection): void {
    this.#all.add(connection);
    if (connection.isProxy) return;
    addTo(this.#strangers, connection.address, connection);
    this.#strangerCount += 1;
  }

  /** Counts it with those of this seat from now on. */
  grant(connection: TcpConnection, holder: number): void {
    if (connection.holder === holder || !this.#all.has(connection)) return;
    if (!connection.isProxy) this.#remove(connection);
    connection.holder = holder;
    if (!connection.isProxy) addTo(this.#held, holder, connection);
  }

  delete(connection: TcpConnection): void {
    if (this.#all.delete(connection) && !connection.isProxy) this.#remove(connection);
  }

  /** Who has to go now that this one has come: nobody, or the one that is the smallest loss. The newcomer itself only if nobody else. */
  makeRoomFor(newcomer: TcpConnection, now: number): Casualty | null {
    const { open, strangers, perAddress } = this.#limits;
    if (this.#all.size > open) return this.#leastLoss(newcomer);
    if (this.#strangerCount > strangers) {
      const [address, group] = this.#greediest();
      const connection = longestWaiting(group) ?? newcomer;
      return { connection, overrun: connection.isIdle ? null : { limit: 'strangers', address } };
    }
    const group = this.#strangers.get(newcomer.address);
    if (newcomer.isProxy || group === undefined || group.size <= perAddress) return null;
    const counting = [...group].filter(({ counts }) => counts);
    if (counting.length <= perAddress) return null;
    const first = longestWaiting(counting);
    if (first === null || now - first.waitingSince < GRACE_MS) return null;
    return { connection: first, overrun: { limit: 'address', address: newcomer.address } };
  }

  /** Those over the limit of their address once they have had their time. */
  overdue(now: number): readonly Casualty[] {
    const { perAddress } = this.#limits;
    return [...this.#strangers].flatMap(([address, group]) => {
      if (group.size <= perAddress) return [];
      const counting = [...group].filter(({ counts }) => counts);
      return counting
        .toSorted((one, other) => one.waitingSince - other.waitingSince)
        .slice(0, Math.max(0, counting.length - perAddress))
        .filter(({ waitingSince }) => now - waitingSince >= GRACE_MS)
        .map((connection): Casualty => ({ connection, overrun: { limit: 'address', address } }));
    });
  }

  /** For a host that has run out of descriptors below its limit: somebody who may go; null: everybody has a right. */
  surplus(): Casualty | null {
    const [, group] = this.#greediest();
    const connection = longestWaiting(group) ?? this.#surplusOfSeats();
    return connection === null ? null : { connection, overrun: { limit: 'open' } };
  }

  #leastLoss(newcomer: TcpConnection): Casualty {
    const [, group] = this.#greediest();
    const stranger = longestWaiting([...group].filter((each) => each !== newcomer));
    return { connection: stranger ?? this.#surplusOfSeats() ?? newcomer, overrun: { limit: 'open' } };
  }

  /** The longest idle connection of the seat that has most, if that is more than it can need. */
  #surplusOfSeats(): TcpConnection | null {
    const [, most] = largest(this.#held) ?? [0, new Set<TcpConnection>()];
    return most.size > FAIR_SHARE ? longestWaiting(most) : null;
  }

  /** The address with most connections that have no right. */
  #greediest(): readonly [string, ReadonlySet<TcpConnection>] {
    return largest(this.#strangers) ?? ['', new Set<TcpConnection>()];
  }

  #remove(connection: TcpConnection): void {
    if (connection.holder !== null) return removeFrom(this.#held, connection.holder, connection);
    removeFrom(this.#strangers, connection.address, connection);
    this.#strangerCount -= 1;
  }
}

/** Idle ones first: browsers keep them in case, and open another one when they are gone. */
function longestWaiting(group: Iterable<TcpConnection>): TcpConnection | null {
  let found: TcpConnection | null = null;
  for (const each of group) if (found === null || goesBefore(each, found)) found = each;
  return found;
}

function goesBefore(one: TcpConnection, other: TcpConnection): boolean {
  if (one.isIdle !== other.isIdle) return one.isIdle;
  return one.waitingSince < other.waitingSince;
}

function largest<Key>(
  groups: ReadonlyMap<Key, Set<TcpConnection>>,
): readonly [Key, Set<TcpConnection>] | null {
  let found: readonly [Key, Set<TcpConnection>] | null = null;
  for (const entry of groups) if (found === null || entry[1].size > found[1].size) found = entry;
  return found;
}

function addTo<Key>(groups: Map<Key, Set<TcpConnection>>, key: Key, connection: TcpConnection): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, new Set([connection]));
  else group.add(connection);
}

function removeFrom<Key>(groups: Map<Key, Set<TcpConnection>>, key: Key, connection: TcpConnection): void {
  const group = groups.get(key);
  group?.delete(connection);
  if (group?.size === 0) groups.delete(key);
}
