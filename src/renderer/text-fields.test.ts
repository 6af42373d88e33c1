/** Names are typed everywhere: no page lets a browser underline them or put another name in their place. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Kinds of fields into which no words are typed. */
const WORDLESS = /type="(?:checkbox|radio|number|range|file|color)"/;

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
);

/** Every native field for words in the sources of the pages, as its element's text. */
const fields = sources.flatMap((file) => {
  const source = readFileSync(join(import.meta.dirname, file), 'utf8');
  const elements = source.match(/<(?:input|textarea)\b[^]*?\/>/g) ?? [];
  return elements.filter((element) => !WORDLESS.test(element)).map((element) => [file, element] as const);
});

it('are found by this test', () => {
  expect(fields.length).toBeGreaterThanOrEqual(4);
});

it.each(fields)('in %s are left as they are typed', (_file, element) => {
  expect(element).toContain('spellCheck={false}');
  expect(element).toContain('autoCorrect="off"');
});
