/** The layout of a write-ahead log, and its checksum: https://www.sqlite.org/fileformat2.html#the_write_ahead_log */

export const HEADER_BYTES = 32;
export const FRAME_HEADER_BYTES = 24;
/** In the header of the log: what its checksum is of comes before it. */
const LOG_SALTS_AT = 16;
const LOG_SUMS_AT = 24;
/** In the header of a frame. Number and size of a frame, and its page, are what its checksum is of. */
const SUMMED_HEADER_BYTES = 8;
export const SALTS_AT = 8;
const SUMS_AT = 16;
/** The last bit of the magic number gives the byte order of the checksums. */
const MAGIC = 0x377f0682;
const BIG_ENDIAN_BIT = 1;
const VERSION = 3_007_000;

/** SQLite's running checksum, two 32-bit numbers: the header's goes on in the first frame, a frame's in the next. */
export type Sums = readonly [number, number];

export interface WalFormat {
  readonly pageBytes: number;
  readonly isBigEndian: boolean;
}

export interface WalHeader extends WalFormat {
  /** Random; every frame of this log repeats them. */
  readonly salts: Buffer;
  readonly sums: Sums;
}

/** Null if the header is damaged or cut off: it may say anything then. */
export function walHeaderOf(wal: Buffer): WalHeader | null {
  if (wal.length < HEADER_BYTES) return null;
  const magic = wal.readUInt32BE(0);
  if ((magic & ~BIG_ENDIAN_BIT) >>> 0 !== MAGIC) return null;
  const header = headerAsStored(wal, (magic & BIG_ENDIAN_BIT) === BIG_ENDIAN_BIT);
  return areEqual(sumOf(wal, [0, LOG_SUMS_AT], [0, 0], header.isBigEndian), header.sums) ? header : null;
}

/** What the header says, be it right or not. */
export function headerAsStored(wal: Buffer, isBigEndian: boolean): WalHeader {
  return {
    isBigEndian,
    pageBytes: wal.readUInt32BE(8),
    salts: wal.subarray(LOG_SALTS_AT, LOG_SUMS_AT),
    sums: readSums(wal, LOG_SUMS_AT),
  };
}

/** The part of a header that its checksum is of. */
export function headerBytes(
  { isBigEndian, pageBytes, salts }: Omit<WalHeader, 'sums'>,
  sequence: number,
): Buffer {
  const bytes = Buffer.alloc(LOG_SUMS_AT);
  bytes.writeUInt32BE(isBigEndian ? MAGIC + BIG_ENDIAN_BIT : MAGIC, 0);
  bytes.writeUInt32BE(VERSION, 4);
  bytes.writeUInt32BE(pageBytes, 8);
  bytes.writeUInt32BE(sequence, 12);
  salts.copy(bytes, LOG_SALTS_AT);
  return bytes;
}

export function frameBytesOf({ pageBytes }: WalFormat): number {
  return FRAME_HEADER_BYTES + pageBytes;
}

/** The checksum that a frame says it has. */
export function claimedSums(wal: Buffer, at: number): Sums {
  return readSums(wal, at + SUMS_AT);
}

/** The checksum that a frame really has. */
export function foundSums(wal: Buffer, at: number, before: Sums, format: WalFormat): Sums {
  const [header, page] = summedParts(at, format);
  return sumOf(wal, page, sumOf(wal, header, before, format.isBigEndian), format.isBigEndian);
}

/** What the checksum before a frame must have been, if the frame is right. */
export function sumsBefore(wal: Buffer, at: number, format: WalFormat): Sums {
  const [header, page] = summedParts(at, format);
  const { isBigEndian } = format;
  return unsumOf(wal, header, unsumOf(wal, page, claimedSums(wal, at), isBigEndian), isBigEndian);
}

type Range = readonly [from: number, to: number];

export function summedParts(at: number, { pageBytes }: WalFormat): readonly [header: Range, page: Range] {
  const pageAt = at + FRAME_HEADER_BYTES;
  return [
    [at, at + SUMMED_HEADER_BYTES],
    [pageAt, pageAt + pageBytes],
  ];
}

export function sumOf(
  bytes: Buffer,
  [from, to]: Range,
  [before, alsoBefore]: Sums,
  isBigEndian: boolean,
): Sums {
  const view = viewOf(bytes);
  let [first, second] = [before, alsoBefore];
  for (let at = from; at < to; at += 8) {
    first = (first + view.getUint32(at, !isBigEndian) + second) >>> 0;
    second = (second + view.getUint32(at + 4, !isBigEndian) + first) >>> 0;
  }
  return [first, second];
}

/** The way back: the sums before these bytes, from those after them. */
export function unsumOf(bytes: Buffer, [from, to]: Range, after: Sums, isBigEndian: boolean): Sums {
  const view = viewOf(bytes);
  let [first, second] = after;
  for (let at = to - 8; at >= from; at -= 8) {
    second = (second - view.getUint32(at + 4, !isBigEndian) - first) >>> 0;
    first = (first - view.getUint32(at, !isBigEndian) - second) >>> 0;
  }
  return [first, second];
}

export function areEqual(one: Sums, other: Sums): boolean {
  return one[0] === other[0] && one[1] === other[1];
}

export function viewOf(bytes: Buffer): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readSums(bytes: Buffer, at: number): Sums {
  return [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)];
}
