import { createContext, useContext } from 'react';

export interface Languages {
  /** BCP 47. */
  readonly current: string;
  /** Each by its own name. */
  readonly all: readonly { readonly tag: string; readonly name: string }[];
  readonly choose: (tag: string) => void;
}

export const LanguageContext = createContext<Languages | null>(null);

export function useLanguages(): Languages {
  const languages = useContext(LanguageContext);
  if (languages === null) throw new Error('useLanguages needs a LanguageContext around it.');
  return languages;
}
