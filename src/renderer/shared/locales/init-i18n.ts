/** The words of a page. Every text that people see comes from here. */
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalogue } from '../../../protocol/catalogue-faults.ts';
import { cataloguesOf, directionOf } from './language.ts';

export interface I18nOptions {
  /** In that language, by namespace; `shared` is among them. */
  readonly catalogues: Readonly<Record<string, Catalogue>>;
  /** BCP 47; see `preferredLanguage`. */
  readonly language: string;
}

/** Sets up the page's language, synchronously, from catalogues that are there. */
export function initI18n({ catalogues, language }: I18nOptions): i18n {
  const words = i18next.createInstance();
  void words.use(initReactI18next).init({
    lng: language,
    // Each language has all texts. A tag that is none of theirs goes by the same rule as the page's choice.
    fallbackLng: cataloguesOf(language),
    resources: { [cataloguesOf(language)]: { ...catalogues } },
    defaultNS: 'shared',
    initAsync: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return words;
}

/** Adds a catalogue that a page loads later. */
export function addCatalogue(words: i18n, namespace: string, catalogue: Catalogue): void {
  words.addResourceBundle(cataloguesOf(words.language), namespace, catalogue);
}

/** Sets the document's language and direction, for screen readers and layout. */
export function markDocument(words: i18n, document: Document): void {
  document.documentElement.lang = words.language;
  document.documentElement.dir = directionOf(words.language);
}
