/** The pages of a database, with those that were committed to its log. */
import type { WalFrame } from './wal-frames.ts';

/** `database` itself if the frames commit nothing. */
export function withFrames(database: Buffer, pageBytes: number, frames: readonly WalFrame[]): Buffer {
  const end = frames.findLastIndex(({ committedPages }) => committedPages > 0);
  const size = (frames[end]?.committedPages ?? 0) * pageBytes;
  if (size === 0) return database;
  const result = Buffer.concat([database.subarray(0, size)], size);
  const latest = new Map(frames.slice(0, end + 1).map((frame) => [frame.pageNumber, frame]));
  for (const { pageNumber, page } of latest.values()) {
    const at = (pageNumber - 1) * pageBytes;
    if (at >= 0 && at < size) page.copy(result, at);
  }
  return result;
}
