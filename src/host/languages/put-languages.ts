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
import { mistake } from './language-mistakes.ts';
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
  /** Of the files that were handed in, those that would not count or change anything, each with the reason. */
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
    const standings = new Map(files.map((each) => [each, standingOf(each, which, there)]));
    const of = (standing: Standing) => files.filter((each) => standings.get(each) === standing);
    const before = of('before').map(({ file }) => leftOut(file, mistake('had_before')));
    const { admitted, refused: notCounted } = admit(of('wanted'), there);
    const refused = [...before, ...notCounted];
    if (admitted.length === 0) return { there, refused };
    // Otherwise others have changed something meanwhile, and it is judged beside that.
    if (await store.stored.put(admitted, there.mark)) return { there: await readStored(store), refused };
  }
}

/** Before: whoever asked for it has gone back to what it was once, and is told that nothing changes. */
type Standing = 'wanted' | 'before' | 'settled';

function standingOf(
  { file, contents }: HandedInFile,
  which: PutLanguages,
  { past, files }: StoredState,
): Standing {
  const known = past.get(file);
  if (which === 'all' || known === undefined) return 'wanted';
  if (which === 'new') return 'settled';
  if (!known.includes(createHash('sha256').update(contents).digest('hex'))) return 'wanted';
  const stored = files.find((each) => each.file === file);
  return stored !== undefined && Buffer.compare(stored.contents, contents) === 0 ? 'settled' : 'before';
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
