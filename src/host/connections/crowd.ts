/** All connections of the host, and which of them have to go when there are too many. */
import type { Warning } from '../../protocol/host-warnings.ts';
import type { TcpConnection } from './tcp-connection.ts';

export interface CrowdLimits {
  /** In all: what the system allows, less a reserve for the database, backups and the log. */
  readonly open: number;
  /** Of those that have shown no right. */
  readonly strangers: number;
  /** Of one address, or one IPv6 network, among those that have finished no request or hold an unread answer. */
  readonly perAddress: number;
}

/** The first connections of a newcomer are not judged before this: a hall that scans at once is served within it. */
export const GRACE_MS = 5_000;
/** A seat's own connections that are never closed for others: a browser opens six, and a socket. */
const FAIR_SHARE = 12;
/** Live connections of one seat: a player has three at a time, and those that are being closed; a banker may have many windows. */
export const MAX_LIVE_PER_SEAT = 100;
/** The part of an address's connections that goes at once when there is no room. */
const ROOM_MADE = 1 / 20;

/** Which limit was reached, and by whom. */
export type Overrun =
  /** The laptop has no room for more. */
  | { readonly limit: 'open' }
  | { readonly limit: 'strangers' | 'address' | 'unread'; readonly address: string };

/** What the desk is told. */
export function warningOf(overrun: Overrun): Warning {
  switch (overrun.limit) {
    case 'open':
      return { code: 'connections_full', params: {} };
    case 'unread':
      return { code: 'answers_unread', params: { address: overrun.address } };
    default:
      return { code: 'connections_flooded', params: { address: overrun.address } };
  }
}

export interface Casualty {
  readonly connection: TcpConnection;
  /** Null: it was idle, which is no loss to anybody. */
  readonly overrun: Overrun | null;
}

export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #all = new Set<TcpConnection>();
  /** Those without a right, by network, which for IPv4 is the address; the longest there first. Proxies are not among them. */
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
    addTo(this.#strangers, connection.network, connection);
    this.#strangerCount += 1;
  }

  /** Counts it with those of this seat from now on. */
  grant(connection: TcpConnection, holder: number): void {
    if (connection.holder === holder || !this.#all.has(connection)) return;
    if (!connection.isProxy) this.#remove(connection);
    connection.holder = holder;
    if (!connection.isProxy) addTo(this.#held, holder, connection);
  }

  /** The oldest live connections of a seat that opens them faster than they are closed. Those of proxies are not counted. */
  tooManyLive(holder: number): readonly Casualty[] {
    const live = [...(this.#held.get(holder) ?? [])].filter(({ carriesFrames }) => carriesFrames);
    return live.slice(0, -MAX_LIVE_PER_SEAT).map((connection) => ({
      connection,
      overrun: { limit: 'address', address: connection.address },
    }));
  }

  delete(connection: TcpConnection): void {
    if (this.#all.delete(connection) && !connection.isProxy) this.#remove(connection);
  }

  /**
   * Who has to go now that this one has come: nobody, or those that are the smallest loss. The newcomer itself only if nobody else.
   * Several at once where many come from one address, so that looking for them costs little for each that comes.
   */
  makeRoomFor(newcomer: TcpConnection): readonly Casualty[] {
    const { open, strangers } = this.#limits;
    const isFull = this.#all.size > open;
    if (!isFull && this.#strangerCount <= strangers) return [];
    const group = this.#greediest();
    const count = Math.ceil(group.size * ROOM_MADE);
    const leaving = longestWaiting(group, count).filter((each) => each !== newcomer);
    if (isFull) {
      const casualties = leaving.length > 0 ? leaving : [this.#surplusOfSeats() ?? newcomer];
      return casualties.map((connection) => ({ connection, overrun: { limit: 'open' } }));
    }
    const casualties = leaving.length > 0 ? leaving : [newcomer];
    return casualties.map((connection) => ({
      connection,
      overrun: connection.isIdle ? null : { limit: 'strangers', address: connection.address },
    }));
  }

  /** Those over the limit of their address once they have had their time. */
  overdue(now: number): readonly Casualty[] {
    const { perAddress } = this.#limits;
    return [...this.#strangers.values()].flatMap((group) => {
      if (group.size <= perAddress) return [];
      const counting = [...group].filter(({ counts }) => counts);
      return counting
        .toSorted((one, other) => one.waitingSince - other.waitingSince)
        .slice(0, Math.max(0, counting.length - perAddress))
        .filter(({ waitingSince }) => now - waitingSince >= GRACE_MS)
        .map((connection): Casualty => {
          const { address } = connection;
          return { connection, overrun: { limit: 'address', address } };
        });
    });
  }

  /** For a host that has run out of descriptors below its limit: somebody who may go; null: everybody has a right. */
  surplus(): Casualty | null {
    const group = this.#greediest();
    const connection = longestWaiting(group, 1)[0] ?? this.#surplusOfSeats();
    return connection === null ? null : { connection, overrun: { limit: 'open' } };
  }

  /** The longest idle connection of the seat that has most, if that is more than it can need. */
  #surplusOfSeats(): TcpConnection | null {
    const [, most] = largest(this.#held) ?? [0, new Set<TcpConnection>()];
    return most.size > FAIR_SHARE ? (longestWaiting(most, 1)[0] ?? null) : null;
  }

  /** Those without a right of the network that has most of them. */
  #greediest(): ReadonlySet<TcpConnection> {
    const [, group] = largest(this.#strangers) ?? ['', new Set<TcpConnection>()];
    return group;
  }

  #remove(connection: TcpConnection): void {
    if (connection.holder !== null) return removeFrom(this.#held, connection.holder, connection);
    removeFrom(this.#strangers, connection.network, connection);
    this.#strangerCount -= 1;
  }
}

/** So many of them, idle ones first: browsers keep them in case, and open another one when they are gone. */
function longestWaiting(group: Iterable<TcpConnection>, count: number): readonly TcpConnection[] {
  const seen = Array.from(group, (connection) => ({
    connection,
    isIdle: connection.isIdle,
    since: connection.waitingSince,
  }));
  const sorted = seen.toSorted(
    (one, other) => Number(other.isIdle) - Number(one.isIdle) || one.since - other.since,
  );
  return sorted.slice(0, count).map(({ connection }) => connection);
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
