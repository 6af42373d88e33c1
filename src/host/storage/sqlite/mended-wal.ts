/**
 * Reads a write-ahead log past what is damaged in it, where SQLite would stop. A frame's checksum goes on from that of the frame before,
 * so each frame is right or wrong by itself, and a wrong one tells which of its bytes was changed, if it was one.
 */
import { headerFromFrames, isBlank, type FoundHeader } from './damaged-header.ts';
import { isOneByteApart, oneByteRepairs, type ByteRepair } from './one-byte.ts';
import {
  areEqual,
  claimedSums,
  foundSums,
  frameBytesOf,
  HEADER_BYTES,
  SALTS_AT,
  walHeaderOf,
  type Sums,
  type WalFormat,
} from './wal-format.ts';
import { commitsFrom, frameAt, hasSalts, holdsOffGrid, type WalFrame } from './wal-frames.ts';

export interface MendedFrame {
  /** Where it begins in the log. */
  readonly at: number;
  /** `damaged`: in more than a byte. Such a one may still say truly what page it has. */
  readonly state: 'right' | 'repaired' | 'damaged';
  /** Of a repaired frame: what may have been changed in it, one of these. */
  readonly repairs: readonly ByteRepair[];
}

export interface MendedWal extends WalFormat {
  /** The log as it is stored; a repair is made in it. */
  readonly bytes: Buffer;
  readonly salts: Buffer;
  readonly frames: readonly MendedFrame[];
  /** How many of the frames SQLite reads, too: those before the first that is not right or not in its place. */
  readonly readCount: number;
}

export interface CommittedFrames {
  readonly frames: readonly WalFrame[];
  /** False if a frame among them is damaged, or transactions of the log may follow that cannot be read. */
  readonly isAll: boolean;
  /** Whether SQLite reads exactly these. */
  readonly areAsRead: boolean;
}

/** Null if there is nothing in it. What an earlier log left behind, and an unfinished transaction at the end, are not part of it. */
export function mendWal(bytes: Buffer): MendedWal | null {
  const stored = walHeaderOf(bytes);
  const header =
    stored === null ? headerFromFrames(bytes) : { ...stored, sums: [stored.sums], firstAt: HEADER_BYTES };
  if (header === null) return null;
  const frameBytes = frameBytesOf(header);
  const frames: MendedFrame[] = [];
  let [at, before] = [header.firstAt, header.sums];
  while (at + frameBytes <= bytes.length) {
    const found = readFrame(bytes, at, before, header);
    if (found !== null) {
      frames.push(found.frame);
      [at, before] = [at + frameBytes, found.sums];
      continue;
    }
    const next = nextFrame(bytes, at, before, header);
    if (next === null) break;
    if (next.isGap)
      for (let damaged = at; damaged < next.at; damaged += frameBytes)
        frames.push({ at: damaged, state: 'damaged', repairs: [] });
    [at, before] = [next.at, next.before];
  }
  const unread = frames.findIndex(
    (frame, index) => frame.state !== 'right' || frame.at !== HEADER_BYTES + index * frameBytes,
  );
  const readCount = stored === null ? 0 : unread < 0 ? frames.length : unread;
  const { pageBytes, isBigEndian, salts } = header;
  return { pageBytes, isBigEndian, salts, bytes, frames, readCount };
}

/**
 * Up to the end of the last transaction. The very last one does not count if a frame of it is damaged: a power cut leaves that of what was
 * not acknowledged yet.
 * @param areDamagedTaken whether that one counts all the same, and damaged frames are among them as they are, as far as they seem to say
 * what page they have
 */
