import { useContext, useEffect, useState } from 'react';
import { CHOSEN_LANGUAGE, LanguageContext } from '../language-context.ts';
import { addedLanguages } from '../locales/added-languages.ts';
import { cataloguesOf } from '../locales/language.ts';
import { LANGUAGES } from '../locales/languages.ts';
import { withRegion } from '../locales/with-region.ts';
import { replaceAddress } from '../replace-address.ts';

interface NamedLanguage {
  /** BCP 47. */
  readonly tag: string;
  /** Its own. */
  readonly name: string;
}

interface LanguageChoice {
  readonly current: string;
  readonly all: readonly NamedLanguage[];
  /** Loads the page again, in that language. */
  readonly choose: (tag: string) => void;
}

const BUILT_IN: readonly NamedLanguage[] = Object.entries(LANGUAGES).map(([tag, name]) => ({ tag, name }));

/** The languages to choose from: those that are built in at once, those that were added as soon as the laptop has said. */
export function useLanguages(): LanguageChoice {
  const options = useContext(LanguageContext);
  if (options === null) throw new Error('useLanguages needs a LanguageContext around it.');
  const { words, storage, location, history } = options;
  const current = cataloguesOf(words.language);
  const [added, setAdded] = useState<readonly NamedLanguage[]>([]);
  useEffect(() => {
    let isWanted = true;
    void addedLanguages().then((languages) => isWanted && setAdded(languages));
    return () => {
      isWanted = false;
    };
  }, []);
  const known = [...BUILT_IN, ...added];
  const hasCurrent = known.some(({ tag }) => tag === current);
  return {
    current,
    all: hasCurrent ? known : [...known, { tag: current, name: current }],
    choose(tag) {
      storage.write(CHOSEN_LANGUAGE, withRegion(tag, navigator.languages));
      // The address came first; now the choice does.
      const address = new URL(location.href);
      address.searchParams.delete('lang');
      replaceAddress(history, address.href);
      location.reload();
    },
  };
}
