/** Names are typed everywhere, so no page lets the browser underline, autocorrect or cut them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Fields that don't take text. */
const WORDLESS = /type="(?:checkbox|radio|number|range|file|color|time)"/;

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.tsx'),
);

/** Every native text field in the pages' sources, with its element's source text. */
const fields = sources.flatMap((file) => {
  const source = readFileSync(join(import.meta.dirname, file), 'utf8');
  const elements = source.match(/<(?:input|textarea)\b[^]*?\/>/g) ?? [];
  return elements.filter((element) => !WORDLESS.test(element)).map((element) => [file, element] as const);
});

it('are found by this test', () => {
  expect(fields.length).toBeGreaterThanOrEqual(4);
});

it.each(fields)('in %s leave names as typed', (_file, element) => {
  expect(element).toContain('spellCheck={false}');
  expect(element).toContain('autoCorrect="off"');
});

/** Fields with a length of their own, which is no name: a PIN and a game's code. */
const NO_NAMES = ['maxLength={2 * PIN_DIGITS}', 'maxLength={16}'];

it('cut nothing: what is too long is said, not swallowed', () => {
  const cut = sources.flatMap((file) => {
    const source = readFileSync(join(import.meta.dirname, file), 'utf8');
    return (source.match(/\bmaxLength=[^\n]*/g) ?? []).filter((found) => !NO_NAMES.includes(found));
  });
  expect(cut).toEqual([]);
});

it.each(['player/entry/join-screen.tsx', 'player/entry/recover-screen.tsx', 'player/drawer/own-details.tsx'])(
  "in %s let the browser fill in its owner's own name",
  (file) => {
    expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toContain('autoComplete="nickname"');
  },
);
