import { expect, it } from 'vitest';
import { MAX_DESCRIPTION_GRAPHEMES } from '../../../game/names.ts';
import { ownWords } from './custom-exercise-name.ts';

it('takes what the host would take, cleaned', () => {
  expect(ownWords('  Sing \u200b a song ')).toBe('Sing a song');
  expect(ownWords('x'.repeat(MAX_DESCRIPTION_GRAPHEMES))).not.toBeNull();
  expect([ownWords(''), ownWords(' \u200b'), ownWords('x'.repeat(MAX_DESCRIPTION_GRAPHEMES + 1))]).toEqual([
    null,
    null,
    null,
  ]);
});
