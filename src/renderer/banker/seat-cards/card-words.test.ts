import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/locales/languages.ts';

const LOCALES = join(import.meta.dirname, '../../shared/locales');
const read = (language: string, file: string) =>
  readFileSync(join(LOCALES, language, `${file}.json`), 'utf8');

it.each(Object.keys(LANGUAGES))('a card names the button as phones have it (%s)', (language) => {
  const [, button = ''] = /"already": "([^"{]+)"/.exec(read(language, 'player')) ?? [];
  const [, words = ''] = /"later": "(.*)"/.exec(read(language, 'players')) ?? [];
  expect(button).not.toBe('');
  expect(words).toContain(button);
});
