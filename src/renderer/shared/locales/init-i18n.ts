/** The languages of the pages. Every text a person sees comes from here. */
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import shared from './en/shared.json' with { type: 'json' };
import { directionOf } from './language.ts';
import { PSEUDO_LOCALE, pseudolocaliseCatalogue, type Catalogue } from './pseudo-locale.ts';

export interface I18nOptions {
  /** The page's own English catalogues by namespace, next to `shared`, which is always there. */
  readonly namespaces: Readonly<Record<string, Catalogue>>;
  /** BCP 47; see `preferredLanguage`. What a language lacks is shown in English. */
  readonly language: string;
}

/** Sets the page's language up, synchronously, from bundled catalogues, and marks the document with it. */
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

function pseudolocalised(english: Record<string, Catalogue>): Record<string, Record<string, Catalogue>> {
  return {
    [PSEUDO_LOCALE]: Object.fromEntries(
      Object.entries(english).map(([namespace, words]) => [namespace, pseudolocaliseCatalogue(words)]),
    ),
  };
}

/** Tells the browser, and with it screen readers and the layout, which language the page speaks. */
export function markDocument(words: i18n, document: Document): void {
  const language = words.resolvedLanguage ?? 'en';
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
