/** What is worth a warning about the address that phones are shown. Pure. */
import { isIPv6 } from 'node:net';
import type { Warning } from '../../protocol/host-warnings.ts';
import { type Interfaces, isSelfAssigned, type LanAddress } from './addresses.ts';
import { type InterfaceKind, kindOf } from './interface-kind.ts';
import type { NetworkEvidence } from './network-evidence.ts';
import type { RankedAddress } from './rank-addresses.ts';

export interface AddressState {
  readonly interfaces: Interfaces;
  readonly evidence: NetworkEvidence;
  readonly ranked: readonly RankedAddress[];
  readonly shown: LanAddress | null;
  /** The address that somebody chose; null: nobody did. */
  readonly chosen: string | null;
  /** Shown even if no interface has it. */
  readonly override: string | null;
  /** The address that phones scanned before it changed. */
  readonly changedFrom: string | null;
}

/** The most important warning; null: all is well. */
export function addressWarning(state: AddressState): Warning | null {
  const { ranked, chosen, override, changedFrom } = state;
  const shown = state.shown?.address;
  if (shown === undefined) return whyNoAddress(state);
  if (chosen !== null && chosen !== override && shown !== chosen)
    return { code: 'chosen_address_gone', params: { chosen, shown } };
  if (chosen !== null && !ranked.some(({ address }) => address === shown))
    return { code: 'address_unknown', params: { shown } };
  if (changedFrom !== null) return { code: 'address_changed', params: { from: changedFrom, to: shown } };
  return isIPv6(shown) ? { code: 'ipv6_only', params: { shown } } : null;
}

function whyNoAddress({ interfaces, evidence, ranked }: AddressState): Warning {
  const waiting = Object.entries(interfaces).find(([interfaceName, infos = []]) =>
    infos.some(
      ({ address, family, mac }) =>
        isSelfAssigned(address) && isNetwork(kindOf(interfaceName, mac, evidence.get(interfaceName)), family),
    ),
  );
  if (waiting !== undefined) return { code: 'no_address_given', params: { card: waiting[0] } };
  const cards = [...new Set(ranked.map(({ interfaceName }) => interfaceName))];
  return cards.length > 0
    ? { code: 'no_phone_network', params: { cards } }
    : { code: 'no_network', params: {} };
}

/** Nearly every interface has a self-assigned address at times: only on these does it mean that a router is missing. */
function isNetwork(kind: InterfaceKind | null, family: 'IPv4' | 'IPv6'): boolean {
  if (kind === null) return family === 'IPv4';
  return kind === 'wifi' || kind === 'ethernet' || kind === 'hotspot';
}
