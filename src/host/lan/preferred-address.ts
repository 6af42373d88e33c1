/** Which address phones are shown whatever the ranking: the one given at the start, a chosen one, or one that phones have reached. Pure. */
import { isIPv6 } from 'node:net';
import type { LanAddress } from './addresses.ts';
import { type ChosenAddress, findChosenAddress } from './chosen-address.ts';
import type { RankedAddress } from './rank-addresses.ts';

export interface Preferences {
  /** Shown even if no interface has it. */
  readonly override: string | null;
  readonly chosen: ChosenAddress | null;
  /** The first address that a phone connected to. */
  readonly proven: LanAddress | null;
}

/** Undefined: the best one by rank is shown. */
export function preferredAddress(
  ranked: readonly RankedAddress[],
  { override, chosen, proven }: Preferences,
): LanAddress | undefined {
  if (override !== null && chosen?.address === override)
    return ranked.find(({ address }) => address === override) ?? { address: override, interfaceName: '' };
  return findChosenAddress(ranked, chosen) ?? provenAddress(ranked, proven);
}

/** Or another address of the same interface. One VPN user proves nothing for the others if there is a network for all. */
export function provenAddress(
  ranked: readonly RankedAddress[],
  proven: LanAddress | null,
): LanAddress | undefined {
  const found = findChosenAddress(ranked, proven);
  const isForPhones = found?.isForPhones === true || !ranked.some((one) => one.isForPhones);
  return isForPhones ? found : undefined;
}

/** What an arrival at this address proves: over IPv6, that the network works, where every phone speaks IPv4. */
export function provenBy(ranked: readonly RankedAddress[], localAddress: string): LanAddress | undefined {
  const reached = ranked.find(({ address }) => address === localAddress);
  return isIPv6(localAddress)
    ? ranked.find(({ interfaceName }) => interfaceName === reached?.interfaceName)
    : reached;
}
