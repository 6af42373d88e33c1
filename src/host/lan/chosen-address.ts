/** Remembers the address that somebody chose. */
import type { HostSettings } from '../storage/sqlite/settings.ts';
import type { LanAddress } from './addresses.ts';

const SETTING = 'chosen_address';

export interface ChosenAddress {
  readonly address: string;
  /** The network interface that had it; null: unknown. */
  readonly interfaceName: string | null;
}

/** Null: nobody has chosen one. Throws `StorageError`. */
export function readChosenAddress(settings: HostSettings): ChosenAddress | null {
  const [address = '', interfaceName = ''] = (settings.get(SETTING) ?? '').split('\n');
  return address === '' ? null : { address, interfaceName: interfaceName === '' ? null : interfaceName };
}

/** Throws `StorageError`. */
export function storeChosenAddress(settings: HostSettings, chosen: LanAddress | null): void {
  settings.set(SETTING, chosen === null ? '' : `${chosen.address}\n${chosen.interfaceName}`);
}

/** The chosen address, or the current one of the same interface: routers hand out new addresses. */
export function findChosenAddress<Address extends LanAddress>(
  addresses: readonly Address[],
  chosen: ChosenAddress | null,
): Address | undefined {
  if (chosen === null) return undefined;
  return (
    addresses.find(({ address }) => address === chosen.address) ??
    addresses.find(({ interfaceName }) => interfaceName === chosen.interfaceName)
  );
}
