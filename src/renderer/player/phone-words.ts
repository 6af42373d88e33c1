import type { Catalogue } from '../../protocol/catalogue-faults.ts';

/** The catalogues that a phone may need. */
export const PHONE_WORDS = import.meta.glob<Catalogue>(
  [
    '../../game/words/*/catalogue.json',
    '../shared/locales/*/{shared,player,drawer,members,needs,evening}.json',
  ],
  { import: 'default' },
);
