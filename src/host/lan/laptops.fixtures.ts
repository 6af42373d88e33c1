/** Laptops as people bring them: their interfaces, and what the system tells about them. */
import { isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import type { Interfaces } from './addresses.ts';
import { readAdapters } from './evidence/windows.ts';
import type { InterfaceKind } from './interface-kind.ts';
import { type Finding, mergeFindings, type NetworkEvidence } from './network-evidence.ts';

interface Card {
  readonly address?: string;
  readonly addresses?: readonly string[];
  readonly netmask?: string;
  readonly mac?: string;
  /** What Linux or macOS tells. */
  readonly is?: InterfaceKind;
  /** What Windows tells: the driver's description, and IANA's ifType where it is not Ethernet. */
  readonly driver?: string;
  readonly type?: number;
  /** Windows knows of no hardware behind it. */
  readonly software?: true;
  /** A router can be reached through it. */
  readonly gateway?: true;
}

/** Cards by name; an address alone is a card of which the system tells nothing. */
export type Cards = Readonly<Record<string, Card | string>>;

export interface Laptop {
  readonly system: string;
  readonly cards: Cards;
  /** Whether Windows' own hotspot is on: 1 on, 2 off; absent: Windows does not tell. */
  readonly hotspot?: number;
  /** What phones are shown; null: no phone could reach the laptop. */
  readonly first: string | null;
  readonly why: string;
}

const MAC = '3c:22:fb:00:00:01';
const ETHERNET = 6;

function cardsOf(cards: Cards): readonly (readonly [name: string, card: Card])[] {
  return Object.entries(cards).map(([name, card]) => [
    name,
    typeof card === 'string' ? { address: card } : card,
  ]);
}

export function interfacesOf(cards: Cards): Interfaces {
  return Object.fromEntries(
    cardsOf(cards).map(([name, { address, addresses = [], mac = MAC, netmask }]) => [
      name,
      [...(address === undefined ? [] : [address]), ...addresses].map((each) => info(each, mac, netmask)),
    ]),
  );
}

function info(address: string, mac: string, netmask = '255.255.255.0'): NetworkInterfaceInfo {
  const internal = address === '::1' || address.startsWith('127.');
  return isIPv6(address)
    ? { address, netmask: 'ffff:ffff:ffff:ffff::', family: 'IPv6', mac, internal, cidr: null, scopeid: 0 }
    : { address, netmask, family: 'IPv4', mac, internal, cidr: null };
}

/** @param hotspot the state of Windows' own hotspot: 1 on, 2 off; null: Windows does not tell. */
export function evidenceOf(cards: Cards, hotspot: number | null = null): NetworkEvidence {
  const adapters = cardsOf(cards)
    .filter(([, { driver }]) => driver !== undefined)
    .map(([Name, { driver, type = ETHERNET, software = false }]) => ({
      Name,
      InterfaceDescription: driver,
      InterfaceType: type,
      HardwareInterface: !software,
    }));
  const findings = cardsOf(cards).map(([interfaceName, { is, gateway }]): Finding => ({
    interfaceName,
    ...(is !== undefined && { kind: is }),
    ...(gateway !== undefined && { hasGateway: gateway }),
  }));
  return mergeFindings([...readAdapters(JSON.stringify({ adapters, hotspot })), ...findings]);
}
