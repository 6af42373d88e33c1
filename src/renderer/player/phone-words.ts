import type { Catalogue } from '../../protocol/catalogue-faults.ts';
import type { FindCatalogue } from '../shared/locales/page-words.ts';

type Catalogues = Readonly<Record<string, Catalogue>>;

// Two parts for each language: the first load has the name of each part in it.
const PARTS = import.meta.glob<Catalogues>('./words/*.ts');
const FIRST = ['catalogue', 'player', 'shared'];

/** The catalogues that a phone may need. */
export const PHONE_WORDS: FindCatalogue = (tag, namespace) => {
  const load = PARTS[`./words/${tag}-${FIRST.includes(namespace) ? 'first' : 'later'}.ts`];
  return load && (() => load().then((part) => part[namespace] ?? {}));
};
