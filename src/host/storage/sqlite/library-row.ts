/** Keeps the library in a row of `settings`: older versions leave it alone, and backups have it. */
import type { Database } from 'better-sqlite3';
import { DamagedDataError, type LibraryStore, type StoredLibrary } from '../event-store.ts';
import { codeOf } from '../folders/error-code.ts';
import type { HostResponseRows } from './host-responses.ts';
import { openSettingRows } from './settings.ts';
import type { Transactions } from './transactions.ts';

const LIBRARY_SETTING = 'library';

export function openLibraryRow(
  { db, write, read }: Transactions,
  responses: Pick<HostResponseRows, 'claim'>,
): LibraryStore {
  const stored = () => storedLibraryIn(db);
  return {
    read: async () => read(stored),
    write: async (library, answer) =>
      write(() => {
        if ((stored()?.revision ?? 0) !== library.revision - 1) return false;
        putLibrary(db, library);
        responses.claim(answer, library.revision);
        return true;
      }),
  };
}

/** Null if nobody has ever kept anything in it. Throws SQLite's error and `DamagedDataError`. */
export function storedLibraryIn(db: Database): StoredLibrary | null {
  return parseLibraryRow(openSettingRows(db).get(LIBRARY_SETTING));
}

/** How often it was changed, at the price of a look; 0: never, or the row says nothing credible. Throws SQLite's error. */
export function libraryRevisionIn(db: Database): number {
  const found = db
    .prepare<[string], number>(
      "select cast(substr(value, 1, instr(value, ' ')) as integer) from settings where name = ?",
    )
    .pluck();
  const revision = found.get(LIBRARY_SETTING) ?? 0;
  return Number.isSafeInteger(revision) && revision > 0 ? revision : 0;
}

/** The same in a database that may be damaged: then `damaged` if there is nothing that can be trusted. */
export function readableLibrary(db: Database): StoredLibrary | 'damaged' | null {
  try {
    return storedLibraryIn(db);
  } catch (error) {
    if (error instanceof DamagedDataError || codeOf(error).startsWith('SQLITE_')) return 'damaged';
    throw error;
  }
}

/** Inside a caller's transaction. */
export function putLibrary(db: Database, { revision, contents }: StoredLibrary): void {
  openSettingRows(db).put(LIBRARY_SETTING, `${revision} ${contents}`);
}

const ROW = /^(?<revision>[1-9]\d*) (?<contents>.+)$/s;

/** Throws `DamagedDataError`. */
function parseLibraryRow(value: string | null): StoredLibrary | null {
  if (value === null) return null;
  const { revision, contents } = ROW.exec(value)?.groups ?? {};
  if (revision === undefined || contents === undefined)
    throw new DamagedDataError('The exercise library is damaged');
  return { revision: Number(revision), contents };
}
