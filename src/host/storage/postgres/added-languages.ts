/** Keeps the files of added languages, a row each. */
import type { PutLanguages, StoredLanguageFile, StoredLanguages } from '../../languages/stored-languages.ts';
import type { Database } from './database.ts';

interface FileRow {
  readonly file: string;
  readonly revision: number;
}

const LIST = {
  name: 'list_added_languages',
  text: 'select file, revision from added_languages where contents is not null order by file collate "C"',
};
/** One after the other: all at once may be more than comes in the time of an answer. */
const READ = {
  name: 'read_added_language',
  text: 'select file, revision, contents from added_languages where file = $1 and contents is not null',
};
const INSERT = `insert into added_languages (file, revision, contents, seen)
  values ($1, 1, $2::bytea, array[encode(sha256($2::bytea), 'hex')]) on conflict (file) do`;
/** Those of other contents that are new to it, or that it has had before. */
const REPLACE = `${INSERT} update set revision = added_languages.revision + 1, contents = excluded.contents,
  seen = case when added_languages.seen @> excluded.seen then added_languages.seen
    else added_languages.seen || excluded.seen end`;
const PUT: Readonly<Record<PutLanguages, { readonly name: string; readonly text: string }>> = {
  new: { name: 'put_new_language', text: `${INSERT} nothing` },
  unseen: {
    name: 'put_unseen_language',
    text: `${REPLACE} where not added_languages.seen @> excluded.seen`,
  },
  all: {
    name: 'put_language',
    text: `${REPLACE} where added_languages.contents is distinct from excluded.contents`,
  },
};
const REMOVE = {
  name: 'remove_language',
  text: `update added_languages set revision = revision + 1, contents = null
    where file = $1 and contents is not null`,
};

export function openAddedLanguages({ read, write }: Pick<Database, 'read' | 'write'>): StoredLanguages {
  return {
    mark: () => read(async (session) => markOf((await session.run<FileRow>(LIST)).rows)),
    read: () =>
      read(async (session) => {
        const found: (FileRow & StoredLanguageFile)[] = [];
        for (const { file } of (await session.run<FileRow>(LIST)).rows)
          found.push(...(await session.run<FileRow & StoredLanguageFile>(READ, [file])).rows);
        return { mark: markOf(found), files: found.map(({ file, contents }) => ({ file, contents })) };
      }),
    put: (files, which) =>
      write(async (session) => {
        // In one order, so that no two hosts wait for each other.
        for (const { file, contents } of files.toSorted((one, other) => (one.file < other.file ? -1 : 1)))
          await session.run(PUT[which], [file, contents]);
      }),
    remove: (file) => write(async (session) => (await session.run(REMOVE, [file])).count === 1),
  };
}

const markOf = (rows: readonly FileRow[]): string =>
  rows.map(({ file, revision }) => `${revision} ${file}`).join('\n');
