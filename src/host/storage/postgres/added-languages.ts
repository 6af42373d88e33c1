/** Keeps the files of added languages, a row each. */
import type { StoredLanguageFile, StoredLanguages } from '../../languages/stored-languages.ts';
import type { Database, Session } from './database.ts';

interface Revision {
  readonly file: string;
  readonly revision: number;
}

interface ListedFile extends Revision {
  readonly is_there: boolean;
  readonly seen: readonly string[];
}

/** Those that were removed, too: they tell that a file was there for a moment. */
const REVISIONS = {
  name: 'list_language_revisions',
  text: 'select file, revision from added_languages order by file collate "C"',
};
const LIST = {
  name: 'list_added_languages',
  text: 'select file, revision, contents is not null as is_there, seen from added_languages order by file collate "C"',
};
/** One after the other: all at once may be more than comes in the time of an answer. */
const READ = {
  name: 'read_added_language',
  text: 'select file, contents from added_languages where file = $1 and contents is not null',
};
/** Whoever else puts or removes something waits; nobody waits to read. */
const LOCK = { name: 'lock_added_languages', text: 'lock table added_languages in share row exclusive mode' };
const PUT = {
  name: 'put_added_language',
  text: `insert into added_languages (file, revision, contents, seen)
    values ($1, 1, $2::bytea, array[encode(sha256($2::bytea), 'hex')]) on conflict (file) do
    update set revision = added_languages.revision + 1, contents = excluded.contents,
      seen = case when added_languages.seen @> excluded.seen then added_languages.seen
        else added_languages.seen || excluded.seen end
    where added_languages.contents is distinct from excluded.contents`,
};
const REMOVE = {
  name: 'remove_language',
  text: `update added_languages set revision = revision + 1, contents = null
    where file = $1 and contents is not null`,
};

export function openAddedLanguages({ read, write }: Pick<Database, 'read' | 'write'>): StoredLanguages {
  return {
    mark: () => read(markIn),
    read: () =>
      read(async (session) => {
        const { rows } = await session.run<ListedFile>(LIST);
        const files: StoredLanguageFile[] = [];
        for (const { file, is_there: isThere } of rows)
          if (isThere) files.push(...(await session.run<StoredLanguageFile>(READ, [file])).rows);
        const past = new Map(rows.map(({ file, seen }) => [file, seen]));
        // Contents that have changed meanwhile are newer than the mark, so they are read again.
        return { mark: markOf(rows), files, past };
      }),
    put: (files, mark) =>
      write(async (session) => {
        await session.run(LOCK);
        if ((await markIn(session)) !== mark) return false;
        for (const { file, contents } of files) await session.run(PUT, [file, contents]);
        return true;
      }),
    remove: (file) => write(async (session) => (await session.run(REMOVE, [file])).count === 1),
  };
}

const markIn = async (session: Session): Promise<string> =>
  markOf((await session.run<Revision>(REVISIONS)).rows);

const markOf = (rows: readonly Revision[]): string =>
  rows.map(({ file, revision }) => `${revision} ${file}`).join('\n');
