/** Puts files into the database that hosts share: of those that are handed in, the ones that count there beside all others. */
import { createHash } from 'node:crypto';
import type { Catalogue } from '../../protocol/catalogue-faults.ts';
import type { LanguageMistake } from '../../protocol/languages.ts';
import { runInSlices } from '../time/time-slices.ts';
import {
  type FoundFile,
  leftOut,
  MAX_FILES,
  readSources,
  sameLanguage,
  tooManyFiles,
} from './language-folder.ts';
import type { StoredLanguageFile, StoredLanguages, StoredState } from './stored-languages.ts';

/**
 * Which files are put there: those of names that were never there; those of contents too that their name has never had, so that
 * an older copy, or one of what was removed, changes nothing; or all.
 */
export type PutLanguages = 'new' | 'unseen' | 'all';

/** A file that makes a language. */
export interface HandedInFile extends StoredLanguageFile {
  readonly tag: string;
}

export interface LanguageStore {
  readonly stored: StoredLanguages;
  /** All texts; null: the pages are not built. */
  readonly english: Catalogue | null;
}

export interface StoredFound extends StoredState {
  readonly found: readonly FoundFile[];
}

interface Put {
  readonly there: StoredFound;
  /** Of the files that were handed in, those that would not count, each with the reason. */
  readonly refused: readonly FoundFile[];
}

/** Rejects with `StorageError`. */
export async function readStored({ stored, english }: LanguageStore): Promise<StoredFound> {
  const state = await stored.read();
  const sources = state.files.map(({ file, contents }) => ({ file, read: () => contents }));
  return { ...state, found: await runInSlices(readSources(sources, english)) };
}

/** What is there afterwards. Rejects with `StorageError`. */
export async function putLanguages(
  store: LanguageStore,
  files: readonly HandedInFile[],
  which: PutLanguages,
): Promise<Put> {
  for (;;) {
    const there = await readStored(store);
    const wanted = files.filter((each) => isWanted(each, which, there));
    const { admitted, refused } = admit(wanted, there);
    if (admitted.length === 0) return { there, refused };
    // Otherwise others have changed something meanwhile, and it is judged beside that.
    if (await store.stored.put(admitted, there.mark)) return { there: await readStored(store), refused };
  }
}

function isWanted({ file, contents }: HandedInFile, which: PutLanguages, { past }: StoredState): boolean {
  const known = past.get(file);
  if (which === 'all' || known === undefined) return true;
  return which === 'unseen' && !known.includes(createHash('sha256').update(contents).digest('hex'));
}

/** None that is there stops counting for one that is admitted. */
function admit(files: readonly HandedInFile[], { files: stored, found }: StoredFound) {
  const tags = new Map(found.map(({ report }) => [report.file, report.language?.tag]));
  const places: { readonly file: string; readonly tag: string | undefined }[] = stored.map(({ file }) => ({
    file,
    tag: tags.get(file),
  }));
  const reasonAgainst = ({ file, tag }: HandedInFile, place: number): LanguageMistake | null => {
    const other = places.find((each) => each.file !== file && each.tag === tag);
    if (other !== undefined) return sameLanguage(other.file);
    return place < MAX_FILES ? null : tooManyFiles();
  };
  const admitted: HandedInFile[] = [];
  const refused: FoundFile[] = [];
  for (const each of files) {
    const known = places.findIndex(({ file }) => file === each.file);
    const place = known === -1 ? places.length : known;
    const reason = reasonAgainst(each, place);
    if (reason === null) {
      places[place] = each;
      admitted.push(each);
    } else refused.push(leftOut(each.file, reason));
  }
  return { admitted, refused };
}
