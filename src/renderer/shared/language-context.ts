import type { i18n } from 'i18next';
import { createContext } from 'react';
import type { SafeStorage } from '../../client/safe-storage.ts';

/** Where a page keeps the language that was chosen on it. */
export const CHOSEN_LANGUAGE = 'language';

/** What choosing another language needs (`use-languages.ts`). */
interface LanguageOptions {
  readonly words: i18n;
  readonly storage: Pick<SafeStorage, 'write'>;
  readonly location: Pick<Location, 'href' | 'reload'>;
  readonly history: Pick<History, 'state' | 'replaceState'>;
}

/** Null: nobody has chosen one on this page. */
export function chosenLanguage(storage: Pick<SafeStorage, 'read'>): string | null {
  return storage.read(CHOSEN_LANGUAGE);
}

export const LanguageContext = createContext<LanguageOptions | null>(null);
