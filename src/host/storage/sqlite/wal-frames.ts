/** Reads a write-ahead log as SQLite would. */
import { readFileIfThere } from '../folders/read-file.ts';
import {
  areEqual,
  claimedSums,
  foundSums,
  FRAME_HEADER_BYTES,
  frameBytesOf,
  HEADER_BYTES,
  SALTS_AT,
  walHeaderOf,
  type WalFormat,
  type WalHeader,
} from './wal-format.ts';

export interface WalFrame {
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
  const header = wal === null ? null : walHeaderOf(wal);
  if (wal === null || header === null) return null;
  const frameBytes = frameBytesOf(header);
  const frames: WalFrame[] = [];
  let before = header.sums;
  let at = HEADER_BYTES;
  for (; at + frameBytes <= wal.length; at += frameBytes) {
    const claimed = claimedSums(wal, at);
    if (!hasSalts(wal, at, header) || !areEqual(foundSums(wal, at, before, header), claimed)) break;
    frames.push(frameAt(wal, at, header));
    before = claimed;
  }
  return {
    pageBytes: header.pageBytes,
    frames,
    hiddenCommits: commitsFrom(wal, at, header),
    isShifted: holdsOffGrid(wal, at, header),
  };
}

/** The frame that begins there, be it right or not. */
export function frameAt(wal: Buffer, at: number, format: WalFormat): WalFrame {
  return {
    pageNumber: wal.readUInt32BE(at),
    committedPages: wal.readUInt32BE(at + 4),
    page: wal.subarray(at + FRAME_HEADER_BYTES, at + frameBytesOf(format)),
  };
}

/** Whether the frame that begins there says that it is of this log. */
export function hasSalts(wal: Buffer, at: number, { salts }: Pick<WalHeader, 'salts'>): boolean {
  return wal.subarray(at + SALTS_AT, at + SALTS_AT + salts.length).equals(salts);
}

type OfLog = WalFormat & Pick<WalHeader, 'salts'>;

/** How many frames, from this one on, say that they end a transaction of this log. */
export function commitsFrom(wal: Buffer, from: number, log: OfLog): number {
  const frameBytes = frameBytesOf(log);
  let count = 0;
  for (let at = from; at + frameBytes <= wal.length; at += frameBytes)
    if (hasSalts(wal, at, log) && wal.readUInt32BE(at + 4) !== 0) count += 1;
  return count;
}

/**
 * Whether the salts of this log, which are random, are anywhere but where a frame has them. SQLite writes frames nowhere else, so no crash
 * leaves that. Zeros are no such sign: a power cut may leave them in place of what was not acknowledged yet.
 * @param from where a frame of the log begins, or its end is
 */
export function holdsOffGrid(wal: Buffer, from: number, log: OfLog): boolean {
  for (let at = wal.indexOf(log.salts, from); at >= 0; at = wal.indexOf(log.salts, at + 1))
    if ((at - SALTS_AT - from) % frameBytesOf(log) !== 0) return true;
  return false;
}
