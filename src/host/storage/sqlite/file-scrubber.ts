/** Removes traces of deleted rows from the file of an open database, in slices, while others go on reading and writing. */
import { closeSync, fdatasync, openSync, readSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { createTimeSlices } from '../../time/time-slices.ts';
import { StorageError } from '../event-store.ts';
import type { Transactions } from './transactions.ts';
import { blankUnusedBytes } from './unused-bytes.ts';

/** Pages looked through at a time: with 4 KB each, half a megabyte. */
const PAGES_AT_ONCE = 128;

const sync = promisify(fdatasync);

export interface FileScrubber {
  /** Resolves once the file and its WAL hold nothing but what is stored now. Rejects with `StorageError`; it can be repeated then. */
  scrub(): Promise<void>;
  /** Call this after the connection has been closed: before, closing the file would release SQLite's lock of it. */
  close(): void;
}

/**
 * Writes to the file itself, which SQLite offers no way to do. That is safe because this process alone has it open, because all that
 * changes is what SQLite does not use, so that a page is sound even if only a part of it was written, and because SQLite forgets
 * the pages that it has in memory in the same turn of the event loop.
 */
export function openFileScrubber({ db, maintain }: Pick<Transactions, 'db' | 'maintain'>): FileScrubber {
  let file: number | null = null;

  /** @returns whether there may be more pages */
  const scrubPages = (first: number, pageBytes: number): boolean => {
    file ??= openSync(db.name, 'r+');
    const pages = Buffer.alloc(PAGES_AT_ONCE * pageBytes);
    const bytes = readSync(file, pages, { position: (first - 1) * pageBytes });
    for (let at = 0; at + pageBytes <= bytes; at += pageBytes) {
      const page = pages.subarray(at, at + pageBytes);
      const number = first + at / pageBytes;
      if (blankUnusedBytes(page, number)) writeSync(file, page, 0, pageBytes, (number - 1) * pageBytes);
    }
    return bytes === pages.length;
  };

  const moveWalIntoFile = () => {
    // The first column says whether somebody was in the way.
    if (db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0)
      throw new StorageError('The database is being read, so it cannot be rewritten.');
  };

  return {
    async scrub() {
      if (db.memory) return;
      const slices = createTimeSlices();
      for (let first = 1; ; first += PAGES_AT_ONCE) {
        let isMore = false;
        maintain(() => {
          moveWalIntoFile();
          isMore = scrubPages(first, Number(db.pragma('page_size', { simple: true })));
          db.pragma('shrink_memory');
        });
        await syncNow();
        await slices.next();
        if (!isMore) break;
      }
      // What others wrote meanwhile may repeat pages as they were before.
      maintain(moveWalIntoFile);
    },
    close() {
      if (file !== null) closeSync(file);
      file = null;
    },
  };

  /** In another thread: SQLite's next checkpoint would wait for it. */
  async function syncNow(): Promise<void> {
    if (file === null) return;
    const handle = file;
    try {
      await sync(handle);
    } catch (cause) {
      maintain(() => {
        throw cause;
      });
    }
  }
}
