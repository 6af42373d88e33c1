import { describe, expect, it } from 'vitest';
import { REAL_NAMES, REFUSED_NAMES } from '../../game/names.fixtures.ts';
import { PLAYER_NAME_LIMIT, TEAM_NAME_LIMIT } from '../../game/text-limits.ts';
import { englishWords } from './locales/english.harness.ts';
import { checkTyped, typedTextFault } from './typed-text.ts';

const words = englishWords();
const t = words.getFixedT('en', 'shared');
const faultOf = (typed: string) => typedTextFault(t, typed, PLAYER_NAME_LIMIT);
const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';

describe('what a field says about a name', () => {
  it('is nothing before anything is typed, and nothing about real names', () => {
    expect([faultOf(''), faultOf('  ')]).toEqual([null, null]);
    expect(
      Object.values(REAL_NAMES)
        .flat()
        .filter((name) => faultOf(name) !== null),
    ).toEqual([]);
  });

  it('is a sentence about each that the host refuses', () => {
    const { empty, ...others } = REFUSED_NAMES;
    const unseen = empty.filter((name) => name.trim() !== '');
    for (const name of [...unseen, ...Object.values(others).flat()]) expect(faultOf(name)).toMatch(/\.$/);
  });

  it('says how much is too much', () => {
    expect(faultOf('x'.repeat(23))).toBe('Too long by 3. Shorten it.');
    expect(faultOf(FAMILY.repeat(10))).toBe(
      'Too long by 1: some letters and emoji count more than once. Shorten it.',
    );
  });

  it('is the length first, as the counter says the same', () => {
    expect(checkTyped('-'.repeat(21), PLAYER_NAME_LIMIT)).toMatchObject({ used: 21, fault: 'too_long' });
  });

  it('counts what the host would store', () => {
    expect(checkTyped('  Anna \u200B  Lena ', PLAYER_NAME_LIMIT)).toEqual({
      text: 'Anna Lena',
      used: 9,
      fault: null,
    });
    expect(checkTyped('பாலசுப்பிரமணியம்', TEAM_NAME_LIMIT)).toMatchObject({ used: 10, fault: null });
  });
});
