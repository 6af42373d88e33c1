import { expect, it } from 'vitest';
import { fitWords, lettersWide } from './fit-words.ts';

it.each([
  ['Bartholomew Cooper!', 12.4],
  ['wwww lllll', 6.4],
  ['WWWWWW WWWWWWW', 11.2],
  ['Anna-Katharina Maria', 9.2],
  ['', 1],
  ['مُهَنْدِس', 5],
  ['Zoe\u0301', 3.2],
  ['🦩🦩', 3.2],
])('the longest word of "%s" is as long as %d letters', (text, letters) => {
  expect(fitWords(text)).toEqual({ '--longest': letters });
});

it('a text in one line is as wide as all its letters', () => {
  expect(lettersWide('Team 漢漢')).toBe(9.6);
});
