import type { Catalogue } from '../../protocol/catalogue-faults.ts';

/** The catalogues that a phone may need. */
export const PHONE_WORDS = import.meta.glob<Catalogue>(
  '../shared/locales/*/{shared,player,drawer,members,evening}.json',
  { import: 'default' },
);
