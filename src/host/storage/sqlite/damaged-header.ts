/** What a damaged header of a log must have said, as its frames tell. */
import {
  areEqual,
  claimedSums,
  foundSums,
  FRAME_HEADER_BYTES,
  frameBytesOf,
  HEADER_BYTES,
  headerAsStored,
  headerBytes,
  SALTS_AT,
  sumOf,
  sumsBefore,
  unsumOf,
  viewOf,
  type Sums,
  type WalFormat,
} from './wal-format.ts';

export interface FoundHeader extends WalFormat {
  readonly salts: Buffer;
  /** Where the first frame begins: elsewhere than it should if bytes of the header are gone, or there are more. */
  readonly firstAt: number;
  /** What its checksum may have been, from which the first frame goes on. */
  readonly sums: readonly Sums[];
}

/** SQLite's own, and the least and most that it allows. */
const USUAL_PAGE_BYTES = 4_096;
const [LEAST_PAGE_BYTES, MOST_PAGE_BYTES] = [512, 65_536];
/** As many frames tell the right header from a wrong one. */
const LOOKED_AT = 8;
const SEQUENCE_AT = 12;
const SALTS_BYTES = 8;

/** Null if the log is too short for a frame. */
export function headerFromFrames(wal: Buffer): FoundHeader | null {
  if (wal.length < HEADER_BYTES + FRAME_HEADER_BYTES) return null;
  const stored = wal.readUInt32BE(8);
  const isSize = stored >= LEAST_PAGE_BYTES && stored <= MOST_PAGE_BYTES && (stored & (stored - 1)) === 0;
  const sizes = [...new Set([...(isSize ? [stored] : []), USUAL_PAGE_BYTES])];
  const formats = sizes.flatMap((pageBytes) =>
    [false, true].map((isBigEndian) => ({ pageBytes, isBigEndian })),
  );
  const inPlace = bestOf(
    wal,
    formats.map((format) => headerIf(wal, format, { salts: saltsOf(wal, format), firstAt: HEADER_BYTES })),
  );
  if (inPlace !== null && fittingFrames(wal, inPlace) > 0) return inPlace;
  const shifted = formats.flatMap((format) => {
    const first = shiftedFrame(wal, format);
    return first === null ? [] : headerIf(wal, format, first);
  });
  return bestOf(wal, shifted) ?? inPlace;
}

function bestOf(wal: Buffer, headers: readonly FoundHeader[]): FoundHeader | null {
  return headers.toSorted((one, other) => fittingFrames(wal, other) - fittingFrames(wal, one))[0] ?? null;
}

function headerIf(wal: Buffer, format: WalFormat, { salts, firstAt }: FirstFrame): FoundHeader {
  const stored = headerAsStored(wal, format.isBigEndian);
  const right = headerBytes({ ...format, salts }, wal.readUInt32BE(SEQUENCE_AT));
  const sums = [stored.sums, sumOf(right, [0, right.length], [0, 0], format.isBigEndian)];
  if (firstAt + frameBytesOf(format) <= wal.length) {
    const needed = sumsBefore(wal, firstAt, format);
    if (isOfHeader(needed, right, format)) sums.push(needed);
  }
  // Zeros have the checksum of zeros.
  return { ...format, salts, firstAt, sums: sums.filter((one) => !areEqual(one, [0, 0])) };
}

/** Whether it is the checksum of such a header, whichever sequence number that has: a header says nothing else that is not known. */
function isOfHeader(sums: Sums, header: Buffer, { isBigEndian }: WalFormat): boolean {
  const [first, second] = sumOf(header, [0, 8], [0, 0], isBigEndian);
  const [reached] = unsumOf(header, [header.length - SALTS_BYTES, header.length], sums, isBigEndian);
  const pageBytes = viewOf(header).getUint32(8, !isBigEndian);
  return reached === (first + pageBytes + second) >>> 0;
}

type FirstFrame = Pick<FoundHeader, 'salts' | 'firstAt'>;

/** What most of the header and the first frames have. */
function saltsOf(wal: Buffer, format: WalFormat): Buffer {
  const frameBytes = frameBytesOf(format);
  const places = [HEADER_BYTES - 2 * SALTS_BYTES];
  for (let index = 0; index < LOOKED_AT; index += 1)
    places.push(HEADER_BYTES + index * frameBytes + SALTS_AT);
  const all = places
    .filter((at) => at + SALTS_BYTES <= wal.length)
    .map((at) => wal.subarray(at, at + SALTS_BYTES));
  const count = (salts: Buffer) => (isBlank(salts) ? 0 : all.filter((other) => other.equals(salts)).length);
  const [best = Buffer.alloc(SALTS_BYTES)] = all.toSorted((one, other) => count(other) - count(one));
  return best;
}

/** Zeros are everywhere. */
export function isBlank(salts: Buffer): boolean {
  return salts.every((byte) => byte === 0);
}

/** The first frame that another one goes on from, wherever it begins. */
function shiftedFrame(wal: Buffer, format: WalFormat): FirstFrame | null {
  const frameBytes = frameBytesOf(format);
  const end = Math.min(2 * frameBytes, wal.length - 2 * frameBytes);
  for (let firstAt = 0; firstAt <= end; firstAt += 1) {
    const [saltsAt, next] = [firstAt + SALTS_AT, firstAt + frameBytes];
    const salts = wal.subarray(saltsAt, saltsAt + SALTS_BYTES);
    const isRepeated =
      wal.compare(salts, 0, SALTS_BYTES, next + SALTS_AT, next + SALTS_AT + SALTS_BYTES) === 0;
    if (!isRepeated || isBlank(salts)) continue;
    const claimed = claimedSums(wal, firstAt);
    if (areEqual(foundSums(wal, next, claimed, format), claimedSums(wal, next))) return { salts, firstAt };
  }
  return null;
}

/** How many of the first frames are right then. */
function fittingFrames(wal: Buffer, header: FoundHeader): number {
  const frameBytes = frameBytesOf(header);
  let [count, before] = [0, header.sums];
  for (let index = 0; index < LOOKED_AT; index += 1) {
    const at = header.firstAt + index * frameBytes;
    if (at + frameBytes > wal.length) break;
    const claimed = claimedSums(wal, at);
    if (before.some((sums) => areEqual(foundSums(wal, at, sums, header), claimed))) count += 1;
    before = [claimed];
  }
  return count;
}
