import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** As the pages name them while they are developed. */
const SCRIPT = '/shared/opening/opening.js';
const OLDER_BROWSERS = '/shared/opening/older-browsers.ts';

/** The name of the entry that is built from `older-browsers.ts`. */
export const OLDER_BROWSERS_ENTRY = 'older-browsers';

/** Puts the script that runs before everything else among the assets, as it is: it is no module, and older than any target. */
export function openingScript(pages: string): Plugin {
  return {
    name: 'opening-script',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle);
      const older = chunks.find((chunk) => chunk.type === 'chunk' && chunk.name === OLDER_BROWSERS_ENTRY);
      if (older === undefined) throw new Error('What older browsers lack was not built.');
      const source = readFileSync(join(pages, SCRIPT), 'utf8').replace(OLDER_BROWSERS, `/${older.fileName}`);
      const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
      const fileName = `assets/opening-${hash}.js`;
      this.emitFile({ type: 'asset', fileName, source });
      for (const chunk of chunks) {
        if (chunk.type !== 'asset' || !chunk.fileName.endsWith('.html')) continue;
        chunk.source = String(chunk.source).replace(SCRIPT, `/${fileName}`);
      }
    },
  };
}
