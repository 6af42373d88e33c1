import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const CATALOGUE = /[\\/](?:locales|words)[\\/](\w+)[\\/](\w+)\.json$/;
/** What a phone's first screen needs. */
const FIRST = new Set(['catalogue', 'shared', 'player']);

/**
 * The chunks of a language's texts: one of what phones need first, which compresses better than its parts, and one for each of the
 * others. They are named by the language, so that the build finds them again.
 */
export function wordsOfPages() {
  return {
    debugName: 'words',
    name: (module: string) => {
      const [, language, namespace = ''] = CATALOGUE.exec(module) ?? [];
      if (language === undefined) return null;
      return FIRST.has(namespace) ? `words-${language}` : `words-${namespace}-${language}`;
    },
  };
}

/** What the words of a phone's first screen weigh in the language where they weigh most, in bytes on the wire. */
export function phoneWordsBytes(folder: string): number {
  const files = globSync('assets/words-??-*.js.gz', { cwd: folder });
  return Math.max(0, ...files.map((file) => statSync(join(folder, file)).size));
}
