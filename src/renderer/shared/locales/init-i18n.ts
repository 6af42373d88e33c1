/** The pages' languages. Every text that people see comes from here. */
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import shared from './en/shared.json' with { type: 'json' };
import { directionOf } from './language.ts';
import { PSEUDO_LOCALE, pseudolocaliseCatalogue, type Catalogue } from './pseudo-locale.ts';

export interface I18nOptions {
  /** The page's own English catalogues by namespace; `shared` is always added. */
  readonly namespaces: Readonly<Record<string, Catalogue>>;
  /** BCP 47; see `preferredLanguage`. Missing texts fall back to English. */
  readonly language: string;
}

/** Sets up the page's language, synchronously, from bundled catalogues. */
export function initI18n({ namespaces, language }: I18nOptions): i18n {
  const english: Record<string, Catalogue> = { shared, ...namespaces };
  const languages = { en: english, ...(language === PSEUDO_LOCALE && pseudolocalised(english)) };
  const words = i18next.createInstance();
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: languages,
    defaultNS: 'shared',
    initAsync: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return words;
}

/** Adds a catalogue that a page loads later. */
export function addCatalogue(words: i18n, namespace: string, catalogue: Catalogue): void {
  words.addResourceBundle('en', namespace, catalogue);
  if (words.language === PSEUDO_LOCALE)
    words.addResourceBundle(PSEUDO_LOCALE, namespace, pseudolocaliseCatalogue(catalogue));
}

function pseudolocalised(english: Record<string, Catalogue>): Record<string, Record<string, Catalogue>> {
  return {
    [PSEUDO_LOCALE]: Object.fromEntries(
      Object.entries(english).map(([namespace, words]) => [namespace, pseudolocaliseCatalogue(words)]),
    ),
  };
}

/** Sets the document's language and direction, for screen readers and layout. */
export function markDocument(words: i18n, document: Document): void {
  const language = words.resolvedLanguage ?? 'en';
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
