/** All words of the pages in English, for tests: there without waiting. */
import type { i18n } from 'i18next';
import catalogue from '../../../game/words/en/catalogue.json' with { type: 'json' };
import banker from './en/banker.json' with { type: 'json' };
import board from './en/board.json' with { type: 'json' };
import doctor from './en/doctor.json' with { type: 'json' };
import drawer from './en/drawer.json' with { type: 'json' };
import evening from './en/evening.json' with { type: 'json' };
import history from './en/history.json' with { type: 'json' };
import library from './en/library.json' with { type: 'json' };
import members from './en/members.json' with { type: 'json' };
import needs from './en/needs.json' with { type: 'json' };
import player from './en/player.json' with { type: 'json' };
import players from './en/players.json' with { type: 'json' };
import refusals from './en/refusals.json' with { type: 'json' };
import results from './en/results.json' with { type: 'json' };
import safekeeping from './en/safekeeping.json' with { type: 'json' };
import setup from './en/setup.json' with { type: 'json' };
import shared from './en/shared.json' with { type: 'json' };
import summary from './en/summary.json' with { type: 'json' };
import { initI18n } from './init-i18n.ts';
import { PSEUDO_LOCALE } from './language.ts';
import { pseudolocaliseCatalogue } from './pseudo-locale.ts';

export const ENGLISH = {
  shared: { ...shared, ...catalogue },
  player,
  library,
  members,
  needs,
  board,
  banker,
  refusals,
  setup,
  players,
  history,
  summary,
  safekeeping,
  doctor,
  results,
  drawer,
  evening,
};

/** @param language of the numbers and dates; the pseudo-language changes the words, too */
export function englishWords(language = 'en'): i18n {
  const spoken = Object.entries(ENGLISH).map(
    ([namespace, words]) =>
      [namespace, language === PSEUDO_LOCALE ? pseudolocaliseCatalogue(words) : words] as const,
  );
  return initI18n({ catalogues: Object.fromEntries(spoken), language });
}
