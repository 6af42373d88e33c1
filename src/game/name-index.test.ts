import fc from 'fast-check';
import { List, type Map, OrderedSet } from 'immutable';
import { describe, expect, it, vi } from 'vitest';
import { shortOrAllRuns } from '../../scripts/long-form.fixtures.ts';
import { cleanText } from './clean-text.ts';
import { holdersOf, NO_NAMES, type NameIndex, uniqueName, withName, withoutName } from './name-index.ts';
import { nameKeys, numberedKey } from './name-keys.ts';
import { REAL_NAMES } from './names.fixtures.ts';
import { isWithinLimit, PLAYER_NAME_LIMIT, truncate } from './text-limits.ts';

const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';
/** As many as fit: a family takes 25 bytes. */
const FAMILIES = FAMILY.repeat(Math.floor(PLAYER_NAME_LIMIT.bytes / 25));

function taken(...names: readonly string[]): NameIndex {
  return names.reduce((index, name, at) => withName(index, at + 1, name), NO_NAMES);
}

/** The rule in its simplest form: count from 2 until a name is free. */
function firstFree(name: string, others: readonly string[]): string {
  const keys = new Set(others.flatMap(nameKeys));
  const isTaken = (wanted: string) => nameKeys(wanted).some((key) => keys.has(key));
  if (!isTaken(name)) return name;
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const stem = truncate(name, {
      graphemes: PLAYER_NAME_LIMIT.graphemes - suffix.length,
      bytes: PLAYER_NAME_LIMIT.bytes - suffix.length,
    });
    if (!isTaken(stem + suffix)) return stem + suffix;
  }
}

