import { expect, it } from 'vitest';
import { extraTimeOf } from './extra-time.ts';

it('shows the nearest factor on offer', () => {
  expect([1, 1.3, 2, 2.4, 9].map(extraTimeOf)).toEqual([1, 1.25, 2, 2, 4]);
});
