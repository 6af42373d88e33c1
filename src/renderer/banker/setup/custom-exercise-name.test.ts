import { expect, it } from 'vitest';
import { MAX_DESCRIPTION_GRAPHEMES } from '../../../game/names.ts';
import { customExerciseName } from './custom-exercise-name.ts';

it('accepts what the host would accept, cleaned', () => {
  expect(customExerciseName('  Sing \u200b a song ')).toBe('Sing a song');
  expect(customExerciseName('x'.repeat(MAX_DESCRIPTION_GRAPHEMES))).not.toBeNull();
  expect([
    customExerciseName(''),
    customExerciseName(' \u200b'),
    customExerciseName('x'.repeat(MAX_DESCRIPTION_GRAPHEMES + 1)),
  ]).toEqual([null, null, null]);
});