describe('a unique name', () => {
  it('is the name itself, or the next number', () => {
    expect(uniqueName('Anna', taken(), PLAYER_NAME_LIMIT)).toBe('Anna');
    expect(uniqueName('Anna', taken('Anna'), PLAYER_NAME_LIMIT)).toBe('Anna 2');
    expect(uniqueName('Anna', taken('Anna', 'Anna 2', 'Anna 4'), PLAYER_NAME_LIMIT)).toBe('Anna 3');
  });

  it('counts those who look alike', () => {
    expect(uniqueName('\u0410nna', taken('Anna'), PLAYER_NAME_LIMIT)).toBe('\u0410nna 2');
    expect(uniqueName('\u0410nna', taken('Anna', 'Anna 2'), PLAYER_NAME_LIMIT)).toBe('\u0410nna 3');
  });

  it('counts names that differ only in punctuation, or in nothing that shows across a hall', () => {
    expect(uniqueName('Anna.', taken('Anna'), PLAYER_NAME_LIMIT)).toBe('Anna. 2');
    expect(uniqueName('ᴀnna', taken('Anna', 'Anna2'), PLAYER_NAME_LIMIT)).toBe('ᴀnna 3');
    expect(uniqueName('An-na', taken('Anna', 'Anna.2', 'Anna (3)'), PLAYER_NAME_LIMIT)).toBe('An-na 4');
  });

  it('ignores case and compatibility forms', () => {
    expect(uniqueName('ANNA', taken('anna'), PLAYER_NAME_LIMIT)).toBe('ANNA 2');
    expect(uniqueName('\uFF21nna', taken('Anna'), PLAYER_NAME_LIMIT)).toBe('\uFF21nna 2');
  });

  it('makes room for the number in a long name', () => {
    const long = 'Maximiliane-Charlott';
    expect(uniqueName(long, taken(long), PLAYER_NAME_LIMIT)).toBe('Maximiliane-Charlo 2');
    expect(uniqueName(FAMILIES, taken(FAMILIES), PLAYER_NAME_LIMIT)).toBe(`${FAMILIES} 2`);
    const longest = `${FAMILIES}${'"'.repeat(7)}`;
    expect(uniqueName(longest, taken(longest), PLAYER_NAME_LIMIT)).toBe(`${FAMILIES}${'"'.repeat(6)} 2`);
  });

  /** Few enough to collide, also once they are shortened. */
  const wanted = fc.oneof(
    fc
      .record({
        stem: fc.constantFrom(
          'Anna',
          'ANNA',
          '\uFF21nna',
          '\u0410nna',
          'Maximiliane-Charlott',
          FAMILIES,
          '9',
          'Σας',
          'AIex',
          'Alex',
          'aiex',
          'Anna.',
          'ᴀn-na',
          'Anna 1',
          '#\uFE0F\u20E3',
          '|',
        ),
        gap: fc.constantFrom(' ', '', '.'),
        number: fc.oneof(
          fc.constant(''),
          fc.nat({ max: 12 }).map(String),
          fc.constantFrom('02', '2 2', 'l', 'lO'),
        ),
      })
      .map(({ stem, gap, number }) => truncate(cleanText(`${stem}${gap}${number}`), PLAYER_NAME_LIMIT)),
    fc.constantFrom(...Object.values(REAL_NAMES).flat()),
    fc
      .string({ unit: 'grapheme', minLength: 1 })
      .map((text) => truncate(cleanText(text), PLAYER_NAME_LIMIT))
      .filter((text) => text !== ''),
  );
  const step = fc.record({
    name: wanted,
    times: fc.integer({ min: 1, max: 12 }),
    renames: fc.option(fc.nat(), { freq: 3 }),
  });

  it('is the lowest free number whatever was taken, given up and taken again, and within the limits', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let index = NO_NAMES;
        const names: string[] = [];
        for (const { name, times, renames } of steps) {
          for (let time = 0; time < times; time += 1) {
            const at = renames === null || names.length === 0 ? names.length : renames % names.length;
            const before = names[at];
            const others = names.filter((_, other) => other !== at);
            if (before !== undefined) index = withoutName(index, at, before);
            const unique = uniqueName(name, index, PLAYER_NAME_LIMIT);
            expect(unique).toBe(firstFree(name, others));
            expect(isWithinLimit(unique, PLAYER_NAME_LIMIT)).toBe(true);
            index = withName(index, at, unique);
            names[at] = unique;
          }
        }
        for (const [at, name] of names.entries()) expect([...holdersOf(index, name)]).toEqual([at]);
      }),
      { numRuns: shortOrAllRuns(100) },
    );
  });

  it.each(['Anna', 'Maximiliane-Charlott', FAMILIES])(
    'takes as few lookups for the 1,000th %s as for the second',
    (name) => {
      let index = NO_NAMES;
      for (let id = 1; id < 1_000; id += 1)
        index = withName(index, id, uniqueName(name, index, PLAYER_NAME_LIMIT));
      const lookups = vi.spyOn(index.holders, 'has');
      expect(uniqueName(name, index, PLAYER_NAME_LIMIT)).toMatch(/ 1000$/);
      expect(lookups.mock.calls.length).toBeLessThan(20);
    },
  );
});

it('names of many spellings that look alike cost no more than one spelling', () => {
  const spellings = (id: number) =>
    Array.from({ length: 8 }, (_, bit) => ((id >> bit) % 2 === 0 ? 'l' : 'I')).join('');
  let index = NO_NAMES;
  let lookups = 0;
  for (let id = 1; id < 1_000; id += 1) {
    const has = vi.spyOn(index.holders, 'has');
    const name = uniqueName(spellings(id), index, PLAYER_NAME_LIMIT);
    lookups = Math.max(lookups, has.mock.calls.length);
    index = withName(index, id, name);
  }
  expect(lookups).toBeLessThan(40);
});

/** How many characters were normalised meanwhile, which is what reading a name costs. */
function charactersRead(work: () => void): number {
  const normalize = vi.spyOn(String.prototype, 'normalize');
  work();
  const read = normalize.mock.contexts.reduce((sum: number, text) => sum + String(text).length, 0);
  normalize.mockRestore();
  return read;
}

it('a name of characters that each stand for a sentence costs no more than another long one', () => {
  expect(charactersRead(() => nameKeys('\uFDFA'.repeat(18)))).toBeLessThan(
    3 * charactersRead(() => nameKeys('မြို့'.repeat(12))),
  );
});

