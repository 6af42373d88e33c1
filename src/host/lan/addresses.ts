/** What an address alone tells: whether another device could reach it, and how it is written. Pure. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** As `os.networkInterfaces()` gives them. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

export interface LanAddress {
  readonly address: string;
  /** Such as `wlan0`, `Wi-Fi` or `en0`. */
  readonly interfaceName: string;
}

/** Whether another device could reach this address at all, and a browser open it. */
export function isReachable(address: string): boolean {
  return isIPv4(address) || isIPv6(address) ? !isIn(UNREACHABLE, address) : false;
}

/** Whether the laptop gave itself this address, because the network gave it none. Browsers cannot open the IPv6 ones. */
export function isSelfAssigned(address: string): boolean {
  return isIn(SELF_ASSIGNED, address);
}

/** Whether a connection came from this laptop itself. */
export function isLoopback(address: string): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

/** An IPv4 address in its usual form, even from an IPv6 socket (`::ffff:10.0.0.2`). */
export function plainAddress(address: string): string {
  return address.toLowerCase().startsWith('::ffff:') && isIPv4(address.slice(7)) ? address.slice(7) : address;
}

/** As some proxies name whom they speak for: an IPv4 address with the port, an IPv6 address in brackets, with or without one. */
const ADDRESS_AND_PORT = /^(?:([\d.]+):\d+|\[([^\]]*)\](?::\d+)?)$/;

/**
 * What counts as one address in limits: an IPv4 address, or the first 64 bits of an IPv6 one, since a single device may use any of the
 * addresses that begin with them, as it may use any port.
 */
export function networkOf(address: string): string {
  const [whole, ipv4, ipv6 = whole] = ADDRESS_AND_PORT.exec(address) ?? [address];
  const [plain = ''] = plainAddress(ipv4 ?? ipv6)
    .toLowerCase()
    .split('%');
  if (!isIPv6(plain)) return plain;
  const [left = [], right = []] = plain
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** An address as it is written in a URL. */
export function urlHost(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}

/** Whether two devices with these addresses share the network of `info`. */
export function isInNetworkOf({ address, netmask, family }: NetworkInterfaceInfo, other: string): boolean {
  const plain = plainAddress(other);
  if (family !== 'IPv4' || !isIPv4(plain)) return false;
  const mask = numberOf(netmask);
  return (numberOf(address) & mask) === (numberOf(plain) & mask);
}

function numberOf(ipv4: string): number {
  return ipv4.split('.').reduce((number, byte) => (number << 8) | Number(byte), 0);
}

/** Address ranges, as `address/prefix`. */
export function rangesOf(...ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix = ''] = range.split('/');
    list.addSubnet(network, Number(prefix), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Whether the address is in one of the ranges; false if it is none. */
export function isIn(ranges: BlockList, address: string): boolean {
  if (isIPv4(address)) return ranges.check(address);
  return isIPv6(address) && ranges.check(address, 'ipv6');
}

const SELF_ASSIGNED = rangesOf('169.254.0.0/16', 'fe80::/10');

const UNREACHABLE = rangesOf(
  '127.0.0.0/8',
  '169.254.0.0/16',
  '0.0.0.0/8',
  '224.0.0.0/3',
  // The laptop's own end of a translation to IPv6 (CLAT); each phone there has the same address.
  '192.0.0.0/24',
  // For measurements; proxies use it as the address of a tunnel inside the laptop.
  '198.18.0.0/15',
  '::/127',
  'fe80::/10',
  'ff00::/8',
  // Translated and tunnelled addresses (NAT64, Teredo), and the range whose packets are thrown away.
  '64:ff9b::/96',
  '2001::/32',
  '100::/64',
);
