/** The address that somebody chose, as it is remembered between evenings. */
import type { HostSettings } from '../storage/sqlite/settings.ts';
import type { LanAddress } from './addresses.ts';

const SETTING = 'chosen_address';

export interface Choice {
  readonly address: string;
  /** The network card that had it; null: not known. */
  readonly card: string | null;
}

/** Null: nobody chose. Throws `StorageError`. */
export function readChoice(settings: HostSettings): Choice | null {
  const [address = '', card = ''] = (settings.get(SETTING) ?? '').split('\n');
  return address === '' ? null : { address, card: card === '' ? null : card };
}

/** Throws `StorageError`. */
export function storeChoice(settings: HostSettings, choice: LanAddress | null): void {
  settings.set(SETTING, choice === null ? '' : `${choice.address}\n${choice.card}`);
}

/** The chosen address, or what its card is called by now: routers give new addresses to the same card. */
export function findChoice(addresses: readonly LanAddress[], choice: Choice | null): LanAddress | undefined {
  if (choice === null) return undefined;
  return (
    addresses.find(({ address }) => address === choice.address) ??
    addresses.find(({ card }) => card === choice.card)
  );
}
