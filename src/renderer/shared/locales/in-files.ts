import type { Catalogue } from '../../../protocol/catalogue-faults.ts';
import type { FindCatalogue } from './page-words.ts';

/**
 * Finds catalogues by the names of their files. A phone has few parts instead, to load less (`player/phone-words.ts`).
 * @param files `import.meta.glob` of those that a page may need, in all languages, and of the words of the game's own catalogue
 */
export function inFiles(files: Readonly<Record<string, () => Promise<Catalogue>>>): FindCatalogue {
  return (tag, namespace) =>
    Object.entries(files).find(([file]) => file.endsWith(`/${tag}/${namespace}.json`))?.[1];
}
