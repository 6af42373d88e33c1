/** Which single byte of a frame may have been changed, as its checksum tells. */
import { summedParts, viewOf, type Sums, type WalFormat } from './wal-format.ts';

/** A byte of the log, and what it may have been. */
export interface ByteRepair {
  readonly position: number;
  readonly value: number;
}

interface DifferingSums {
  readonly found: Sums;
  readonly claimed: Sums;
}

/**
 * Every change of one byte by which the frame would have the checksum that it claims. Walks back from the end of the sum. Most often there is
 * one; but the upper bits of a word come round in the sum every few words, and then there are hundreds.
 */
export function* oneByteRepairs(
  wal: Buffer,
  at: number,
  { found, claimed }: DifferingSums,
  format: WalFormat,
): Generator<ByteRepair> {
  const view = viewOf(wal);
  let [first, second] = [(found[0] - claimed[0]) >>> 0, (found[1] - claimed[1]) >>> 0];
  for (const [from, to] of summedParts(at, format).toReversed())
    for (let word = to - 8; word >= from; word -= 8) {
      // A changed word adds its difference here: an even one to both sums, an odd one to the second.
      const [even, odd] = [first === second, first === 0];
      const repair =
        (even ? repairOf(view, word, first, format) : null) ??
        (odd ? repairOf(view, word + 4, second, format) : null);
      if (repair !== null) yield repair;
      [first, second] = [(2 * first - second) >>> 0, (second - first) >>> 0];
    }
}

/** Null unless taking `difference` away changes exactly one byte of the word. */
function repairOf(
  view: DataView,
  word: number,
  difference: number,
  { isBigEndian }: WalFormat,
): ByteRepair | null {
  const stored = view.getUint32(word, !isBigEndian);
  const right = (stored - difference) >>> 0;
  const changed = (stored ^ right) >>> 0;
  const index = [0, 1, 2, 3].find((byte) => changed !== 0 && (changed & ~(0xff << (8 * byte))) === 0);
  if (index === undefined) return null;
  return { position: word + (isBigEndian ? 3 - index : index), value: (right >>> (8 * index)) & 0xff };
}

export function isOneByteApart(one: Sums, other: Sums): boolean {
  const [first, second] = [(one[0] ^ other[0]) >>> 0, (one[1] ^ other[1]) >>> 0];
  const isOneByte = (bits: number) =>
    [0, 8, 16, 24].some((shift) => bits === (((bits >>> shift) & 0xff) << shift) >>> 0);
  return (first === 0 && isOneByte(second)) || (second === 0 && isOneByte(first));
}
