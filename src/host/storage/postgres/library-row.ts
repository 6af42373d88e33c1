/** Keeps libraries in rows of their own: that of the host's owner, and one for each other owner. */
import type { LibraryStore, StoredLibrary } from '../event-store.ts';
import type { Database } from './database.ts';
import { claimHostResponse } from './host-responses.ts';

interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What they take begins with the revision and the contents, where those are written. */
interface LibraryStatements {
  readonly find: Statement;
  readonly insert: Statement;
  readonly update: Statement;
}

const OF_HOST: LibraryStatements = {
  find: { name: 'find_library', text: 'select revision, contents from library' },
  insert: {
    name: 'insert_library',
    text: 'insert into library (revision, contents) select $1::bigint, $2::text where $1::bigint = 1 on conflict do nothing',
  },
  update: {
    name: 'update_library',
    text: 'update library set revision = $1::bigint, contents = $2 where revision = $1::bigint - 1',
  },
};

const OF_OWNER: LibraryStatements = {
  find: {
    name: 'find_owner_library',
    text: 'select revision, contents from owner_libraries where owner_id = $1',
  },
  insert: {
    name: 'insert_owner_library',
    text: `insert into owner_libraries (revision, contents, owner_id)
      select $1::bigint, $2::text, $3::bigint where $1::bigint = 1 on conflict do nothing`,
  },
  update: {
    name: 'update_owner_library',
    text: `update owner_libraries set revision = $1::bigint, contents = $2
      where owner_id = $3 and revision = $1::bigint - 1`,
  },
};

/** That of the host's owner. */
export const openLibraryRow = (database: Database): LibraryStore => libraryIn(database, OF_HOST, []);

/** Those of other owners, by their ids. */
export const openOwnerLibraries =
  (database: Database) =>
  (ownerId: number): LibraryStore =>
    libraryIn(database, OF_OWNER, [ownerId]);

function libraryIn(
  { read, write }: Database,
  { find, insert, update }: LibraryStatements,
  owner: readonly number[],
): LibraryStore {
  return {
    read: async () => (await read((session) => session.run<StoredLibrary>(find, owner))).rows[0] ?? null,
    write: ({ revision, contents }, answer) =>
      write(async (session) => {
        const values = [revision, contents, ...owner];
        const inserted = await session.run(insert, values);
        const isStored = inserted.count === 1 || (await session.run(update, values)).count === 1;
        if (isStored && answer !== null) await claimHostResponse(session, answer);
        return isStored;
      }),
  };
}
