import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

/**
 * All texts of the pages in English as one file, in the format of added languages (docs/protocol.md): the host compares those with
 * it, and it is what volunteers start with.
 */
export function englishTexts(pages: string): Plugin {
  const folders = [join(pages, 'shared/locales/en'), join(pages, '../game/words/en')];
  return {
    name: 'english-texts',
    apply: 'build',
    generateBundle() {
      const texts = folders.flatMap((folder) =>
        readdirSync(folder).map((file): [string, unknown] => [
          basename(file, '.json'),
          JSON.parse(readFileSync(join(folder, file), 'utf8')),
        ]),
      );
      const content = { format: 'trading-game-night-language', version: 1, texts: Object.fromEntries(texts) };
      this.emitFile({
        type: 'asset',
        fileName: 'languages/en.json',
        source: `${JSON.stringify(content, null, 2)}\n`,
      });
    },
  };
}
