/**
 * Checksums of stored rows. CRC-32 finds every changed byte, is computed for each command and each row read, and guards against
 * failing disks only: whoever can write the file can write its checksums too.
 */
import { crc32 } from 'node:zlib';
import { DamagedDataError } from './event-store.ts';

export type StoredValue = string | number | null;

/** The checksum of these values in this order, from 0 to 2³² - 1; `before` is the checksum that it continues. */
export function checksumOf(values: readonly StoredValue[], before = 0): number {
  return crc32(values.join('\0'), before);
}

/** Throws `DamagedDataError` if the stored checksum is not that of the row. `table` is part of every row's checksum. */
export function requireChecksum(table: string, values: readonly StoredValue[], stored: number | null): void {
  if (stored !== checksumOf([table, ...values])) throw new DamagedDataError(`A row of ${table} is damaged`);
}
