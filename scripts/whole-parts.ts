import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Where Vite keeps what it builds every `import()` into. */
const VITE_HELPER = '\0vite/preload-helper.js';
const OWN_HELPER = 'shared/parts/vite-preload.ts';

/** Ends every script and style sheet, so that half of one is not taken for the whole. */
export const PART_END = '/*whole*/';

/** What every page loads first: its parts need not ask for it again. */
const FIRST = /^assets\/(?:shared|rolldown-runtime|player|banker|board)-[^/]+\.js$/;

/**
 * Has every `import()` in the pages fetch its files whole before the browser's own loader sees them:
 * docs/decisions/017-parts-arrive-whole.md.
 */
export function wholeParts(pages: string): Plugin {
  return {
    name: 'whole-parts',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /preload-helper\.js$/ },
      handler: (id) =>
        id === VITE_HELPER
          ? `export { __vitePreload } from ${JSON.stringify(join(pages, OWN_HELPER))};`
          : null,
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk') file.code += PART_END;
          else if (file.fileName.endsWith('.css')) file.source = `${String(file.source)}${PART_END}`;
        }
      },
    },
  };
}

/** The files that a part has to have besides what every page loads first: the part itself, and what it needs. */
export function filesOfPart(part: string, needed: readonly string[]): string[] {
  return [...new Set([part, ...needed])].filter((file) => !FIRST.test(file));
}
