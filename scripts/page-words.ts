import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What puts a phone's catalogues together. */
const PHONE_PART = /[\\/]player[\\/]words[\\/](\w+)-(first|later)\.ts$/;
const CATALOGUE = /[\\/](?:locales|words)[\\/](\w+)[\\/](\w+)\.json$/;
/** What a phone's first screen needs. */
const FIRST = new Set(['catalogue', 'shared', 'player']);
/** What it needs soon after. One chunk instead of four, because the first load has the name of each, in every language. */
const LATER = new Set(['drawer', 'members', 'needs', 'evening']);

/**
 * The chunks of a language's texts: one of what phones need first, which compresses better than its parts, one of what they need later,
 * and one for each of the others. They are named by the language, so that the build finds them again.
 */
export function wordsOfPages() {
  return {
    debugName: 'words',
    name: (module: string) => {
      const [, spoken = '', part] = PHONE_PART.exec(module) ?? [];
      if (part !== undefined) return part === 'first' ? `words-${spoken}` : `words-later-${spoken}`;
      const [, language, namespace = ''] = CATALOGUE.exec(module) ?? [];
      if (language === undefined) return null;
      if (FIRST.has(namespace)) return `words-${language}`;
      return `words-${LATER.has(namespace) ? 'later' : namespace}-${language}`;
    },
  };
}

/** What the words of a phone's first screen weigh in the language where they weigh most, in bytes on the wire. */
export function phoneWordsBytes(folder: string): number {
  const files = globSync('assets/words-??-*.js.gz', { cwd: folder });
  return Math.max(0, ...files.map((file) => statSync(join(folder, file)).size));
}
