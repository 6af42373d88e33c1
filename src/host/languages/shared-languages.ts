/** Takes files of languages from a host's folder into the database, and notices what other hosts have put there. */
import type { LanguageMistake } from '../../protocol/languages.ts';
import { StorageError } from '../storage/event-store.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { runInSlices } from '../time/time-slices.ts';
import { type FoundFile, type LanguageSource, readSources, sourcesIn } from './language-folder.ts';
import {
  type HandedInFile,
  type LanguageStore,
  type PutLanguages,
  putLanguages,
  readStored,
  type StoredFound,
} from './put-languages.ts';

/** How often it is asked for changes, ms. */
const ASK_EVERY_MS = 3_000;

export interface SharedLanguages {
  /** Takes the folder's files in, and reads what is stored then. Rejects with the file system's error, or with `StorageError`. */
  takeIn(which: PutLanguages): Promise<readonly FoundFile[]>;
  /** Null: nothing has changed since it was read last. Rejects with `StorageError`. */
  readChanged(): Promise<readonly FoundFile[] | null>;
}

export interface SharedLanguagesOptions extends LanguageStore {
  readonly folder: string;
}

export function createSharedLanguages({ folder, ...store }: SharedLanguagesOptions): SharedLanguages {
  let lastMark: string | null = null;
  /** What the folder has that is not taken in: it is in no database, and whoever has put it there wants to know why. */
  let refused: readonly FoundFile[] = [];

  const show = ({ mark, found }: StoredFound): readonly FoundFile[] => {
    lastMark = mark;
    return withRefused(found, refused);
  };
  return {
    async takeIn(which) {
      const bytes = new Map<string, Uint8Array>();
      const sources = sourcesIn(folder).map((source) => remembering(source, bytes));
      const found = await runInSlices(readSources(sources, store.english));
      const good = found.flatMap(({ report: { file, language } }): readonly HandedInFile[] => {
        const contents = bytes.get(file);
        return language === null || contents === undefined ? [] : [{ file, contents, tag: language.tag }];
      });
      const put = await putLanguages(store, good, which);
      refused = [...found.filter(({ report }) => report.language === null), ...put.refused];
      return show(put.there);
    },
    readChanged: async () =>
      (await store.stored.mark()) === lastMark ? null : show(await readStored(store)),
  };
}

function remembering({ file, read }: LanguageSource, bytes: Map<string, Uint8Array>): LanguageSource {
  return {
    file,
    read(): Uint8Array | LanguageMistake {
      const content = read();
      if (content instanceof Uint8Array) bytes.set(file, content);
      return content;
    },
  };
}

/**
 * One entry a file: of one that is stored as it was before its mistakes, the language with these. By name; but those that are too many
 * come last, because they say that those after them are left out.
 */
function withRefused(found: readonly FoundFile[], refused: readonly FoundFile[]): readonly FoundFile[] {
  const refusedOf = new Map(refused.map((each) => [each.report.file, each]));
  const stored = new Set(found.map(({ report }) => report.file));
  const all = [
    ...found.map((each) => {
      const { mistakes, more } = refusedOf.get(each.report.file)?.report ?? each.report;
      return { ...each, report: { ...each.report, mistakes, more } };
    }),
    ...refused.filter(({ report }) => !stored.has(report.file)),
  ].toSorted((one, other) => (one.report.file < other.report.file ? -1 : 1));
  return [...all.filter((each) => !isTooMany(each)), ...all.filter(isTooMany)];
}

const isTooMany = ({ report: { language, mistakes } }: FoundFile): boolean =>
  language === null && mistakes.some(({ code }) => code === 'too_many_files');

interface FollowOptions {
  /** Looks for changes. Rejects with `StorageError`. */
  readonly look: () => Promise<void>;
  readonly clock: Pick<Clock, 'after'>;
  readonly report: (message: string, error: unknown) => void;
}

/** Looks for changes again and again, until it is cancelled. */
export function followStored({ look, clock, report }: FollowOptions): Cancel {
  let cancel: Cancel = () => undefined;
  let isStopped = false;
  let isFailing = false;
  const ask = async (): Promise<void> => {
    try {
      await look();
      isFailing = false;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      if (!isFailing && !isStopped) report('the added languages could not be read', error);
      isFailing = true;
    }
    plan();
  };
  const plan = (): void => {
    if (!isStopped) cancel = clock.after(ASK_EVERY_MS, () => void ask());
  };
  plan();
  return () => {
    isStopped = true;
    cancel();
  };
}
