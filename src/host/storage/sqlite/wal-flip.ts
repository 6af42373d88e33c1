/**
 * Tells a write-ahead log with a flipped byte from one that a kill or a power cut left unfinished: SQLite drops what follows in either,
 * but only a flipped byte is explained by one byte.
 */
import { readFileIfThere } from '../folders/read-file.ts';
import { isOneByteApart, oneByteRepairs } from './one-byte.ts';
import {
  areEqual,
  claimedSums,
  foundSums,
  frameBytesOf,
  HEADER_BYTES,
  SALTS_AT,
  walHeaderOf,
} from './wal-format.ts';

/** Whether one byte of the log was changed, so that SQLite would ignore some or all of it. False if there is no log. */
export function walHasFlippedByte(path: string): boolean {
  const wal = readFileIfThere(path);
  if (wal === null || wal.length <= HEADER_BYTES) return false;
  const header = walHeaderOf(wal);
  // A header is written in one piece, and nothing follows it before it is on the disk.
  if (header === null) return !isAllZero(wal);
  const frameBytes = frameBytesOf(header);
  let before = header.sums;
  for (let at = HEADER_BYTES; at + frameBytes <= wal.length; at += frameBytes) {
    const found = foundSums(wal, at, before, header);
    const claimed = claimedSums(wal, at);
    const wrongSalts = differingBytes(wal.subarray(at + SALTS_AT, at + SALTS_AT + 8), header.salts);
    if (wrongSalts > 0) return wrongSalts === 1 && areEqual(found, claimed);
    if (!areEqual(found, claimed))
      return (
        isOneByteApart(found, claimed) ||
        oneByteRepairs(wal, at, { found, claimed }, header).next().done === false
      );
    before = claimed;
  }
  return false;
}

/** Compares it with itself, shifted by one: looking at each byte of a large file would take a minute. */
function isAllZero(bytes: Buffer): boolean {
  return bytes[0] === 0 && bytes.subarray(1).equals(bytes.subarray(0, -1));
}

function differingBytes(one: Buffer, other: Buffer): number {
  let count = 0;
  for (const [index, byte] of one.entries()) if (byte !== other[index]) count += 1;
  return count;
}
