/** The languages that volunteers have added: files in a folder of the data folder, read at the start and whenever the desk asks. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Catalogue, isCatalogue } from '../../protocol/catalogue-faults.ts';
import type {
  AddedLanguage,
  LanguageFileReport,
  LanguageMistake,
  LanguagesReport,
} from '../../protocol/languages.ts';
import { compressedFileOf, type FileInMemory } from '../http/files-in-memory.ts';
import { parseJson } from '../parse-json.ts';
import { ENGLISH_WORDS, type TerminalWords } from '../start/terminal-words.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import { readFile, readFileIfThere } from '../storage/folders/read-file.ts';
import { type Interruptible, runAtOnce, runInSlices } from '../time/time-slices.ts';
import { type LanguageFile, readLanguageFile } from './language-file.ts';
import { mistake, mistakeLine } from './language-mistakes.ts';
import { byName } from './language-tag.ts';

const MAX_FILES = 30;
const MAX_KILOBYTES = 1_024;
const MAX_MISTAKES = 50;
const TYPE = 'application/json; charset=utf-8';

export interface Languages {
  list(): readonly AddedLanguage[];
  /** Its texts of one namespace, as pages load them; null: there are none. */
  words(tag: string, namespace: string): FileInMemory | null;
  /** What was found when it looked last. */
  report(): LanguagesReport;
  /** Reads the folder again, in slices, because a game is being played. Rejects with the file system's error. */
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
}

/** Looks at once. */
export function createLanguages({ dataFolder, pagesFolder, note }: LanguagesOptions): Languages {
  const folder = join(dataFolder, 'languages');
  const english = readEnglish(pagesFolder);
  let found: readonly FoundFile[] = [];
  let words: ReadonlyMap<string, Words> = new Map();
  const mistakeLines = (said: TerminalWords) =>
    found.flatMap(({ report: { file, mistakes, more } }) => [
      ...mistakes.map((each) => mistakeLine(file, each, said)),
      ...(more === 0 ? [] : [said.say('language_file.more', { file, number: more })]),
    ]);
  function* read(): Interruptible<void> {
    const files = yield* readFolder(folder, english);
    // Both at once, so that no language is in the list without its texts.
    const wordsOfAll = yield* wordsByTag(files);
    [found, words] = [files, wordsOfAll];
    for (const line of mistakeLines(ENGLISH_WORDS)) {
      note(line);
      yield;
    }
  }
  let last: Promise<void> = Promise.resolve();
  /** One that has not begun yet serves everybody who asks. */
  let next: Promise<void> | null = null;
  const look = () => {
    next ??= last.then(() => {
      next = null;
      const reading = runInSlices(read());
      // Whoever asked hears of it.
      last = reading.catch(() => undefined);
      return reading;
    });
    return next;
  };
  // Nobody is there yet.
  runAtOnce(read());
  return {
    list: () => byName(found.flatMap(({ report }) => report.language ?? [])),
    words: (tag, namespace) => words.get(tag)?.get(namespace) ?? null,
    report: () => ({ folder, items: found.map(({ report }) => report) }),
    look,
    mistakeLines,
  };
}

/** Only what is shown of its mistakes is kept, because it may have thousands. */
interface FoundFile {
  readonly report: LanguageFileReport;
  readonly texts: Catalogue;
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

function* readFolder(folder: string, english: Catalogue | null): Interruptible<FoundFile[]> {
  const found: FoundFile[] = [];
  const add = (file: string, read: LanguageFile) =>
    found.push({ report: toReport(file, read), texts: read.texts });
  try {
    const files = namesIn(folder);
    for (const file of files.slice(0, MAX_FILES)) {
      yield;
      const read = yield* readOne(join(folder, file), file, english);
      const { language } = read;
      const other = found.find(({ report }) => language !== null && report.language?.tag === language.tag);
      add(file, other === undefined ? read : without(mistake('same_language', { other: other.report.file })));
    }
    const [tooMany] = files.slice(MAX_FILES);
    if (tooMany !== undefined) add(tooMany, without(mistake('too_many_files', { most: String(MAX_FILES) })));
  } catch (error) {
    // Whatever is wrong with this folder, the evening goes on without it.
    const code = codeOf(error);
    if (code === '') throw error;
    add(basename(folder), without(mistake('unreadable', { error: code })));
  }
  return found;
}

/** Hidden files, and what editors leave behind, are not among them. Throws the file system's error. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[^.].*\.json$/i.test(name))
      .toSorted();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function* readOne(path: string, name: string, english: Catalogue | null): Interruptible<LanguageFile> {
  if (english === null) return without(mistake('pages_missing'));
  try {
    if (statSync(path).size > MAX_KILOBYTES * 1_024)
      return without(mistake('too_large', { most: String(MAX_KILOBYTES) }));
    return yield* readLanguageFile(name, readFile(path, MAX_KILOBYTES * 1_024), english);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOTFILE') return without(mistake('not_a_file'));
    if (code === '') throw error;
    return without(mistake('unreadable', { error: code }));
  }
}

const without = (why: LanguageMistake): LanguageFile => ({
  language: null,
  texts: {},
  missing: [],
  mistakes: [why],
});

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

function toReport(file: string, { language, missing, mistakes }: LanguageFile): LanguageFileReport {
  return {
    file,
    language,
    missing: missing.length,
    mistakes: mistakes.slice(0, MAX_MISTAKES),
    more: Math.max(0, mistakes.length - MAX_MISTAKES),
  };
}
