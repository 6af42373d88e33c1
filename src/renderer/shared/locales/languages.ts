/** The languages that the pages speak, each by its own name. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
} as const;

/** A BCP 47 primary subtag: the name of a folder of catalogues. */
export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_TAGS: readonly Language[] = ['en', 'de', 'fr', 'es', 'ar'];
