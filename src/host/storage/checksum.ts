/**
 * Checksums of stored rows. CRC-32 finds every changed byte, is computed for each command and each row read, and guards against
 * failing disks only: whoever can write the file can write its checksums too.
 */
import { crc32 } from 'node:zlib';
import { DamagedDataError } from './event-store.ts';

export type StoredValue = string | number | null;

/**
 * The checksum of these values in this order, from 0 to 2³² - 1; `before` is the checksum that it continues. NaN, which is no row's
 * checksum, where a value is of another type: a bit that changes on the disk makes bytes of a text, and they would read alike.
 */
export function checksumOf(values: readonly StoredValue[], before = 0): number {
  if (!values.every(isStoredValue)) return Number.NaN;
  return crc32(values.join('\0'), before);
}

function isStoredValue(value: unknown): value is StoredValue {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

/** Throws `DamagedDataError` if the stored checksum is not that of the row. `table` is part of every row's checksum. */
export function requireChecksum(table: string, values: readonly StoredValue[], stored: number | null): void {
  if (stored !== checksumOf([table, ...values])) throw new DamagedDataError(`A row of ${table} is damaged`);
}
