/** Where pages look for the laptop when they can no longer reach it: its own addresses in local networks, now and lately, and its name. */
import { isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import type { HostSettings } from '../storage/sqlite/settings.ts';
import type { Cancel } from '../time/clock.ts';
import { isIn, isInNetworkOf, networkOf, plainAddress, rangesOf, urlHost } from './addresses.ts';
import { type EarlierAddress, readEarlierAddresses, storeEarlierAddresses } from './earlier-addresses.ts';
import type { Lan } from './lan.ts';

/** Addresses that nobody has on the internet: only these are ever announced. */
const LOCAL = rangesOf('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7');
/** Routers give an address back to whoever had it lately. */
const KEPT_MS = 24 * 60 * 60_000;
const MAX_EARLIER = 6;

export interface AnnouncedOriginsOptions {
  readonly lan: Pick<Lan, 'addressesForPhones' | 'interfaces' | 'onChange'>;
  readonly settings: HostSettings;
  /** The laptop's own `.local` name; null: it is not announced. */
  readonly hostName: string | null;
  readonly port: () => number;
  /** Host time, ms. */
  readonly now: () => number;
  readonly report: (message: string, error: unknown) => void;
}

/** How a request reached the laptop. */
interface Reached {
  /** The Host header. */
  readonly host: string | undefined;
  readonly localAddress: string | undefined;
  readonly remoteAddress: string | undefined;
}

export interface AnnouncedOrigins {
  /** `http://192.168.1.20:4747`, the one that phones are shown first; then the name, then addresses of the last 24 hours. */
  list(): readonly string[];
  /** Whether a page from this origin may ask where its seat is. */
  isAnnounced(origin: string): boolean;
  /**
   * The origin at which the laptop was reached, as an IP literal even if by name; null if it does not have it now, or if somebody in
   * another network of the laptop may be passing on what a page has asked there.
   */
  reachedAt(reached: Reached): string | null;
  /** Called when the list changes. */
  onChange(listener: () => void): Cancel;
  close(): void;
}

export function createAnnouncedOrigins(options: AnnouncedOriginsOptions): AnnouncedOrigins {
  const { lan, settings, hostName, port, now, report } = options;
  const listeners = new Set<() => void>();
  let earlier: readonly EarlierAddress[] = [];
  try {
    earlier = readEarlierAddresses(settings);
  } catch (error) {
    report('the earlier addresses cannot be read', error);
  }

  const current = () => {
    const own = new Set(infos().map(({ address }) => address));
    return lan.addressesForPhones().filter((address) => own.has(address) && isIn(LOCAL, address));
  };
  const infos = () => Object.values(lan.interfaces()).flatMap((each = []) => each);
  /** As browsers write it: without the port that they take by themselves. */
  const originOf = (host: string) => `http://${host}${port() === 80 ? '' : `:${port()}`}`;
  const list = () => {
    const addresses = new Set([...current(), ...earlier.map(({ address }) => address)]);
    const origins = [...addresses].map((address) => originOf(urlHost(address)));
    if (hostName !== null) origins.splice(current().length, 0, originOf(hostName));
    return origins;
  };

  const remember = () => {
    const addresses = current();
    const at = now();
    const others = earlier.filter(
      ({ address, lastAt }) => !addresses.includes(address) && Math.abs(at - lastAt) < KEPT_MS,
    );
    const kept = [...addresses.map((address) => ({ address, lastAt: at })), ...others].slice(
      0,
      addresses.length + MAX_EARLIER,
    );
    earlier = kept;
    try {
      storeEarlierAddresses(settings, kept);
    } catch (error) {
      report('the laptop’s addresses cannot be kept for the next start', error);
    }
  };

  remember();
  let known = current().join(' ');
  const stop = lan.onChange(() => {
    const text = current().join(' ');
    if (text === known) return;
    known = text;
    remember();
    for (const listener of listeners) listener();
  });

  return {
    list,
    isAnnounced: (origin) => list().includes(origin.toLowerCase()),
    reachedAt({ host, localAddress = '', remoteAddress = '' }) {
      const local = plainAddress(localAddress);
      const origin = originOf(urlHost(local));
      if (!current().includes(local)) return null;
      const named = `http://${(host ?? '').toLowerCase()}`;
      if (named !== origin && (hostName === null || named !== originOf(hostName))) return null;
      return mayBePassedOn(local, plainAddress(remoteAddress)) ? null : origin;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stop();
      listeners.clear();
    },
  };

  /**
   * Whether the caller is in a network of the laptop, but not in the one that this address belongs to. A phone there would mean some
   * other device by this address, and systems take packets for any of their addresses from every network.
   */
  function mayBePassedOn(local: string, remote: string): boolean {
    const networks = infos().filter((info) => isInSameNetwork(info, remote));
    return networks.length > 0 && !networks.some((info) => isInSameNetwork(info, local));
  }
}

function isInSameNetwork(info: NetworkInterfaceInfo, address: string): boolean {
  return isIPv6(address)
    ? info.family === 'IPv6' && networkOf(info.address) === networkOf(address)
    : isInNetworkOf(info, address);
}
