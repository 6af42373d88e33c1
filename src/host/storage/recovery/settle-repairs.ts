/** Makes the repairs of a log in its bytes, and chooses where a checksum alone does not tell which byte was changed. */
import { committedFrames, type MendedFrame, type MendedWal } from '../sqlite/mended-wal.ts';
import type { ByteRepair } from '../sqlite/one-byte.ts';
import { FRAME_HEADER_BYTES } from '../sqlite/wal-format.ts';

/** How much is looked at at most while choosing, in bytes of databases. */
const MOST_BYTES = 2 ** 29;
/** What is whole, and needs no other choice. */
export const SOUND = Number.POSITIVE_INFINITY;

interface Choice {
  /** The likeliest first. */
  readonly repairs: readonly ByteRepair[];
  made: Undo;
}

interface Undo {
  readonly repair: ByteRepair;
  readonly before: number;
}

/**
 * Frames that are damaged independently of each other are settled one after the other: a right choice makes more of the database readable,
 * whatever the others are.
 * @param main the file that the log belongs to
 * @param measure how much can be read with what is chosen; `SOUND`: everything
 */
export function settleRepairs(log: MendedWal, main: () => Buffer, measure: () => number): void {
  const { bytes } = log;
  const make = (repair: ByteRepair): Undo => {
    const before = bytes[repair.position] ?? 0;
    bytes[repair.position] = repair.value;
    return { repair, before };
  };
  const takeBack = ({ repair, before }: Undo) => void (bytes[repair.position] = before);

  const choices = log.frames.flatMap((frame): Choice[] => {
    const [first, ...others] = likeliestFirst(log, frame, main);
    return first === undefined ? [] : [{ repairs: [first, ...others], made: make(first) }];
  });
  const open = choices.filter(({ repairs }) => repairs.length > 1);
  if (open.length === 0) return;
  let left = MOST_BYTES / sizeOf(log);
  let best = measure();
  for (let isBetter = true; isBetter && best !== SOUND;) {
    isBetter = false;
    for (const choice of open)
      for (const repair of choice.repairs) {
        if (best === SOUND || left < 1) return;
        if (repair === choice.made.repair) continue;
        left -= 1;
        const earlier = choice.made;
        takeBack(earlier);
        choice.made = make(repair);
        const found = measure();
        if (found > best) [best, isBetter] = [found, true];
        else {
          takeBack(choice.made);
          choice.made = make(earlier.repair);
        }
      }
  }
}

function sizeOf(log: MendedWal): number {
  const pages = committedFrames(log, false).frames.map(({ committedPages }) => committedPages);
  return Math.max(1, ...pages.filter((count) => count > 0).slice(-1)) * log.pageBytes;
}

/** Where the page was written again, what was changed in its rows makes no difference: one such repair is enough. */
function likeliestFirst(log: MendedWal, frame: MendedFrame, main: () => Buffer): readonly ByteRepair[] {
  if (frame.repairs.length < 2) return frame.repairs;
  const pageAt = frame.at + FRAME_HEADER_BYTES;
  const isOfHeader = ({ position }: ByteRepair) => position < pageAt && position !== frame.at;
  const ofPage = frame.repairs.filter((repair) => !isOfHeader(repair));
  const ofHeader = frame.repairs.filter(isOfHeader);
  const rest = isWrittenAgain(log, frame)
    ? ofPage.slice(0, 1)
    : ofPage
        .map((repair) => ({ repair, likelihood: likelihoodOf(repair, { log, frame, main }) }))
        .toSorted((one, other) => other.likelihood - one.likelihood)
        .map(({ repair }) => repair);
  return [...rest, ...ofHeader];
}

function numberAt({ bytes }: MendedWal, at: number): number {
  return bytes.readUInt32BE(at);
}

function isWrittenAgain(log: MendedWal, frame: MendedFrame): boolean {
  const number = numberAt(log, frame.at);
  return log.frames.some(
    ({ at, state }) => at > frame.at && state !== 'damaged' && numberAt(log, at) === number,
  );
}

interface Place {
  readonly log: MendedWal;
  readonly frame: MendedFrame;
  readonly main: () => Buffer;
}

/** Text has no byte above 127 in most languages; most of a page is as it was before; and one bit is likelier than several. */
function likelihoodOf({ position, value }: ByteRepair, { log, frame, main }: Place): number {
  const stored = log.bytes[position] ?? 0;
  const bits = stored ^ value;
  const isOneBit = (bits & (bits - 1)) === 0;
  const isText = stored >= 0x80 && value >= 0x20 && value < 0x7f;
  const isAsBefore = earlierByte(position - frame.at - FRAME_HEADER_BYTES, { log, frame, main }) === value;
  return (isOneBit ? 4 : 0) + (isAsBefore ? 2 : 0) + (isText ? 1 : 0);
}

/** What was there in the version of the page before. */
function earlierByte(offset: number, { log, frame, main }: Place): number | undefined {
  const number = numberAt(log, frame.at);
  const earlier = log.frames.findLast(
    ({ at, state }) => at < frame.at && state !== 'damaged' && numberAt(log, at) === number,
  );
  if (earlier !== undefined) return log.bytes[earlier.at + FRAME_HEADER_BYTES + offset];
  return main()[(number - 1) * log.pageBytes + offset];
}
