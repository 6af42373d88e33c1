/**
 * The languages that volunteers have added: files in a folder of the data folder, read at the start and whenever the desk asks. Hosts that
 * share a database take them in from there, and all have the same.
 */
import { join } from 'node:path';
import { type Catalogue, isCatalogue } from '../../protocol/catalogue-faults.ts';
import type { AddedLanguage, LanguagesReport } from '../../protocol/languages.ts';
import type { Cleanup } from '../cleanup.ts';
import { compressedFileOf, type FileInMemory } from '../http/files-in-memory.ts';
import { parseJson } from '../parse-json.ts';
import { ENGLISH_WORDS, type TerminalWords } from '../start/terminal-words.ts';
import { readFileIfThere } from '../storage/folders/read-file.ts';
import type { Clock } from '../time/clock.ts';
import { type Interruptible, runAtOnce, runInSlices } from '../time/time-slices.ts';
import { type FoundFile, readSources, sourcesIn } from './language-folder.ts';
import { mistakeLine } from './language-mistakes.ts';
import { byName } from './language-tag.ts';
import { createSharedLanguages, followStored } from './shared-languages.ts';
import type { StoredLanguages } from './stored-languages.ts';

const TYPE = 'application/json; charset=utf-8';

export interface Languages {
  list(): readonly AddedLanguage[];
  /** Its texts of one namespace, as pages load them; null: there are none. */
  words(tag: string, namespace: string): FileInMemory | null;
  /** What was found when it looked last. */
  report(): LanguagesReport;
  /**
   * Reads the folder again, in slices, because a game is being played. Rejects with the file system's error, or with `StorageError`.
   */
  look(): Promise<void>;
  /** A line for each mistake, for the terminal. */
  mistakeLines(words: TerminalWords): readonly string[];
}

interface LanguagesOptions {
  readonly dataFolder: string;
  /** The built pages: the English texts are with them. */
  readonly pagesFolder: string;
  /** Takes down what is wrong in the files, line by line. */
  readonly note: (line: string) => void;
  /** Where the files are for all hosts of a database; absent: those of the folder are all that there are. */
  readonly data: { readonly storedLanguages?: StoredLanguages };
  readonly clock: Pick<Clock, 'after'>;
  /** Receives, once for each run of failures, that those of the database cannot be read. */
  readonly report: (message: string, error: unknown) => void;
  readonly cleanup: Pick<Cleanup, 'defer'>;
}

/** Looks at once. Rejects with `StorageError` if the database cannot be read. */
export async function openLanguages({
  dataFolder,
  pagesFolder,
  note,
  data: { storedLanguages: stored },
  clock,
  report,
  cleanup,
}: LanguagesOptions): Promise<Languages> {
  const folder = join(dataFolder, 'languages');
  const english = readEnglish(pagesFolder);
  let found: readonly FoundFile[] = [];
  let words: ReadonlyMap<string, Words> = new Map();
  const mistakeLines = (said: TerminalWords) =>
    found.flatMap(({ report: { file, mistakes, more } }) => [
      ...mistakes.map((each) => mistakeLine(file, each, said)),
      ...(more === 0 ? [] : [said.say('language_file.more', { file, number: more })]),
    ]);
  function* take(files: readonly FoundFile[]): Interruptible<void> {
    // Both at once, so that no language is in the list without its texts.
    const wordsOfAll = yield* wordsByTag(files);
    [found, words] = [files, wordsOfAll];
    for (const line of mistakeLines(ENGLISH_WORDS)) {
      note(line);
      yield;
    }
  }
  function* readFolder(): Interruptible<void> {
    yield* take(yield* readSources(sourcesIn(folder), english));
  }
  const shared = stored === undefined ? null : createSharedLanguages({ folder, english, stored });
  const lookOnce = async (): Promise<void> => {
    if (shared === null) return runInSlices(readFolder());
    return runInSlices(take(await shared.takeIn('unseen')));
  };
  const lookForChanges = async (): Promise<void> => {
    const changed = await shared?.readChanged();
    if (changed) await runInSlices(take(changed));
  };
  let last: Promise<void> = Promise.resolve();
  /** One after the other. Whoever asked hears of its failure. */
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    const done = last.then(step);
    last = done.catch(() => undefined);
    return done;
  };
  /** One that has not begun yet serves everybody who asks. */
  let next: Promise<void> | null = null;
  const look = () => {
    next ??= inTurn(() => {
      next = null;
      return lookOnce();
    });
    return next;
  };
  // Nobody is there yet.
  runAtOnce(shared === null ? readFolder() : take(await shared.takeIn('new')));
  if (shared !== null) {
    const stop = followStored({ look: () => inTurn(lookForChanges), clock, report });
    cleanup.defer('the watch over added languages', stop);
  }
  return {
    list: () => byName(found.flatMap(({ report: { language } }) => language ?? [])),
    words: (tag, namespace) => words.get(tag)?.get(namespace) ?? null,
    report: () => ({ folder, items: found.map((each) => each.report) }),
    look,
    mistakeLines,
  };
}

/** Null: the pages are not built, or their texts are damaged. */
function readEnglish(pagesFolder: string): Catalogue | null {
  const bytes = readFileIfThere(join(pagesFolder, 'languages', 'en.json'));
  if (bytes === null) return null;
  const file = parse(bytes.toString());
  const texts = typeof file === 'object' && file !== null && 'texts' in file ? file.texts : null;
  return isCatalogue(texts) ? texts : null;
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

type Words = ReadonlyMap<string, FileInMemory>;

function* wordsByTag(files: readonly FoundFile[]): Interruptible<ReadonlyMap<string, Words>> {
  const words = new Map<string, Words>();
  for (const { report, texts } of files)
    if (report.language !== null) words.set(report.language.tag, yield* wordsOf(texts));
  return words;
}

/** By namespace. */
function* wordsOf(texts: Catalogue): Interruptible<Words> {
  const words = new Map<string, FileInMemory>();
  for (const [namespace, catalogue] of Object.entries(texts)) {
    yield;
    words.set(namespace, compressedFileOf(JSON.stringify(catalogue), TYPE));
  }
  return words;
}
