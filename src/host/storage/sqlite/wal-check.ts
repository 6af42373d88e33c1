/** Detects what SQLite silently ignores: a damaged WAL frame followed by complete transactions, which would be lost. */
import type { Database } from 'better-sqlite3';
import { walHasFlippedByte } from './wal-flip.ts';
import { readWal } from './wal-frames.ts';

/**
 * Whether acknowledged transactions follow a damaged frame. A power cut leaves at most one unfinished transaction; two commits
 * after the damage, damage of a single byte, or frames that are not in their places mean that the file was damaged later.
 */
export function walHidesCommits(path: string): boolean {
  const wal = readWal(path);
  return (wal !== null && (wal.hiddenCommits >= 2 || wal.isShifted)) || walHasFlippedByte(path);
}

/**
 * Whether the next start would read all that this connection has written to its WAL. The connection itself never reads header and
 * checksums again, so whatever happens to them does not show in what it reads. Throws SQLite's or the file system's error.
 */
export function isWalWhole(db: Database): boolean {
  const state = db.prepare<[], { log: number }>('pragma wal_checkpoint(NOOP)').get();
  return (readWal(`${db.name}-wal`)?.frames.length ?? 0) >= (state?.log ?? 0);
}
