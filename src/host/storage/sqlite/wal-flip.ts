/**
 * Tells a write-ahead log with a flipped byte from one that a kill or a power cut left unfinished: SQLite drops what follows in either,
 * but only a flipped byte is explained by one byte. Layout: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */
import { readFileIfThere } from '../folders/read-file.ts';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The last bit of the magic number gives the byte order of the checksums. */
const MAGIC = 0x377f0682;
const BIG_ENDIAN_BIT = 1;

/** SQLite's running checksum, two 32-bit numbers. */
type Sums = readonly [number, number];

/** Whether one byte of the log was changed, so that SQLite would ignore some or all of it. False if there is no log. */
export function walHasFlippedByte(path: string): boolean {
  const wal = readFileIfThere(path);
  if (wal === null || wal.length <= HEADER_BYTES) return false;
  const stored = sumsAt(wal, 24);
  const isBigEndian = (wal.readUInt32BE(0) & BIG_ENDIAN_BIT) === BIG_ENDIAN_BIT;
  const isHeaderRight = (magic: number) =>
    (magic & ~BIG_ENDIAN_BIT) >>> 0 === MAGIC &&
    areEqual(sumsOf(wal.subarray(0, 24), [0, 0], isBigEndian), stored);
  // A header is written in one piece, and nothing follows it before it is on the disk.
  if (!isHeaderRight(wal.readUInt32BE(0))) return !isAllZero(wal);
  const salts = wal.subarray(16, 24);
  const frameBytes = FRAME_HEADER_BYTES + wal.readUInt32BE(8);
  let before = stored;
  for (let at = HEADER_BYTES; at + frameBytes <= wal.length; at += frameBytes) {
    const summed = Buffer.concat([
      wal.subarray(at, at + 8),
      wal.subarray(at + FRAME_HEADER_BYTES, at + frameBytes),
    ]);
    const found = sumsOf(summed, before, isBigEndian);
    const claimed = sumsAt(wal, at + 16);
    const wrongSalts = differingBytes(wal.subarray(at + 8, at + 16), salts);
    if (wrongSalts > 0) return wrongSalts === 1 && areEqual(found, claimed);
    if (!areEqual(found, claimed))
      return isOneByteApart(found, claimed) || isExplainedByOneByte(summed, found, claimed, isBigEndian);
    before = claimed;
  }
  return false;
}

/** Compares it with itself, shifted by one: looking at each byte of a large file would take a minute. */
function isAllZero(bytes: Buffer): boolean {
  return bytes[0] === 0 && bytes.subarray(1).equals(bytes.subarray(0, -1));
}

/** Whether changing one byte of `summed` changes its checksum from `found` to `claimed`. Walks back from the end of the sum. */
function isExplainedByOneByte(summed: Buffer, found: Sums, claimed: Sums, isBigEndian: boolean): boolean {
  const view = new DataView(summed.buffer, summed.byteOffset, summed.byteLength);
  let [first, second] = [(found[0] - claimed[0]) >>> 0, (found[1] - claimed[1]) >>> 0];
  for (let at = summed.length - 8; at >= 0; at -= 8) {
    // A changed word adds its difference here: an even one to both sums, an odd one to the second.
    const isEven = first === second && isByteChange(view.getUint32(at, !isBigEndian), first);
    const isOdd = first === 0 && isByteChange(view.getUint32(at + 4, !isBigEndian), second);
    if (isEven || isOdd) return true;
    [first, second] = [(2 * first - second) >>> 0, (second - first) >>> 0];
  }
  return false;
}

/** Whether taking `difference` away changes exactly one byte of the word. */
function isByteChange(word: number, difference: number): boolean {
  const changed = (word ^ ((word - difference) >>> 0)) >>> 0;
  return [0xff, 0xff00, 0xff0000, 0xff000000].some((mask) => changed !== 0 && (changed & ~mask) === 0);
}

function sumsOf(bytes: Buffer, [before, alsoBefore]: Sums, isBigEndian: boolean): Sums {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [first, second] = [before, alsoBefore];
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + view.getUint32(at, !isBigEndian) + second) >>> 0;
    second = (second + view.getUint32(at + 4, !isBigEndian) + first) >>> 0;
  }
  return [first, second];
}

function sumsAt(bytes: Buffer, at: number): Sums {
  return [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
}

function areEqual(one: Sums, other: Sums): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

function isOneByteApart(one: Sums, other: Sums): boolean {
  const [first, second] = [(one[0] ^ other[0]) >>> 0, (one[1] ^ other[1]) >>> 0];
  const isOneByte = (bits: number) =>
    [0, 8, 16, 24].some((shift) => bits === (((bits >>> shift) & 0xff) << shift) >>> 0);
  return (first === 0 && isOneByte(second)) || (second === 0 && isOneByte(first));
}

function differingBytes(one: Buffer, other: Buffer): number {
  let count = 0;
  for (const [index, byte] of one.entries()) if (byte !== other[index]) count += 1;
  return count;
}
