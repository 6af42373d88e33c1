import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Catalogue, catalogueFaults, textsOf } from '../../protocol/catalogue-faults.ts';
import { readOptions, UsageError } from './command-line.ts';
import { terminalWords } from './terminal-words.ts';

const ROOT = join(import.meta.dirname, '../..');
const catalogueOf = (folder: string, file: string) =>
  JSON.parse(readFileSync(join(ROOT, folder, file), 'utf8')) as Catalogue;

describe.each(['host/start/locales', 'host/http/locales', 'main/locales'])(
  'the catalogues in src/%s',
  (folder) => {
    it('are of the languages that the pages speak', () => {
      const pages = readdirSync(join(ROOT, 'renderer/shared/locales'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${name}.json`);
      expect(readdirSync(join(ROOT, folder)).toSorted()).toEqual(pages.toSorted());
    });

    it.each(['en', 'de', 'fr', 'es', 'ar'])('say everything in "%s"', (language) => {
      const english = catalogueOf(folder, 'en.json');
      expect(catalogueFaults(english, catalogueOf(folder, `${language}.json`), language)).toEqual([]);
    });

    it.each(['de', 'fr', 'es', 'ar'])('leave no sentence in English in "%s"', (language) => {
      const english = new Map(textsOf(catalogueOf(folder, 'en.json')));
      const own = textsOf(catalogueOf(folder, `${language}.json`));
      const isSentence = (text: unknown) => typeof text === 'string' && text.split(' ').length > 3;
      expect(own.filter(([key, text]) => isSentence(text) && english.get(key) === text)).toEqual([]);
    });
  },
);

describe('the language of the terminal', () => {
  const stop = (env: Record<string, string>) => terminalWords(env).say('stop');

  it.each([
    [{ LANG: 'de_AT.UTF-8' }, 'Mit Strg-C beenden.'],
    [{ LANG: 'de_DE.UTF-8', LC_MESSAGES: 'es_MX' }, 'Para terminar, Ctrl-C.'],
    [{ LANG: 'de', LC_MESSAGES: 'es', LC_ALL: 'fr_CA@euro' }, 'Pour arrêter : Ctrl-C.'],
    [{ LANG: 'de', LC_ALL: '' }, 'Mit Strg-C beenden.'],
    [{ LANG: 'de', LC_ALL: 'C' }, 'Stop with Ctrl-C.'],
    [{ LANG: 'C.UTF-8' }, 'Stop with Ctrl-C.'],
    [{ LANG: 'nl_NL.UTF-8' }, 'Stop with Ctrl-C.'],
    [{ LANG: '__proto__' }, 'Stop with Ctrl-C.'],
    [{}, 'Stop with Ctrl-C.'],
  ])('is that of %j', (env, text) => {
    expect(stop(env)).toBe(text);
  });

  it('is that of what is wrong with the options, too', () => {
    const sentences = (args: readonly string[]) => {
      try {
        readOptions(args);
        return null;
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        return [error.message, error.sentence(terminalWords({ LANG: 'de' }))];
      }
    };
    expect(sentences(['--port', 'many'])).toEqual([
      '--port takes a number from 0 to 65535, not "many".',
      '--port nimmt eine Zahl von 0 bis 65535, nicht „many“.',
    ]);
    expect(sentences(['--demo', '900'])?.[1]).toContain('von 1 bis 200, nicht „900“.');
  });
});
