import { allPairs, coveringArray, pairsIn } from './covering-array.harness.ts';
import { expect, test } from './test.fixtures.ts';

const EXAMPLES: readonly Readonly<Record<string, readonly [string, ...string[]]>>[] = [
  { state: ['door', 'ask', 'do this', 'over'], theme: ['light', 'dark'], direction: ['ltr', 'rtl'] },
  {
    state: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    theme: ['1', '2', '3', '4'],
    direction: ['l', 'r'],
    size: ['x', 'y', 'z'],
  },
  { one: ['only'], other: ['only'] },
];

test('every value is tried with every value of every other parameter, in far fewer cases than all of them', () => {
  for (const parameters of EXAMPLES) {
    const cases = coveringArray(parameters);
    const tried = new Set(cases.flatMap(pairsIn));
    expect([...allPairs(parameters)].filter((pair) => !tried.has(pair))).toEqual([]);
    const [largest = 0, second = 0] = Object.values(parameters)
      .map(({ length }) => length)
      .toSorted((a, b) => b - a);
    expect(cases.length).toBeLessThanOrEqual(Math.ceil(largest * second * 1.5));
  }
});
