import type { Language } from '../../../game/enums.ts';

/** The languages that the pages speak, each by its own name. Its folder of catalogues is called by its tag. */
export const LANGUAGES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
};
