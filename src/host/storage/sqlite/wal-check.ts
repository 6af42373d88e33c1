/** Detects what SQLite silently ignores: a damaged WAL frame followed by complete transactions, which would be lost. */
import { readFileSync } from 'node:fs';
import { codeOf } from '../folders/error-code.ts';
import { walHasFlippedByte } from './wal-flip.ts';

/** Layout: https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The last bit of the magic number gives the byte order of the checksums. */
const MAGIC = 0x377f0682;
const BIG_ENDIAN_BIT = 1;

/**
 * Whether acknowledged transactions follow a damaged frame. A power cut leaves at most one unfinished transaction; two commits
 * after the damage, or damage of a single byte, mean that the file was damaged later.
 */
export function walHidesCommits(path: string): boolean {
  const wal = readIfThere(path);
  if (wal === null || wal.length < HEADER_BYTES) return false;
  const magic = wal.readUInt32BE(0);
  if ((magic & ~BIG_ENDIAN_BIT) >>> 0 !== MAGIC) return walHasFlippedByte(path);
  const salts = wal.subarray(16, 24);
  const frameBytes = FRAME_HEADER_BYTES + wal.readUInt32BE(8);
  const isOurs = (at: number) => wal.subarray(at + 8, at + 16).equals(salts);
  const isCommit = (at: number) => isOurs(at) && wal.readUInt32BE(at + 4) !== 0;

  const sum = new Checksum((magic & BIG_ENDIAN_BIT) === BIG_ENDIAN_BIT);
  sum.add(wal.subarray(0, 24));
  let at = HEADER_BYTES;
  for (; at + frameBytes <= wal.length; at += frameBytes) {
    sum.add(wal.subarray(at, at + 8));
    sum.add(wal.subarray(at + FRAME_HEADER_BYTES, at + frameBytes));
    if (!isOurs(at) || !sum.equals(wal.readUInt32BE(at + 16), wal.readUInt32BE(at + 20))) break;
  }
  let hidden = 0;
  for (; at + frameBytes <= wal.length; at += frameBytes) if (isCommit(at)) hidden += 1;
  return hidden >= 2 || walHasFlippedByte(path);
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

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
