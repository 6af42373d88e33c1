import { describe, expect, it } from 'vitest';
import { textFault } from './check-text.ts';
import { cleanText } from './clean-text.ts';
import { REAL_NAMES, REFUSED_NAMES } from './names.fixtures.ts';
import { PLAYER_NAME_LIMIT } from './text-limits.ts';

const faultOf = (typed: string) => textFault(cleanText(typed), PLAYER_NAME_LIMIT);
const visible = (text: string) =>
  JSON.stringify(text).replaceAll(
    /[^\x20-\x7E]/gu,
    (character) => String.raw`\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );

describe('a name', () => {
  it.each(Object.entries(REAL_NAMES))('in %s is fine', (_, names) => {
    expect(names.filter((name) => faultOf(name) !== null)).toEqual([]);
  });

  it('is one of many that are fine, and of many that are not', () => {
    expect(Object.values(REAL_NAMES).flat().length).toBeGreaterThanOrEqual(160);
    expect(Object.values(REFUSED_NAMES).flat().length).toBeGreaterThanOrEqual(150);
  });

  it.each(
    Object.entries(REFUSED_NAMES).flatMap(([fault, names]) =>
      names.map((name) => [visible(name).slice(0, 60), fault, name] as const),
    ),
  )('that is %s is refused: %s', (_, fault, name) => {
    expect(faultOf(name)).toBe(fault);
  });

  it('has two accents of any script at most on a letter, five signs of its own, and three Arabic vowels', () => {
    const on = (base: string, marks: string) => textFault(base + marks, PLAYER_NAME_LIMIT);
    expect(on('q', '\u0316\u0317')).toBeNull();
    expect(on('q', '\u0316\u0317\u0318')).toBe('too_many_marks');
    expect(on('က', '\u102D\u102F\u1036\u1037\u103A')).toBeNull();
    expect(on('က', '\u102D\u102F\u1036\u1037\u103A\u103E')).toBe('too_many_marks');
    expect(on('ل', '\u0651\u064E\u0670')).toBeNull();
    expect(on('ل', '\u0651\u064E\u0670\u0650')).toBe('too_many_marks');
    // Letters that hold marks count as if they were taken apart, with room for those of old Greek.
    expect(on('ᾧ', '')).toBeNull();
    expect(on('ế', '\u0323')).toBeNull();
    expect(on('ё', '\u0483')).toBeNull();
  });
});
