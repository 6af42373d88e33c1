import { expect, it } from 'vitest';
import { MAX_DESCRIPTION_BYTES, MAX_DESCRIPTION_GRAPHEMES } from '../../../protocol/bodies.ts';
import { OWN_WORDS_LIMIT, ownWords } from './own-words.ts';

it('takes what the host would take, cleaned', () => {
  expect(ownWords('  Sing \u200b a song ')).toBe('Sing a song');
  expect(ownWords('x'.repeat(OWN_WORDS_LIMIT))).not.toBeNull();
  expect([ownWords(''), ownWords(' \u200b'), ownWords('x'.repeat(OWN_WORDS_LIMIT + 1))]).toEqual([
    null,
    null,
    null,
  ]);
});

it('knows the limits of the contract', () => {
  expect([MAX_DESCRIPTION_BYTES, MAX_DESCRIPTION_GRAPHEMES]).toEqual([OWN_WORDS_LIMIT, OWN_WORDS_LIMIT]);
});
