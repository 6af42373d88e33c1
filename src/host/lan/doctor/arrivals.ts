/** When phones were heard from, by the address of ours that they came to. Whose phones they are is never recorded. */
import type { Socket } from 'node:net';
import type { HostTime } from '../../time/clock.ts';
import { plainAddress } from '../addresses.ts';

/** Both ends of a connection. */
type ConnectionEnds = Pick<Socket, 'remoteAddress' | 'localAddress'>;

/** Host time in ms; null: not yet. */
export interface PhonesHeard {
  readonly firstRequestAt: number | null;
  readonly firstSocketAt: number | null;
  readonly lastHeardAt: number | null;
}

/** `lastAt`: host time in ms; null: never. */
interface TlsTries {
  readonly count: number;
  readonly lastAt: number | null;
}

export interface Arrivals {
  /** A request came in. Returns whether another device made it. */
  recordRequest(connection: ConnectionEnds): boolean;
  /** A seat's live connection opened; whatever it sends from now on counts. */
  recordSocket(socket: Socket): void;
  /** A browser tried https, which the laptop does not speak. */
  recordTls(connection: ConnectionEnds): void;
  /** How often that was, and when last. */
  tls(): TlsTries;
  /** The phones that came to this address; null: to any. */
  heardAt(address: string | null): PhonesHeard;
  /** The other address of ours where a phone came last; null: none did. */
  elsewhere(address: string): string | null;
}

export interface ArrivalsOptions {
  readonly hostTime: Pick<HostTime, 'now'>;
  /** Whether a connection from this address is the laptop's own. */
  readonly isOwn: (remoteAddress: string) => boolean;
}

interface Heard {
  firstRequestAt: number | null;
  firstSocketAt: number | null;
  lastHeardAt: number;
}

/** A laptop has a handful of addresses; one that changes them all the time keeps the newest. */
const MAX_ADDRESSES = 50;

export function createArrivals({ hostTime, isOwn }: ArrivalsOptions): Arrivals {
  const byAddress = new Map<string, Heard>();
  let tls: TlsTries = { count: 0, lastAt: null };

  const hear = (address: string): Heard => {
    const now = hostTime.now();
    const heard = byAddress.get(address) ?? { firstRequestAt: null, firstSocketAt: null, lastHeardAt: now };
    heard.lastHeardAt = now;
    // The newest is last.
    byAddress.delete(address);
    byAddress.set(address, heard);
    const [oldest] = byAddress.keys();
    if (byAddress.size > MAX_ADDRESSES && oldest !== undefined) byAddress.delete(oldest);
    return heard;
  };

  /** The address that another device came to; null: it was the laptop itself, or the connection is gone. */
  const arrivedAt = ({ remoteAddress = '', localAddress = '' }: ConnectionEnds): string | null => {
    const [remote, local] = [plainAddress(remoteAddress), plainAddress(localAddress)];
    return remote === '' || local === '' || remote === local || isOwn(remote) ? null : local;
  };

  return {
    recordRequest(connection) {
      const address = arrivedAt(connection);
      if (address === null) return false;
      const heard = hear(address);
      heard.firstRequestAt ??= heard.lastHeardAt;
      return true;
    },
    recordSocket(socket) {
      const address = arrivedAt(socket);
      if (address === null) return;
      const heard = hear(address);
      heard.firstRequestAt ??= heard.lastHeardAt;
      heard.firstSocketAt ??= heard.lastHeardAt;
      socket.on('data', () => void hear(address));
    },
    recordTls(connection) {
      if (arrivedAt(connection) !== null) tls = { count: tls.count + 1, lastAt: hostTime.now() };
    },
    tls: () => tls,
    heardAt: (address) => joined(address === null ? [...byAddress.values()] : known(byAddress.get(address))),
    elsewhere: (address) => [...byAddress.keys()].findLast((other) => other !== address) ?? null,
  };
}

const known = (heard: Heard | undefined): readonly Heard[] => (heard === undefined ? [] : [heard]);

function joined(all: readonly Heard[]): PhonesHeard {
  const earliest = (times: readonly (number | null)[]) => {
    const past = times.filter((time) => time !== null);
    return past.length === 0 ? null : Math.min(...past);
  };
  return {
    firstRequestAt: earliest(all.map((heard) => heard.firstRequestAt)),
    firstSocketAt: earliest(all.map((heard) => heard.firstSocketAt)),
    lastHeardAt: all.length === 0 ? null : Math.max(...all.map((heard) => heard.lastHeardAt)),
  };
}
