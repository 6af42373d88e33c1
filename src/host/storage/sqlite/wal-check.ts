/** Detects what SQLite silently ignores: a damaged WAL frame followed by complete transactions, which would be lost. */
import { walHasFlippedByte } from './wal-flip.ts';
import { readWal } from './wal-frames.ts';

/**
 * Whether acknowledged transactions follow a damaged frame. A power cut leaves at most one unfinished transaction; two commits
 * after the damage, or damage of a single byte, mean that the file was damaged later.
 */
export function walHidesCommits(path: string): boolean {
  return (readWal(path)?.hiddenCommits ?? 0) >= 2 || walHasFlippedByte(path);
}
