/** What a browser that translates a page must leave alone: names, codes, addresses, PINs. Exercises are words like any others. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;
const files = globSync('**/*.tsx', { cwd: FOLDER }).filter((file) => !file.includes('.test.'));

/** Each `<bdi>` of a file, from its first letter to its closing tag. */
function isolatedIn(file: string): readonly string[] {
  return [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/<bdi[\s>].*?<\/bdi>/gs)].map(
    ([text]) => text,
  );
}

const isExercise = (text: string) => /exercise|\{words\}|\{given\}/.test(text);

describe('a browser that translates the page', () => {
  it.each(files.filter((file) => isolatedIn(file).length > 0))('leaves names and codes alone: %s', (file) => {
    if (file.endsWith('exercise-title.tsx')) return;
    for (const text of isolatedIn(file)) expect(text.includes('translate="no"')).toBe(!isExercise(text));
  });

  it.each(['player', 'banker', 'board'])('may translate the rest: %s', (page) => {
    expect(readFileSync(join(FOLDER, page, 'index.html'), 'utf8')).toContain(
      '<html lang="en" translate="yes">',
    );
  });
});