it('two hundred with one name have each number of it read once and no more, however long reading it takes', () => {
  const perName = charactersRead(() => nameKeys('\uFDFA'.repeat(17)));
  const all = charactersRead(() => {
    let index = NO_NAMES;
    for (let id = 1; id <= 200; id += 1)
      index = withName(index, id, uniqueName('\uFDFA'.repeat(18), index, PLAYER_NAME_LIMIT));
  });
  expect(all).toBeLessThan(210 * perName);
});

it('nobody waits for a number where somebody has taken every second one in each of two spellings', () => {
  let index = NO_NAMES;
  for (let number = 2; number < 2_000; number += 1)
    index = withName(index, number, `${number % 2 === 0 ? 'Alex' : 'aiex'} ${number}`);
  index = withName(withName(index, 1, 'Alex'), 2_000, 'aiex');
  const has = vi.spyOn(index.holders, 'has');
  expect(uniqueName('AIex', index, PLAYER_NAME_LIMIT)).toBe('AIex 10000');
  expect(has.mock.calls.length).toBeLessThan(2_500);
});

describe.each<[string, (count: number) => [other: string, ...names: string[]]]>([
  [
    'numbers of one name',
    (count) => ['Ben', ...Array.from({ length: count }, (_, at) => `Anna ${1_000 + at}`)],
  ],
  [
    'spellings that look alike',
    (count) => [
      'Ben',
      ...Array.from({ length: count }, (_, at) =>
        at.toString(2).padStart(16, '0').replaceAll('0', 'l').replaceAll('1', 'I'),
      ),
    ],
  ],
])('where thousands have %s', (_, namesOf) => {
  /** How many numbers are looked up, and how many holders looked through, while one of so many changes name and back, 50 times. */
  function costOf(count: number): number {
    const [other, ...names] = namesOf(count);
    const [own = ''] = names;
    let index = taken(...names);
    const has = vi.spyOn(Object.getPrototypeOf(index.holders) as Map<string, unknown>, 'has');
    const filters = [List(), OrderedSet()].map((list) =>
      vi.spyOn(Object.getPrototypeOf(list) as List<unknown>, 'filter'),
    );
    for (let time = 0; time < 50; time += 1) {
      index = withName(withoutName(index, 1, own), 1, other);
      index = withName(withoutName(index, 1, other), 1, own);
    }
    const looked = filters.flatMap(({ mock }) => mock.contexts as { readonly size: number }[]);
    const cost = looked.reduce((sum, { size }) => sum + size, has.mock.calls.length);
    vi.restoreAllMocks();
    return cost;
  }

  it('a change of a name and back costs as much as among a few', () => {
    expect(costOf(2_000)).toBeLessThan(2 * costOf(50) + 50);
  });
});

it('the keys of a name say which numbers of it are taken', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).map(cleanText);
  const name = fc.oneof(fc.constantFrom(...Object.values(REAL_NAMES).flat(), '\uFDFA'.repeat(16)), text);
  fc.assert(
    fc.property(name, fc.integer({ min: 2, max: 99_999 }), (stem, number) => {
      fc.pre(stem !== '');
      expect(nameKeys(stem).map((key) => numberedKey(key, number))).toEqual(nameKeys(`${stem} ${number}`));
    }),
    { numRuns: shortOrAllRuns(300) },
  );
});

describe('holders of a name', () => {
  it('are found by any of its forms, also two who got the same name in an older version', () => {
    const index = taken('Anna', 'Ben', 'ANNA');
    expect([...holdersOf(index, '\uFF21nna')]).toEqual([1, 3]);
    expect([...holdersOf(withoutName(index, 1, 'Anna'), 'anna')]).toEqual([3]);
    expect([...holdersOf(index, 'Carla')]).toEqual([]);
    expect([...holdersOf(taken('anna'), 'Seen anna')]).toEqual([]);
    // An earlier version let both in: whose name is read as what was typed comes first.
    expect([...holdersOf(taken('Anna', 'Anna.'), 'ANNA.')]).toEqual([2, 1]);
  });
});
