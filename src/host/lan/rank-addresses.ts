/** Ranks the laptop's addresses by how likely phones can reach them. Pure. */
import { type Interfaces, isIn, isReachable, type LanAddress, rangesOf } from './addresses.ts';
import { type InterfaceKind, kindOf } from './interface-kind.ts';
import type { NetworkEvidence } from './network-evidence.ts';

export interface RankedAddress extends LanAddress {
  /** False: no phone can be there (a VPN, a modem, a virtual machine's network), unless one has come from there. */
  readonly isForPhones: boolean;
}

/** The kind decides; a router, the family and the range decide between equals. */
const KIND_SCORES: Readonly<Record<InterfaceKind, number>> = {
  hotspot: 500,
  wifi: 300,
  ethernet: 250,
  tethered: 100,
  doubtful: 0,
  mobile: -200,
  tunnel: -250,
  internal: -300,
};
const UNKNOWN_KIND = 240;
/** More than between cable and Wi-Fi: a Wi-Fi without a router belongs to a printer or a projector. */
const GATEWAY_BONUS = 60;

/** Address ranges, by how likely a village hall's Wi-Fi uses them. */
const RANGES = [
  [rangesOf('192.168.0.0/16'), 30],
  [rangesOf('10.0.0.0/8'), 25],
  [rangesOf('172.16.0.0/12'), 20],
  // Carrier-grade NAT: VPNs between one's own devices, and mobile sticks.
  [rangesOf('100.64.0.0/10'), -150],
  [rangesOf('0.0.0.0/0'), 10],
  // Tailscale's.
  [rangesOf('fd7a:115c:a1e0::/48'), -200],
  [rangesOf('fc00::/7'), -50],
  [rangesOf('::/0'), -60],
] as const;

const NOT_FOR_PHONES: readonly (InterfaceKind | null)[] = ['mobile', 'tunnel', 'internal'];

/**
 * The laptop's addresses that other devices may reach, best first; equal ones in the order of the system. Loopback and
 * self-assigned addresses are left out; those where no phone can be come last.
 */
export function rankAddresses(interfaces: Interfaces, evidence: NetworkEvidence): readonly RankedAddress[] {
  return Object.entries(interfaces)
    .flatMap(([interfaceName, infos = []]) => infos.map((info) => ({ interfaceName, ...info })))
    .filter(({ address, internal }) => !internal && isReachable(address))
    .map(({ interfaceName, address, mac }) => {
      const found = evidence.get(interfaceName);
      const kind = kindOf(interfaceName, mac, found);
      const gateway = found?.hasGateway === true ? GATEWAY_BONUS : 0;
      return {
        interfaceName,
        address,
        isForPhones: !NOT_FOR_PHONES.includes(kind),
        score: (kind === null ? UNKNOWN_KIND : KIND_SCORES[kind]) + gateway + rangeScore(address),
      };
    })
    .toSorted((one, other) => Number(other.isForPhones) - Number(one.isForPhones) || other.score - one.score)
    .map(({ interfaceName, address, isForPhones }) => ({ interfaceName, address, isForPhones }));
}

function rangeScore(address: string): number {
  return RANGES.find(([range]) => isIn(range, address))?.[1] ?? 0;
}
