import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TEAM_COLOURS } from '../../game/catalogue.ts';
import { contrast, inkOn } from './colour.ts';
import { THEMES, type Theme } from './theme.ts';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** Colours of a theme by token name, as the style sheet says. */
function coloursOf(theme: Theme): Record<string, string> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries(
    Array.from(
      block.matchAll(/--([\w-]+):\s*(#\w{6});/g),
      ([, name = '', value = '']) => [name, value] as const,
    ),
  );
}

const GROUNDS = ['paper', 'surface'];
const WORDS_ON_GROUND = ['ink', 'ink-soft', 'accent', 'amber', 'red', 'green'];
const SOFT = ['accent', 'amber', 'red', 'green'];
const TEXT: readonly (readonly [string, string])[] = [
  ...GROUNDS.flatMap((ground) => WORDS_ON_GROUND.map((word) => [word, ground] as const)),
  ...SOFT.flatMap((name) => [[name, `${name}-soft`] as const, ['ink', `${name}-soft`] as const]),
  ...SOFT.map((name) => ['ink-soft', `${name}-soft`] as const),
  ['accent-ink', 'accent'],
  ['red-ink', 'red'],
  ['green-ink', 'green'],
];
const SHAPES: readonly (readonly [string, string])[] = GROUNDS.flatMap((ground) =>
  ['edge', 'focus', 'ink'].map((name) => [name, ground] as const),
);

describe.each(THEMES)('contrast in the %s theme', (theme) => {
  const colours = coloursOf(theme);
  const between = (one: string, other: string) => contrast(colours[one] ?? '', colours[other] ?? '');

  it.each(TEXT)('%s on %s is readable', (word, ground) => {
    expect(between(word, ground)).toBeGreaterThanOrEqual(theme === 'sun' ? 7 : 4.5);
  });

  it.each(SHAPES)('%s stands out from %s', (shape, ground) => {
    expect(between(shape, ground)).toBeGreaterThanOrEqual(3);
  });

  it('defines the same colours as the others', () => {
    expect(Object.keys(colours).toSorted()).toEqual(Object.keys(coloursOf('light')).toSorted());
  });
});

describe('contrast on team colours', () => {
  it.each([...TEAM_COLOURS, '#808080', '#767676', '#ffffff'])('a letter on %s is readable', (colour) => {
    expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
  });
});