export function committedFrames(log: MendedWal, areDamagedTaken: boolean): CommittedFrames {
  const { bytes, frames } = log;
  const all = frames.map(({ at, state }, index) => {
    const isThere = state !== 'damaged' || isPlausible(log, at, frames[index + 1]?.at ?? bytes.length);
    return { at, state, frame: isThere ? frameAt(bytes, at, log) : null };
  });
  const lastEnd = (entries: typeof all) =>
    entries.findLastIndex(({ state, frame }) => state !== 'damaged' && (frame?.committedPages ?? 0) > 0) + 1;
  const untilEnd = all.slice(0, lastEnd(all));
  const begin = untilEnd.slice(0, -1).findLastIndex(({ frame }) => (frame?.committedPages ?? 0) > 0) + 1;
  const isTorn = untilEnd.slice(begin).some(({ state }) => state === 'damaged');
  const kept = isTorn && !areDamagedTaken ? untilEnd.slice(0, lastEnd(untilEnd.slice(0, begin))) : untilEnd;
  const end = kept.length === 0 ? HEADER_BYTES : (kept.at(-1)?.at ?? 0) + frameBytesOf(log);
  const isEnd = commitsFrom(bytes, end, log) < 2 && !holdsOffGrid(bytes, end, log);
  return {
    frames: kept.flatMap(({ state, frame }) =>
      frame === null || (state === 'damaged' && !areDamagedTaken) ? [] : [frame],
    ),
    isAll: isEnd && kept.every(({ state }) => state !== 'damaged'),
    areAsRead: kept.length <= log.readCount,
  };
}

/** Whether a damaged frame has its header in its place, and its page before the next frame. */
function isPlausible(log: MendedWal, at: number, next: number): boolean {
  return at + frameBytesOf(log) <= next && hasSalts(log.bytes, at, log);
}

interface ReadFrame {
  readonly frame: MendedFrame;
  /** What its checksum may be, from which the next frame goes on. */
  readonly sums: readonly Sums[];
}

/** Null if the frame is damaged in more than a byte, or none of this log. */
function readFrame(wal: Buffer, at: number, before: readonly Sums[], format: FoundHeader): ReadFrame | null {
  const claimed = claimedSums(wal, at);
  const all = before.map((sums) => foundSums(wal, at, sums, format));
  if (all.some((found) => areEqual(found, claimed)))
    return {
      frame: { at, state: hasSalts(wal, at, format) ? 'right' : 'repaired', repairs: [] },
      sums: [claimed],
    };
  // What the next frame goes on from is right.
  const next = at + frameBytesOf(format);
  const followed = all.find((found) => isRight(wal, next, found, format));
  if (followed !== undefined) return { frame: { at, state: 'repaired', repairs: [] }, sums: [followed] };
  const isClaimRight = isRight(wal, next, claimed, format);
  for (const found of all) {
    const isClaimChanged = !isClaimRight && isOneByteApart(found, claimed);
    const repairs = [
      ...(isClaimChanged ? [{ position: at, value: wal[at] ?? 0 }] : []),
      ...oneByteRepairs(wal, at, { found, claimed }, format),
    ];
    if (repairs.length > 0)
      return {
        frame: { at, state: 'repaired', repairs },
        sums: isClaimChanged ? [claimed, found] : [claimed],
      };
  }
  return null;
}

function isRight(wal: Buffer, at: number, before: Sums, format: WalFormat): boolean {
  if (at + frameBytesOf(format) > wal.length) return false;
  return areEqual(foundSums(wal, at, before, format), claimedSums(wal, at));
}

interface NextFrame {
  readonly at: number;
  readonly before: readonly Sums[];
  /** Whether frames are missing before it. */
  readonly isGap: boolean;
}

/** The next one that can be read, wherever it is: it has the salts of the log, which are random. */
function nextFrame(
  wal: Buffer,
  damaged: number,
  before: readonly Sums[],
  header: FoundHeader,
): NextFrame | null {
  if (isBlank(header.salts)) return null;
  const frameBytes = frameBytesOf(header);
  const isFound = (at: number, sums: readonly Sums[]) => readFrame(wal, at, sums, header) !== null;
  let place = wal.indexOf(header.salts, damaged + SALTS_AT + 1);
  for (; place >= 0; place = wal.indexOf(header.salts, place + 1)) {
    const at = place - SALTS_AT;
    if (at + frameBytes > wal.length) break;
    if (isFound(at, before)) return { at, before, isGap: false };
    // Where bytes were taken out of the frame before, its header is not as far away as it should be.
    const earlier = [damaged, at - frameBytes].filter((one) => one >= HEADER_BYTES);
    const claims = earlier.map((one) => claimedSums(wal, one));
    if (isFound(at, claims)) return { at, before: claims, isGap: true };
  }
  return null;
}
