/** Ranks the laptop's addresses by how likely phones can reach them. Pure. */
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** As `os.networkInterfaces()` gives them. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

export interface LanAddress {
  readonly address: string;
  /** Such as `wlan0`, `Wi-Fi` or `en0`. */
  readonly interfaceName: string;
}

/** Address ranges, scored by how likely a village hall's Wi-Fi uses them. */
const RANGES: readonly (readonly [network: string, prefix: number, score: number])[] = [
  ['192.168.0.0', 16, 100],
  ['10.0.0.0', 8, 80],
  ['172.16.0.0', 12, 60],
  // Carrier-grade NAT: Tailscale and mobile sticks.
  ['100.64.0.0', 10, -50],
];
const OTHER_IPV4 = 20;
const IPV6_PRIVATE = 10;
const IPV6_PUBLIC = 0;
/** The hotspot of Windows and some phones: if it is on, somebody switched it on for tonight. */
const HOTSPOT = /^192\.168\.137\.1$/;
const HOTSPOT_BONUS = 30;

const WIRELESS = /^(wl|wi-?fi|wireless|airport|wlan|drahtlos|ra\d)/i;
const WIRED = /^(eth|en[ospx0-9]|ethernet|lan)/i;
const VIRTUAL =
  /(docker|^br-|veth|virbr|vbox|virtualbox|vmnet|vmware|hyper-?v|vethernet|wsl|^tun|^tap|^wg|wireguard|^utun|tailscale|zerotier|^zt|^ppp|vpn|ipsec|^lxc|^lxdbr|^podman|^cni|^cali|^flannel|bluetooth|^bridge\d|^awdl|^llw|^ap\d|loopback|npcap)/i;
/** Interfaces that VirtualBox, VMware and docker add to their host. */
const VIRTUAL_MAC = /^(0a:00:27|00:50:56:c0|02:42)/i;
const WIRELESS_BONUS = 20;
const WIRED_BONUS = 10;
const VIRTUAL_MALUS = -100;

/**
 * The addresses that phones may be able to reach, best first; equal ones in the order of the system. Loopback and self-assigned
 * addresses (169.254/16, fe80::/10) are left out; doubtful addresses come last.
 */
export function rankAddresses(interfaces: Interfaces): readonly LanAddress[] {
  return Object.entries(interfaces)
    .flatMap(([interfaceName, infos = []]) =>
      infos.map(({ address, internal, mac }) => ({ interfaceName, address, internal, mac })),
    )
    .filter(({ address, internal }) => !internal && isReachable(address))
    .map(({ interfaceName, address, mac }) => ({
      interfaceName,
      address,
      score: scoreOf(interfaceName, address, mac),
    }))
    .toSorted((one, other) => other.score - one.score)
    .map(({ interfaceName, address }) => ({ interfaceName, address }));
}

/** Whether another device could reach this address at all. */
export function isReachable(address: string): boolean {
  if (isIPv4(address)) return !UNREACHABLE.check(address);
  return isIPv6(address) && !UNREACHABLE.check(address, 'ipv6');
}

/** Whether a connection came from this laptop itself. */
export function isLoopback(address: string): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || plain.startsWith('127.');
}

/** An IPv4 address in its usual form, even from an IPv6 socket (`::ffff:10.0.0.2`). */
export function plainAddress(address: string): string {
  return address.toLowerCase().startsWith('::ffff:') && isIPv4(address.slice(7)) ? address.slice(7) : address;
}

/**
 * What counts as one address in limits: an IPv4 address, or the first 64 bits of an IPv6 one, since a single device may use any of the
 * addresses that begin with them.
 */
export function networkOf(address: string): string {
  const [plain = ''] = plainAddress(address).toLowerCase().split('%');
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

const UNREACHABLE = new BlockList();
UNREACHABLE.addSubnet('127.0.0.0', 8);
UNREACHABLE.addSubnet('169.254.0.0', 16);
UNREACHABLE.addSubnet('0.0.0.0', 8);
UNREACHABLE.addSubnet('224.0.0.0', 3);
UNREACHABLE.addAddress('::', 'ipv6');
UNREACHABLE.addAddress('::1', 'ipv6');
UNREACHABLE.addSubnet('fe80::', 10, 'ipv6');
UNREACHABLE.addSubnet('ff00::', 8, 'ipv6');

function scoreOf(interfaceName: string, address: string, mac: string): number {
  return (
    rangeScore(address) + interfaceScore(interfaceName, mac) + (HOTSPOT.test(address) ? HOTSPOT_BONUS : 0)
  );
}

function rangeScore(address: string): number {
  if (isIPv6(address)) return /^f[cd]/i.test(address) ? IPV6_PRIVATE : IPV6_PUBLIC;
  const range = RANGES.find(([network, prefix]) => isIn(address, network, prefix));
  return range?.[2] ?? OTHER_IPV4;
}

function interfaceScore(interfaceName: string, mac: string): number {
  if (VIRTUAL.test(interfaceName) || VIRTUAL_MAC.test(mac)) return VIRTUAL_MALUS;
  if (WIRELESS.test(interfaceName)) return WIRELESS_BONUS;
  return WIRED.test(interfaceName) ? WIRED_BONUS : 0;
}

function isIn(address: string, network: string, prefix: number): boolean {
  const list = new BlockList();
  list.addSubnet(network, prefix);
  return list.check(address);
}
