/** Keeps the library in a row of its own. */
import type { LibraryStore, StoredLibrary } from '../event-store.ts';
import type { Database } from './database.ts';
import { insertHostResponse } from './host-responses.ts';

const FIND = { name: 'find_library', text: 'select revision, contents from library' };
const INSERT = {
  name: 'insert_library',
  text: 'insert into library (revision, contents) select $1::bigint, $2::text where $1::bigint = 1 on conflict do nothing',
};
const UPDATE = {
  name: 'update_library',
  text: 'update library set revision = $1::bigint, contents = $2 where revision = $1::bigint - 1',
};

export function openLibraryRow({ read, write }: Database): LibraryStore {
  return {
    read: async () => (await read((session) => session.run<StoredLibrary>(FIND))).rows[0] ?? null,
    write: ({ revision, contents }, answer) =>
      write(async (session) => {
        const values = [revision, contents];
        const inserted = await session.run(INSERT, values);
        const isStored = inserted.count === 1 || (await session.run(UPDATE, values)).count === 1;
        if (isStored && answer !== null) await insertHostResponse(session, answer);
        return isStored;
      }),
  };
}
