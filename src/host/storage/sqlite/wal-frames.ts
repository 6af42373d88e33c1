/** Reads a write-ahead log as SQLite would. Layout: https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
import { readFileIfThere } from '../folders/read-file.ts';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** In the header of a frame. */
const SALTS_AT = 8;
/** The last bit of the magic number gives the byte order of the checksums. */
const MAGIC = 0x377f0682;
const BIG_ENDIAN_BIT = 1;

interface WalFrame {
  /** The first page is 1. */
  readonly pageNumber: number;
  /** Pages of the database after the transaction that this frame ends; 0 if it ends none. */
  readonly committedPages: number;
  readonly page: Buffer;
}

export interface Wal {
  readonly pageBytes: number;
  /** The frames up to the first that is damaged, unfinished or left over from an earlier log. */
  readonly frames: readonly WalFrame[];
  /** How many frames after those end a transaction of this same log. */
  readonly hiddenCommits: number;
  /** Whether a frame of this same log is after those where none belongs: something before it was taken out or put in. */
  readonly isShifted: boolean;
}

/** Null if there is no file, or SQLite would take nothing from it, because its header is damaged. Throws the file system's error. */
export function readWal(path: string): Wal | null {
  const wal = readFileIfThere(path);
  if (wal === null || wal.length < HEADER_BYTES) return null;
  const magic = wal.readUInt32BE(0);
  if ((magic & ~BIG_ENDIAN_BIT) >>> 0 !== MAGIC) return null;
  const salts = wal.subarray(16, 24);
  const pageBytes = wal.readUInt32BE(8);
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  const isOurs = (at: number) => wal.subarray(at + 8, at + 16).equals(salts);

  const sum = new Checksum((magic & BIG_ENDIAN_BIT) === BIG_ENDIAN_BIT);
  sum.add(wal.subarray(0, 24));
  // First, since a damaged header may name pages of any length.
  if (!sum.equals(wal.readUInt32BE(24), wal.readUInt32BE(28))) return null;
  const frames: WalFrame[] = [];
  let at = HEADER_BYTES;
  for (; at + frameBytes <= wal.length; at += frameBytes) {
    const page = wal.subarray(at + FRAME_HEADER_BYTES, at + frameBytes);
    sum.add(wal.subarray(at, at + 8));
    sum.add(page);
    if (!isOurs(at) || !sum.equals(wal.readUInt32BE(at + 16), wal.readUInt32BE(at + 20))) break;
    frames.push({ pageNumber: wal.readUInt32BE(at), committedPages: wal.readUInt32BE(at + 4), page });
  }
  const isShifted = holdsOffGrid(wal, salts, at, frameBytes);
  let hiddenCommits = 0;
  for (; at + frameBytes <= wal.length; at += frameBytes)
    if (isOurs(at) && wal.readUInt32BE(at + 4) !== 0) hiddenCommits += 1;
  return { pageBytes, frames, hiddenCommits, isShifted };
}

/**
 * Whether the salts of this log, which are random, are anywhere but where a frame has them. SQLite writes frames nowhere else, so no crash
 * leaves that. Zeros are no such sign: a power cut may leave them in place of what was not acknowledged yet.
 */
function holdsOffGrid(wal: Buffer, salts: Buffer, from: number, frameBytes: number): boolean {
  for (let at = wal.indexOf(salts, from); at >= 0; at = wal.indexOf(salts, at + 1))
    if ((at - SALTS_AT - HEADER_BYTES) % frameBytes !== 0) return true;
  return false;
}

/** SQLite's running checksum of a WAL. */
class Checksum {
  #first = 0;
  #second = 0;
  readonly #isBigEndian: boolean;

  constructor(isBigEndian: boolean) {
    this.#isBigEndian = isBigEndian;
  }

  add(bytes: Buffer): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = 0; index < bytes.length; index += 8) {
      this.#first = (this.#first + view.getUint32(index, !this.#isBigEndian) + this.#second) >>> 0;
      this.#second = (this.#second + view.getUint32(index + 4, !this.#isBigEndian) + this.#first) >>> 0;
    }
  }

  equals(first: number, second: number): boolean {
    return this.#first === first && this.#second === second;
  }
}
