/** All words of the pages in any language, for tests: there without waiting. */
import type { i18n } from 'i18next';
import type { Catalogue } from '../../../protocol/catalogue-faults.ts';
import { initI18n } from './init-i18n.ts';
import { cataloguesOf, PSEUDO_LOCALE } from './language.ts';
import { pseudolocaliseCatalogue } from './pseudo-locale.ts';

const FILES = import.meta.glob<Catalogue>('./*/*.json', { import: 'default', eager: true });

export function allWords(language: string): i18n {
  const folder = `./${cataloguesOf(language)}/`;
  const catalogues = Object.entries(FILES)
    .filter(([file]) => file.startsWith(folder))
    .map(([file, catalogue]) => {
      const words = language === PSEUDO_LOCALE ? pseudolocaliseCatalogue(catalogue) : catalogue;
      return [file.slice(folder.length, -'.json'.length), words] as const;
    });
  return initI18n({ catalogues: Object.fromEntries(catalogues), language });
}
