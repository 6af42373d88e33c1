/** This laptop's addresses and which one phones are shown, from what `GET /api/v2/host` says. */

export interface LaptopAddress {
  readonly address: string;
  /** The network card that has it, as the system calls it. */
  readonly card: string;
}

export interface LaptopAddresses {
  /** The one that phones are shown first. */
  readonly addresses: readonly LaptopAddress[];
  /** The address somebody chose; null: the host chooses. */
  readonly chosen: string | null;
}

/** What makes no sense is taken as not said. */
export function addressesFrom(body: unknown): LaptopAddresses {
  if (typeof body !== 'object' || body === null) return { addresses: [], chosen: null };
  const listed = 'addresses' in body && Array.isArray(body.addresses) ? body.addresses : [];
  return {
    addresses: listed.filter(isAddress),
    chosen: 'chosen' in body && typeof body.chosen === 'string' ? body.chosen : null,
  };
}

function isAddress(value: unknown): value is LaptopAddress {
  if (typeof value !== 'object' || value === null || !('address' in value && 'card' in value)) return false;
  return typeof value.address === 'string' && typeof value.card === 'string';
}
