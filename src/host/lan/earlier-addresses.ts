/** Remembers which addresses the laptop had lately, over restarts. */
import Type from 'typebox';
import { Check } from 'typebox/value';
import { parseJson } from '../parse-json.ts';
import type { HostSettings } from '../storage/sqlite/settings.ts';

const SETTING = 'earlier_addresses';
const VERSION = 1;

export interface EarlierAddress {
  readonly address: string;
  /** Host time in ms when the laptop was last known to have it. */
  readonly lastAt: number;
}

const Stored = Type.Object({
  version: Type.Literal(VERSION),
  addresses: Type.Array(Type.Object({ address: Type.String(), last_at: Type.Number() })),
});

/** Newest first; empty if none are stored, or if a newer version of this program stored them. Throws `StorageError`. */
export function readEarlierAddresses(settings: HostSettings): readonly EarlierAddress[] {
  const stored = parsed(settings.get(SETTING));
  if (!Check(Stored, stored)) return [];
  return stored.addresses.map(({ address, last_at: lastAt }) => ({ address, lastAt }));
}

/** Throws `StorageError`. */
export function storeEarlierAddresses(settings: HostSettings, addresses: readonly EarlierAddress[]): void {
  const stored = {
    version: VERSION,
    addresses: addresses.map(({ address, lastAt }) => ({ address, last_at: lastAt })),
  };
  settings.set(SETTING, JSON.stringify(stored));
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
