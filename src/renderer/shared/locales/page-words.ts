/** Fetches the words of a page, in its language alone. */
import type { i18n } from 'i18next';
import { defaultEnvironment } from '../../../client/environment.ts';
import { keepLoading } from '../../../client/keep-loading.ts';
import type { Catalogue } from '../../../protocol/catalogue-faults.ts';
import { addCatalogue, initI18n, markDocument } from './init-i18n.ts';
import { builtInLanguage, cataloguesOf, PSEUDO_LOCALE } from './language.ts';

/** What fetches a catalogue that is built in; undefined: there is none in that language. */
export type FindCatalogue = (tag: string, namespace: string) => (() => Promise<Catalogue>) | undefined;

export interface PageWords {
  /** See `wishedLanguages`. */
  readonly wishes: readonly string[];
  readonly find: FindCatalogue;
  /** What the page cannot do without. */
  readonly namespaces: readonly string[];
}

/** How often they may get lost before the page may need to be loaded again. */
const LOST_FOR_GOOD = 2;

/** Shows the page once its words have arrived. Until then, and if they never do, `opening.js` has the page. */
export function openWithWords(wanted: PageWords, show: (words: i18n) => void): void {
  // The opening hears from it that the page's own script came whole.
  document.dispatchEvent(new Event('begun'));
  let timesLost = 0;
  keepLoading({
    environment: defaultEnvironment(),
    load: () => loadWords(wanted),
    onLoaded(words) {
      markDocument(words, document);
      show(words);
      // Not where that throws: the opening would forget that it has loaded the page once more for it.
      document.dispatchEvent(new Event('words'));
    },
    onMissing() {
      timesLost += 1;
      // It loads the page once more, as some engines never again import what they could not, and then says that a part is missing.
      if (timesLost === LOST_FOR_GOOD) document.dispatchEvent(new Event('words-lost'));
    },
  });
}

async function loadWords({ wishes, find, namespaces }: PageWords): Promise<i18n> {
  const language = builtInLanguage(wishes) ?? (await (await added()).spokenLanguage(wishes));
  const catalogues = await Promise.all(
    namespaces.map(async (namespace) => [namespace, await loadCatalogue(find, language, namespace)] as const),
  );
  const { shared, ...others } = Object.fromEntries(catalogues);
  // What buildings and exercises are called, which the host says in the same words.
  const ofGame = await loadCatalogue(find, language, 'catalogue');
  return initI18n({ catalogues: { ...others, shared: { ...shared, ...ofGame } }, language });
}

/**
 * Adds those of a part of the page that is loaded later.
 * @throws if they do not arrive
 */
export async function loadMoreWords(words: i18n, find: FindCatalogue, namespace: string): Promise<void> {
  if (words.hasResourceBundle(cataloguesOf(words.language), namespace)) return;
  addCatalogue(words, namespace, await loadCatalogue(find, words.language, namespace));
}

/** Those of languages that were added come from the laptop. */
async function loadCatalogue(find: FindCatalogue, language: string, namespace: string): Promise<Catalogue> {
  const tag = cataloguesOf(language);
  const load = find(tag, namespace);
  const words = await (load === undefined ? (await added()).wordsOf(tag, namespace) : load());
  if (language !== PSEUDO_LOCALE) return words;
  return (await added()).pseudolocaliseCatalogue(words);
}

const added = () => import('./added-languages.ts');
