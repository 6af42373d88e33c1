import { expect, it } from 'vitest';
import { fitWords } from './fit-words.ts';

it.each([
  ['Bartholomew Cooper!', 11],
  ['Anna-Katharina Maria', 9],
  ['', 1],
  ['مُهَنْدِس', 5],
  ['Zoe\u0301', 3],
  ['🦩🦩', 2],
])('the longest word of "%s" has %i letters', (text, letters) => {
  expect(fitWords(text)).toEqual({ '--longest': letters });
});
