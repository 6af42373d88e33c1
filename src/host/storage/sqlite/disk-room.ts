/** How much room the disk has for large copies, and a part of it that is kept for taking them back. */
import { randomBytes } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { errorKindOf, errorSentence } from '../error-kind.ts';
import { NoRoomError, StorageError } from '../event-store.ts';
import { discardFile } from '../folders/discard-file.ts';
import { codeOf } from '../folders/error-code.ts';

const RESERVE_FILE = 'games.reserve';
const OWNER_ONLY = 0o600;
const CHUNK_BYTES = 2 ** 20;
/** The WAL moved into the file, twice, and a small file rewritten: taking back needs no more, however much was written. */
const RESERVE_BYTES = 12 * 2 ** 20;
/** Beside a copy: the reserve, the WAL, and what people go on doing meanwhile. */
const SPARE_BYTES = 20 * 2 ** 20;

/** Free bytes on the disk with this folder; null if nobody can tell. */
export type FreeBytes = (folder: string) => number | null;

const freeBytes: FreeBytes = (folder) => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return null;
  }
};

export interface DiskRoom {
  /** Throws `NoRoomError` if so many bytes cannot be written, with what goes with it. */
  ensure(bytes: number): void;
  /** Whether what was removed had better go back to the disk. */
  isShort(): boolean;
  /**
   * Keeps room on the disk until it is released, so that so many bytes can be taken back when the disk is full. Rejects with
   * `StorageError` if there is none.
   * @param holder several may hold it
   */
  hold(holder: number, bytes: number): Promise<void>;
  /** Safe to call if it is not held. */
  release(holder: number): void;
  /** Removes what a kill left. */
  removeLeftovers(): void;
}

/** What belongs to a copy of so many bytes, in bytes: a small one needs little beside itself. */
const roomFor = (bytes: number) => bytes + Math.min(2 * bytes, SPARE_BYTES);

export function openDiskRoom(folder: string, free: FreeBytes = freeBytes): DiskRoom {
  const path = join(folder, RESERVE_FILE);
  const holders = new Set<number>();

  const remove = () => {
    try {
      discardFile(path);
    } catch (error) {
      // The folder is gone, or somebody else's by now.
      if (codeOf(error) === '') throw error;
    }
  };
  const release = (holder: number) => {
    if (holders.delete(holder) && holders.size === 0) remove();
  };

  return {
    ensure(bytes) {
      const there = free(folder);
      if (there !== null && there < roomFor(bytes)) throw new NoRoomError(roomFor(bytes) - there);
    },
    isShort: () => (free(folder) ?? Infinity) < SPARE_BYTES,
    async hold(holder, bytes) {
      holders.add(holder);
      try {
        await writeReserve(path, Math.min(2 * bytes, RESERVE_BYTES));
      } catch (cause) {
        release(holder);
        const kind = errorKindOf(cause);
        // Whatever else is wrong with the folder is found out by whoever writes the games.
        if (kind === 'disk_full') throw new StorageError(errorSentence(kind), { cause });
        if (codeOf(cause) === '') throw cause;
      }
    },
    release,
    removeLeftovers: remove,
  };
}

/** Random, because some disks take no room for zeros. */
async function writeReserve(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'a', OWNER_ONLY);
  try {
    for (let { size } = await file.stat(); size < bytes; size += CHUNK_BYTES)
      await file.write(randomBytes(Math.min(CHUNK_BYTES, bytes - size)));
  } finally {
    await file.close();
  }
}
