import { expect, it } from 'vitest';
import { keptPlaces } from './kept-places.ts';

it('keeps the place of what has gone, and puts what comes at the end', () => {
  expect(keptPlaces(['none', 1, 2, 3], [1, 3, 4])).toEqual(['none', 1, 2, 3, 4]);
});

it('gives what comes back the place it had', () => {
  expect(keptPlaces([1, 2, 3], [1, 2, 3])).toEqual([1, 2, 3]);
});

it('puts what was not there at first at the end, wherever it belongs', () => {
  expect(keptPlaces([1, 2], ['none', 1, 2])).toEqual([1, 2, 'none']);
});
