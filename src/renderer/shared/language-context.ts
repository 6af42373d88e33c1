import type { i18n } from 'i18next';
import { createContext, useContext } from 'react';
import type { SafeStorage } from '../../client/safe-storage.ts';
import type { Language } from '../../game/enums.ts';
import { cataloguesOf } from './locales/language.ts';
import { LANGUAGES } from './locales/languages.ts';
import { replaceAddress } from './replace-address.ts';

/** Where a page keeps the language that was chosen on it. */
const CHOSEN = 'language';

export interface Languages {
  readonly current: Language;
  /** Each by its own name. */
  readonly all: readonly { readonly tag: string; readonly name: string }[];
  /** Loads the page again, in that language. */
  readonly choose: (tag: string) => void;
}

interface LanguageOptions {
  readonly words: i18n;
  readonly storage: Pick<SafeStorage, 'write'>;
  readonly location: Pick<Location, 'href' | 'reload'>;
  readonly history: Pick<History, 'state' | 'replaceState'>;
}

/** Null: nobody has chosen one on this page. */
export function chosenLanguage(storage: Pick<SafeStorage, 'read'>): string | null {
  return storage.read(CHOSEN);
}

export function createLanguages({ words, storage, location, history }: LanguageOptions): Languages {
  return {
    current: cataloguesOf(words.language),
    all: Object.entries(LANGUAGES).map(([tag, name]) => ({ tag, name })),
    choose(tag) {
      storage.write(CHOSEN, tag);
      // The address came first; now the choice does.
      const address = new URL(location.href);
      address.searchParams.delete('lang');
      replaceAddress(history, address.href);
      location.reload();
    },
  };
}

export const LanguageContext = createContext<Languages | null>(null);

export function useLanguages(): Languages {
  const languages = useContext(LanguageContext);
  if (languages === null) throw new Error('useLanguages needs a LanguageContext around it.');
  return languages;
}
