/** Reads the header of a database file without opening it. Layout: https://www.sqlite.org/fileformat2.html#the_database_header */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Wal } from './wal-frames.ts';

const HEADER_BYTES = 100;
const USER_VERSION_AT = 60;
const APPLICATION_ID_AT = 68;

export interface DatabaseHeader {
  readonly userVersion: number;
  readonly applicationId: number;
}

/**
 * All 0 where the file is too short. Throws the file system's error.
 * @param wal what is beside the file: its last transaction counts
 */
export function readHeader(path: string, wal: Wal | null = null): DatabaseHeader {
  const header = lastHeaderIn(wal) ?? headerIn(path);
  return {
    userVersion: header.readInt32BE(USER_VERSION_AT),
    applicationId: header.readInt32BE(APPLICATION_ID_AT),
  };
}

/** What has not been committed is not in the database. */
function lastHeaderIn(wal: Wal | null): Buffer | undefined {
  const frames = wal?.frames ?? [];
  const committed = frames.slice(0, frames.findLastIndex(({ committedPages }) => committedPages > 0) + 1);
  return committed.findLast(({ pageNumber }) => pageNumber === 1)?.page;
}

function headerIn(path: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, { position: 0 });
  } finally {
    closeSync(file);
  }
  return header;
}
