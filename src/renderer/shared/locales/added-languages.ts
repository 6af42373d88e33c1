/** What a page needs where somebody wishes for a language that is not built in, or for that of tests: loaded then, and not before. */
import { HostError } from '../../../client/host-client.ts';
import { createLanguageClient } from '../../../client/language-client.ts';
import type { Catalogue } from '../../../protocol/catalogue-faults.ts';
import { isBuiltIn, primarySubtag } from './language.ts';

export { pseudolocaliseCatalogue } from './pseudo-locale.ts';

const client = createLanguageClient();

/** The first wish that can be spoken, with what was added to the laptop. */
export async function spokenLanguage(wishes: readonly string[]): Promise<string> {
  const added = await addedLanguages();
  return preferredLanguage(
    wishes,
    added.map(({ tag }) => tag),
  );
}

/** The first wish that can be spoken, or else English. @param added the tags of the languages that were added to the laptop */
export function preferredLanguage(wishes: readonly string[], added: readonly string[]): string {
  for (const wish of wishes) {
    if (isBuiltIn(wish)) return wish;
    const own = added.find((tag) => tag.toLowerCase() === wish.toLowerCase());
    const near = own ?? added.find((tag) => primarySubtag(tag) === primarySubtag(wish));
    if (near !== undefined) return near;
  }
  return 'en';
}

/** None while the laptop is out of reach: their words could not be fetched from it either. */
export async function addedLanguages(): Promise<readonly { readonly tag: string; readonly name: string }[]> {
  try {
    return (await client.languages()).items;
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}

/** Rejects with `HostError`. */
export function wordsOf(tag: string, namespace: string): Promise<Catalogue> {
  return client.words(tag, namespace);
}
