/** Takes files of languages from a host's folder into the database, and notices what other hosts have put there. */
import type { Catalogue } from '../../protocol/catalogue-faults.ts';
import type { LanguageMistake } from '../../protocol/languages.ts';
import { StorageError } from '../storage/event-store.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { runInSlices } from '../time/time-slices.ts';
import { type FoundFile, type LanguageSource, readSources, sourcesIn } from './language-folder.ts';
import type { PutLanguages, StoredLanguageFile, StoredLanguages } from './stored-languages.ts';

/** How often it is asked for changes, ms. */
const ASK_EVERY_MS = 3_000;

export interface SharedLanguages {
  /** Takes the folder's files in, and reads what is stored then. Rejects with the file system's error, or with `StorageError`. */
  takeIn(which: PutLanguages): Promise<readonly FoundFile[]>;
  /** Null: nothing has changed since it was read last. Rejects with `StorageError`. */
  readChanged(): Promise<readonly FoundFile[] | null>;
}

export interface SharedLanguagesOptions {
  readonly folder: string;
  readonly stored: StoredLanguages;
  /** All texts; null: the pages are not built. */
  readonly english: Catalogue | null;
}

export function createSharedLanguages({ folder, stored, english }: SharedLanguagesOptions): SharedLanguages {
  let mark: string | null = null;
  /** What the folder has that makes no language: it is in no database, and whoever has put it there wants to know why. */
  let refused: readonly FoundFile[] = [];

  const readStored = async (): Promise<readonly FoundFile[]> => {
    const { mark: readMark, files } = await stored.read();
    const sources = files.map(({ file, contents }) => ({ file, read: () => contents }));
    const found = await runInSlices(readSources(sources, english));
    mark = readMark;
    return withRefused(found, refused);
  };
  return {
    async takeIn(which) {
      const bytes = new Map<string, Uint8Array>();
      const sources = sourcesIn(folder).map((source) => remembering(source, bytes));
      const found = await runInSlices(readSources(sources, english));
      refused = found.filter(({ report }) => report.language === null);
      const good = found.flatMap(({ report: { file, language } }): readonly StoredLanguageFile[] => {
        const contents = bytes.get(file);
        return language === null || contents === undefined ? [] : [{ file, contents }];
      });
      if (good.length > 0) await stored.put(good, which);
      return await readStored();
    },
    readChanged: async () => ((await stored.mark()) === mark ? null : await readStored()),
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

/** One entry a file: of one that is stored as it was before its mistakes, the language with these. */
function withRefused(found: readonly FoundFile[], refused: readonly FoundFile[]): readonly FoundFile[] {
  const refusedOf = new Map(refused.map((each) => [each.report.file, each]));
  const stored = new Set(found.map(({ report }) => report.file));
  return [
    ...found.map((each) => {
      const { mistakes, more } = refusedOf.get(each.report.file)?.report ?? each.report;
      return { ...each, report: { ...each.report, mistakes, more } };
    }),
    ...refused.filter(({ report }) => !stored.has(report.file)),
  ].toSorted((one, other) => (one.report.file < other.report.file ? -1 : 1));
}

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
