/** The files of added languages in a folder, and what all files come to, wherever they are. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Catalogue } from '../../protocol/catalogue-faults.ts';
import type { LanguageFileReport, LanguageMistake } from '../../protocol/languages.ts';
import { codeOf } from '../storage/folders/error-code.ts';
import { readFile } from '../storage/folders/read-file.ts';
import type { Interruptible } from '../time/time-slices.ts';
import { type LanguageFile, readLanguageFile } from './language-file.ts';
import { mistake } from './language-mistakes.ts';

/** So many count, of a folder or a database. */
export const MAX_FILES = 30;
const MAX_KILOBYTES = 1_024;
const MAX_MISTAKES = 50;

/** A file that is read when its turn comes. */
export interface LanguageSource {
  readonly file: string;
  readonly read: () => Uint8Array | LanguageMistake;
}

/** Only what is shown of its mistakes is kept, because it may have thousands. */
export interface FoundFile {
  readonly report: LanguageFileReport;
  readonly texts: Catalogue;
}

/** Hidden files, and what editors leave behind, are not among them. Whatever is wrong with this folder, the evening goes on without it. */
export function sourcesIn(folder: string): readonly LanguageSource[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^[^.].*\.json$/i.test(name))
      .toSorted()
      .map((file) => ({ file, read: () => readSource(join(folder, file)) }));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return [];
    if (code === '') throw error;
    return [{ file: basename(folder), read: () => mistake('unreadable', { error: code }) }];
  }
}

/** Throws nothing that the file system says: that is a mistake. */
export function readSource(path: string): Uint8Array | LanguageMistake {
  try {
    if (statSync(path).size > MAX_KILOBYTES * 1_024)
      return mistake('too_large', { most: String(MAX_KILOBYTES) });
    return readFile(path, MAX_KILOBYTES * 1_024);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOTFILE') return mistake('not_a_file');
    if (code === '') throw error;
    return mistake('unreadable', { error: code });
  }
}

/**
 * What they come to, of each language the first.
 * @param english all texts; null: the pages are not built
 */
export function* readSources(
  sources: readonly LanguageSource[],
  english: Catalogue | null,
): Interruptible<FoundFile[]> {
  const found: FoundFile[] = [];
  const add = (file: string, read: LanguageFile) =>
    found.push({ report: toReport(file, read), texts: read.texts });
  for (const source of sources.slice(0, MAX_FILES)) {
    yield;
    const read = yield* readOne(source, english);
    const { language } = read;
    const other = found.find(({ report }) => language !== null && report.language?.tag === language.tag);
    if (other === undefined) add(source.file, read);
    else found.push(leftOut(source.file, sameLanguage(other.report.file)));
  }
  const [beyond] = sources.slice(MAX_FILES);
  if (beyond !== undefined) found.push(leftOut(beyond.file, tooManyFiles()));
  return found;
}

export const sameLanguage = (other: string): LanguageMistake => mistake('same_language', { other });
export const tooManyFiles = (): LanguageMistake => mistake('too_many_files', { most: String(MAX_FILES) });

/** A file that makes no language. */
export const leftOut = (file: string, why: LanguageMistake): FoundFile => ({
  report: toReport(file, without(why)),
  texts: {},
});

function* readOne({ file, read }: LanguageSource, english: Catalogue | null): Interruptible<LanguageFile> {
  if (english === null) return without(mistake('pages_missing'));
  const bytes = read();
  return bytes instanceof Uint8Array ? yield* readLanguageFile(file, bytes, english) : without(bytes);
}

const without = (why: LanguageMistake): LanguageFile => ({
  language: null,
  texts: {},
  missing: [],
  mistakes: [why],
});

function toReport(file: string, { language, missing, mistakes }: LanguageFile): LanguageFileReport {
  return {
    file,
    language,
    missing: missing.length,
    mistakes: mistakes.slice(0, MAX_MISTAKES),
    more: Math.max(0, mistakes.length - MAX_MISTAKES),
  };
}
