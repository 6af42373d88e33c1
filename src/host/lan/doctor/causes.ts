/** Why a rung of the ladder may not pass, the likeliest cause first. Pure. */
import type { Cause, CauseCode, CauseOf, CauseParams, RungName } from '../../../protocol/doctor-codes.ts';
import type { LanAddress } from '../addresses.ts';
import type { FirewallReading } from '../firewall/firewall-reading.ts';
import type { SelfCheck } from './self-check.ts';

export interface Circumstances {
  /** The rung that has not passed. */
  readonly rung: RungName;
  readonly address: string | null;
  /** All addresses of the laptop. */
  readonly addresses: readonly LanAddress[];
  readonly self: SelfCheck | null;
  /** Another address of ours where a phone came. */
  readonly elsewhere: string | null;
  readonly firewall: FirewallReading;
  /** Whether the system asks before a program may use the local network. */
  readonly asksForLocalNetwork: boolean;
}

const VPN =
  /(^tun|^tap|^wg|wireguard|^utun|tailscale|zerotier|^zt|^ppp|vpn|ipsec|anyconnect|forti|nordlynx|mullvad|cloudflarewarp)/i;

export function likelyCauses(circumstances: Circumstances): readonly Cause[] {
  const { rung, address } = circumstances;
  switch (rung) {
    case 'listening':
      return [];
    case 'address':
      return address === null ? [cause('no_network', {})] : [cause('address_not_here', { address })];
    case 'self':
      return [...whyNotItself(circumstances), ...vpnsOf(circumstances.addresses)];
    case 'request':
      return whyNoRequest(circumstances);
    case 'socket':
      return plain('not_joined', 'phone_vpn', 'live_blocked', 'mobile_data');
    case 'heard':
      return plain('asleep', 'access_point', 'mobile_data');
    default:
      return rung satisfies never;
  }
}

function whyNotItself({ address, self }: Circumstances): readonly Cause[] {
  if (address === null || self === null) return [];
  if (self.outcome === 'another') return [cause('answered_by_another', { address })];
  return [cause('unreachable_itself', { address, error: self.error })];
}

/** What is certain comes first, then what is common: docs/protocol.md, "Network doctor". */
function whyNoRequest(circumstances: Circumstances): readonly Cause[] {
  const { firewall, elsewhere, addresses, asksForLocalNetwork } = circumstances;
  const isCertain = firewall.isOpen === false;
  return [
    ...(isCertain ? firewall.causes : []),
    ...(elsewhere === null ? [] : [cause('arrived_elsewhere', { address: elsewhere })]),
    ...plain('phone_wifi', 'mobile_data'),
    ...(isCertain ? [] : firewall.causes),
    ...(elsewhere === null && addresses.length > 1 ? plain('other_address') : []),
    ...plain('phone_permission', 'phone_vpn'),
    ...vpnsOf(addresses),
    ...plain('isolation', 'captive_portal'),
    ...(asksForLocalNetwork ? plain('local_network') : []),
    ...plain('private_dns'),
  ];
}

function vpnsOf(addresses: readonly LanAddress[]): readonly Cause[] {
  const names = new Set(addresses.map(({ interfaceName }) => interfaceName).filter((name) => VPN.test(name)));
  return [...names].map((name) => cause('laptop_vpn', { interface: name }));
}

/** Codes without parameters. */
type PlainCode = {
  readonly [Code in CauseCode]: CauseParams[Code] extends Readonly<Record<string, never>> ? Code : never;
}[CauseCode];

const plain = (...codes: readonly PlainCode[]): readonly Cause[] => codes.map((code) => cause(code, {}));

/** A cause of that code; `command` mends it. */
export function cause<Code extends CauseCode>(
  code: Code,
  params: CauseParams[Code],
  command: string | null = null,
): CauseOf<Code> {
  return { code, params, command };
}
